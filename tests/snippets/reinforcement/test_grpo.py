"""The toy climbs the gradient it claims to, and what its page and its figure say is what it prints."""

import re
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from snippets.reinforcement.grpo import (
    PAIRS,
    STOP,
    Settings,
    advantages,
    climb,
    contains,
    exact,
    log_chances,
    measure,
    sample,
    supervised,
    train,
    written,
)
from tests.support.tree import DOCS, ROOT

OUTPUT = ROOT / "snippets" / "reinforcement" / "grpo.out"
FIGURE = DOCS / "assets" / "figures" / "grpo-two-graders.svg"
COLUMNS = ("step", "graded", "right", "digits", "signal")


def printed() -> dict[str, list[dict[str, float]]]:
    """Return the rows of each run by its name."""
    runs = {}
    for block in re.split(r"\n(?=\S)", OUTPUT.read_text(encoding="utf-8").strip()):
        name, _, *rows = block.split("\n")
        runs[name] = [dict(zip(COLUMNS, map(float, row.split()), strict=False)) for row in rows]
    return runs


@pytest.mark.parametrize(
    ("name", "at"),
    [("inward", (3, 5)), ("inward", (20 + STOP, 7)), ("inward", (31, 0)), ("outward", (0, 3)), ("outward", (20, STOP))],
)
def test_a_step_follows_the_gradient_of_the_log_probability(name: str, at: tuple[int, int]) -> None:
    policy = supervised(share_right=0.5, seed=1)
    pairs = PAIRS[:4]
    answers = sample(policy, pairs, np.random.default_rng(0))
    weights = np.array([1.0, -0.5, 0.25, 2.0])
    climbed = climb(policy, pairs, answers, weights, rate=1.0)
    width = 1e-6
    moved = getattr(policy, name).copy()
    moved[at] += width
    slope = (
        log_chances(policy._replace(**{name: moved}), pairs, answers) - log_chances(policy, pairs, answers)
    ) / width
    assert getattr(climbed, name)[at] - getattr(policy, name)[at] == pytest.approx(weights @ slope, abs=1e-4)


def test_nothing_is_written_behind_a_stop() -> None:
    answers = sample(supervised(share_right=0.5, seed=1), PAIRS, np.random.default_rng(0))
    stopped = (answers == STOP).cumsum(axis=1) > 0
    assert (answers[stopped] == STOP).all()
    assert all(len(written(each)) == (each != STOP).sum() for each in answers)


def test_a_group_is_compared_with_itself() -> None:
    scores = np.random.default_rng(0).random((5, 8))
    found = advantages(scores)
    assert np.allclose(found.mean(axis=1), 0)
    assert np.allclose(found.std(axis=1), 1)
    assert np.allclose(found, advantages(10 * scores + 3)), "a grader's scale and offset do not matter"


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_what_the_page_says_is_no_luck_of_one_seed(seed: int) -> None:
    start = supervised(share_right=0.5, seed=seed)
    (_, right, _), (_, gamed, _) = (
        train(start, Settings(grader=grader), every=Settings().steps, seed=seed)[-1] for grader in (exact, contains)
    )
    assert right.right > 0.7
    assert gamed.graded > right.graded
    assert gamed.right < 0.1
    assert gamed.length > 2 * measure(start, exact, seed).length


def test_the_figure_draws_what_is_printed() -> None:
    runs = printed()
    drawn = [each.get("d", "") for each in ET.parse(FIGURE).getroot().iter() if each.tag.endswith("path")][1:]
    wanted = [("exact", "right"), ("contains", "graded"), ("contains", "right")]
    for path, (run, column) in zip(drawn, wanted, strict=True):
        points = [tuple(map(float, point.split())) for point in re.findall(r"[\d.]+ [\d.]+", path)]
        assert points == [pytest.approx((50 + row["step"] * 1.25, 230 - row[column] * 200)) for row in runs[run]]
    told = "".join(ET.parse(FIGURE).getroot().itertext())
    first, last = runs["exact"][0]["right"], runs["exact"][-1]["right"]
    assert f"from {first:.0%} to {last:.0%}" in told
    careless = runs["contains"]
    assert f"from {careless[0]['graded']:.0%} to {careless[-1]['graded']:.0%}" in told
    assert f"fall from {careless[0]['right']:.0%} to {careless[-1]['right']:.0%}" in told


def test_the_page_states_what_is_printed() -> None:
    page = (DOCS / "guide" / "reinforce.md").read_text(encoding="utf-8")
    runs = printed()
    score, right = (f"{runs[name][-1]['graded']:.2f}" for name in ("contains", "exact"))
    assert f"at {score} under the careless grader and {right} under the exact one" in page
    assert f"right answers ends at {runs['contains'][-1]['right']:.2f} and {runs['exact'][-1]['right']:.2f}" in page
    careless, signal = runs["contains"], [row.get("signal", 0) for row in runs["exact"]]
    assert f"from {careless[0]['digits']:.1f} digits to {careless[-1]['digits']:.1f}" in page
    assert f"{signal[1] * 100:.0f} groups in 100 teach at first and {signal[-1] * 100:.0f} at the end" in page
    defaults = Settings()
    assert f"{defaults.prompts * defaults.group * defaults.steps:,}" in page
