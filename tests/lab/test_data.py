"""Splits never overlap, draws are nested and balanced, and bad data is refused by name."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from snippets.lab import data
from snippets.lab.data import Task, draw, load_task, split
from snippets.lab.errors import LabelError, MissingDataError, PoolError
from snippets.lab.prompts import Example, Template

TEMPLATE = Template("", ":")
LABELS = ("a", "b", "c")
POOL = [Example(f"{label}{number}", label) for label in LABELS for number in range(10)]
SOURCES = {
    "products": ["amazon.json"],
    "films": ["imdb.json"],
    "restaurants": ["yelp.json"],
    "intent": ["intent_recognition.json"],
    "spam": ["subjects.json"],
}


@pytest.mark.parametrize("count", range(1, 31))
def test_draws_are_nested_balanced_and_without_repeats(count: int) -> None:
    drawn = draw(POOL, LABELS, count, seed=3)
    assert drawn == draw(POOL, LABELS, 30, seed=3)[:count]
    assert len(set(drawn)) == count
    counts = [Counter(example.label for example in drawn)[label] for label in LABELS]
    assert max(counts) - min(counts) <= 1


def test_a_seed_decides_the_draw() -> None:
    draws = [draw(POOL, LABELS, 9, seed) for seed in range(5)]
    assert draws == [draw(POOL, LABELS, 9, seed) for seed in range(5)]
    assert len({frozenset(drawn) for drawn in draws}) == 5  # not only another order


def test_an_empty_pool_is_refused() -> None:
    with pytest.raises(PoolError, match="pool of labelled examples is empty"):
        draw([], LABELS, 3, 0)


def test_a_pool_of_one_class_is_refused() -> None:
    with pytest.raises(PoolError, match="No example in the pool has the label 'b'"):
        draw(POOL[:10], LABELS, 3, 0)


def test_more_than_the_pool_holds_is_refused() -> None:
    with pytest.raises(PoolError, match="31 examples need more than 10 of the class"):
        draw(POOL, LABELS, 31, 0)


def made_up(count: int) -> list[Example]:
    return [Example(f"text {number}", LABELS[number % 3]) for number in range(count)]


def parts(task: Task) -> list[set[str]]:
    return [{example.text.casefold() for example in part} for part in (task.test, task.development, task.pool)]


def test_a_split_has_no_overlap_and_loses_nothing() -> None:
    task = split("made-up", TEMPLATE, LABELS, made_up(500))
    assert [len(part) for part in parts(task)] == [data.TEST, data.DEVELOPMENT, 140]
    assert len(set.union(*parts(task))) == 500


def test_repeated_and_long_and_empty_texts_are_left_out() -> None:
    odd = [Example("TEXT 7", "a"), Example("text 8", "b"), Example("x" * (data.LONGEST + 1), "a"), Example("", "a")]
    task = split("made-up", TEMPLATE, LABELS, made_up(400) + odd)
    assert task == split("made-up", TEMPLATE, LABELS, made_up(400))


def test_the_hash_names_texts_labels_and_their_places() -> None:
    task = split("made-up", TEMPLATE, LABELS, made_up(400))
    other = made_up(400)
    other[0] = Example("text 0", "b")
    assert task.sha256 == split("again", TEMPLATE, LABELS, made_up(400)[::-1]).sha256
    assert task.sha256 != split("other", TEMPLATE, LABELS, other).sha256


def test_a_label_that_the_task_does_not_know_is_refused() -> None:
    with pytest.raises(LabelError, match="'text 5' has the label 'd', which is not one of a, b, c"):
        split("made-up", TEMPLATE, LABELS, [*made_up(5), Example("text 5", "d")])


def test_an_unknown_task_is_refused_by_naming_the_known_ones() -> None:
    with pytest.raises(MissingDataError, match=r"no task 'productz'\. The tasks are: products, films"):
        load_task("productz")


def test_a_missing_file_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "DATA", tmp_path)
    with pytest.raises(MissingDataError, match=r"amazon\.json is not in .*Run: make \.lab/data/amazon\.json"):
        load_task("products")


def test_another_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "DATA", tmp_path)
    (tmp_path / "amazon.json").write_text("[]", encoding="utf-8")
    with pytest.raises(MissingDataError, match=r"has the SHA-256 4f53cda1.*, not bc5eb0ca.*Delete it"):
        load_task("products")


@pytest.mark.parametrize("name", SOURCES)
def test_real_parts_do_not_overlap_and_hold_every_class(name: str, needs: Callable[..., None]) -> None:
    needs(*SOURCES[name])
    task = load_task(name)
    test, development, pool = parts(task)
    assert not test & development | test & pool | development & pool
    assert (len(task.test), len(task.development)) == (data.TEST, data.DEVELOPMENT)
    for part in (task.test, task.development, task.pool):
        assert {example.label for example in part} == set(task.labels)


def test_texts_of_the_other_domains_are_not_trained_on(needs: Callable[..., None]) -> None:
    """What is tuned on products is tested on films and restaurants, so they may share no text."""
    needs("amazon.json", "imdb.json", "yelp.json")
    trained = parts(load_task("products"))[2]
    assert not trained & (parts(load_task("films"))[0] | parts(load_task("restaurants"))[0])


def test_subjects_carry_no_mark_of_a_list_or_reply(needs: Callable[..., None]) -> None:
    needs("subjects.json")
    texts = [example.text for example in load_task("spam").test]
    assert not [text for text in texts if text.lower().startswith(("re:", "fw:", "fwd:", "["))]


def test_facts_of_the_world_are_a_fixed_set(needs: Callable[..., None]) -> None:
    needs("qa_wikidata.json")
    facts = data.facts_of_the_world()
    assert facts == data.facts_of_the_world()
    assert len({statement for statement, _ in facts}) == 200


def test_published_answers_are_those_of_the_items(needs: Callable[..., None]) -> None:
    needs(*(file for files in SOURCES.values() for file in files))
    published = data.answers(list(SOURCES))
    assert published.keys() == SOURCES.keys()
    for name, entry in published.items():
        task = load_task(name)
        for part in ("test", "development"):
            answers = [entry["labels"][int(digit)] for digit in entry[part]]
            assert answers == [example.label for example in getattr(task, part)]
        assert entry["sha256"] == task.sha256
    assert "canary" in published["intent"]
