"""The plan is complete, asks for nothing twice, and for nothing that the data cannot give."""

from collections import defaultdict
from collections.abc import Callable

from snippets.lab import plan
from snippets.lab.arms import ARMS
from snippets.lab.data import draw, load_task
from snippets.lab.tuning import Settings

EVERYTHING = plan.everything()
TUNED = {name: arm for name, arm in ARMS.items() if arm.tuning}


def test_ids_are_unique() -> None:
    ids = [run.id for run in EVERYTHING]
    assert len(ids) == len(set(ids))


def test_every_experiment_is_in_it() -> None:
    assert {run.experiment for run in EVERYTHING} >= {"development", "accuracy", "sensitivity", "facts", "cost"}


def test_every_arm_is_measured_on_every_task_with_every_seed() -> None:
    """Otherwise two arms could not be compared item by item and seed by seed."""
    seeds = defaultdict(set)
    for run in EVERYTHING:
        if run.experiment == "accuracy":
            seeds[run.task, run.arm, run.labels].add(run.seed)
    arms = {place[1:] for place in seeds}
    # A balanced draw of 256 would need more of the rarest intent than there are.
    missing = {("intent", arm, 256) for arm in ("tf-idf", "embedding")}
    assert seeds.keys() == {(name, *arm) for name in plan.TASKS for arm in arms} - missing
    for (_, arm, _), found in seeds.items():
        assert found == ({0} if arm == "zero-shot" else set(plan.SEEDS)), arm


def test_prompted_and_tuned_arms_share_label_counts() -> None:
    assert set(ARMS["few-shot"].labels) <= set(ARMS["lora"].labels)


def test_every_tuned_run_has_settings_and_keeps_the_rate_it_was_given() -> None:
    for run in EVERYTHING:
        if run.arm in TUNED:
            assert isinstance(plan.settings(run.arm, run.labels), Settings)
            assert plan.settings(run.arm, run.labels).learning_rate == ARMS[run.arm].tuning.rate
    assert plan.settings("lora", 8, 0.5).learning_rate == 0.5


def test_learning_rates_were_tried_apart_from_what_is_published() -> None:
    for name, arm in TUNED.items():
        assert arm.tuning.rate in arm.tuning.tried
        tried = {run.variant for run in plan.development() if run.arm == name}
        assert tried == {f"{rate:g}" for rate in arm.tuning.tried}
    assert {run.seed for run in plan.development()} == {plan.DEVELOPMENT_SEED}
    assert plan.DEVELOPMENT_SEED not in plan.SEEDS


def test_the_small_plan_is_part_of_the_whole() -> None:
    assert set(plan.small()) <= set(EVERYTHING)
    assert set(plan.rounding()) <= set(EVERYTHING)


def test_seeds_are_finished_one_after_the_other() -> None:
    """An interrupted measurement then holds whole seeds, and not one arm with all of them."""
    order = [run.seed for run in EVERYTHING if run.experiment == "accuracy"]
    assert order == sorted(order)


def test_the_pool_can_give_every_draw(needs: Callable[..., None]) -> None:
    needs("amazon.json", "intent_recognition.json", "subjects.json")
    pools = {name: load_task(name) for name in plan.TASKS}
    for name, labels, seed in {(run.task, run.labels, run.seed) for run in EVERYTHING if run.task in pools}:
        drawn = draw(pools[name].pool, pools[name].labels, labels, seed)
        assert len(drawn) == labels
        assert not {example.text for example in drawn} & {example.text for example in pools[name].test}
