"""Gives the lab's tasks: labelled texts from published packages, split once and for all."""

import hashlib
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from snippets.lab.errors import LabelError, MissingDataError, PoolError
from snippets.lab.prompts import Example, Template

DATA = Path(__file__).resolve().parents[2] / ".lab/data"
# The files that snippets.lab.fetch writes, and their SHA-256.
FILES = {
    "amazon.json": "bc5eb0cac49fc45987301f1dc2d02cf5ca356ba6c882be179dce77d74e666ed9",
    "imdb.json": "44a7b9082ed732ee2de3c858ea5ee2e99aca34f239a1c4359d3a300bf099bdb5",
    "yelp.json": "9f3f47983f21eeb819380767b74bfa648eca208f156241111454b3e122773ff7",
    "intent_recognition.json": "04ca74852de19abfc64c807b096f0094bacbb82131c793d8c413cad3dfdeb5ae",
    "qa_wikidata.json": "6340744cf2fb958564b70a071fd01624327c067f4335939e1db2fa3a353cc802",
    "subjects.json": "da1caf0c44337f7991adc84bb10728abddd4c01e10d8f7dfb696ac9df4cea1b9",
}
LONGEST = 70  # characters; longer texts are left out, so that many fit into a prompt
TEST, DEVELOPMENT = 300, 60


@dataclass(frozen=True)
class Task:
    """A classification task: how it is asked, and three sets of examples without overlap."""

    name: str
    template: Template
    labels: tuple[str, ...]
    test: tuple[Example, ...]
    development: tuple[Example, ...]
    pool: tuple[Example, ...]

    @property
    def sha256(self) -> str:
        """Hash of every example and its place, so that a result names the data it was measured on."""
        content = [
            [example.text, example.label] for part in (self.test, self.development, self.pool) for example in part
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def load_task(name: str) -> Task:
    """Load one task of TASKS.

    Raises:
        MissingDataError: where the name is unknown, or a file is missing or is not the one measured.

    """
    if name not in TASKS:
        raise MissingDataError(f"There is no task '{name}'. The tasks are: {', '.join(TASKS)}.")
    template, labels, read = TASKS[name]
    return split(name, template, labels, read())


def split(name: str, template: Template, labels: tuple[str, ...], examples: Sequence[Example]) -> Task:
    """Split examples at random, always alike: TEST, then DEVELOPMENT, and the rest to draw from.

    Repeated texts are dropped before, or the same text could be trained on and tested.

    Raises:
        LabelError: where an example has a label that the task does not have.

    """
    for example in examples:
        if example.label not in labels:
            raise LabelError(
                f"'{example.text}' has the label '{example.label}', which is not one of {', '.join(labels)}. "
                "Correct it, or add the label to the task."
            )
    unique = {example.text.casefold(): example for example in reversed(examples) if 0 < len(example.text) <= LONGEST}
    shuffled = sorted(unique.values(), key=lambda example: example.text)
    random.Random(2026).shuffle(shuffled)
    cut = TEST + DEVELOPMENT
    return Task(name, template, labels, tuple(shuffled[:TEST]), tuple(shuffled[TEST:cut]), tuple(shuffled[cut:]))


def draw(pool: Sequence[Example], labels: Sequence[str], count: int, seed: int) -> list[Example]:
    """Draw `count` examples, each class as often as the others (give or take one), in random order.

    A smaller draw with the same seed is the beginning of a larger one, so that a curve over
    `count` shows what more labels add, rather than other labels.

    Raises:
        PoolError: where the pool is empty, lacks a class, or a class has too few examples.

    """
    if not pool:
        raise PoolError("The pool of labelled examples is empty. Give at least one example of each class.")
    generator = random.Random(seed)
    by_label = {label: [example for example in pool if example.label == label] for label in labels}
    for label, members in by_label.items():
        if not members:
            raise PoolError(f"No example in the pool has the label '{label}'. Add one, or drop the label.")
        generator.shuffle(members)
    rounds = -(-count // len(labels))
    drawn: list[Example] = []
    for turn in range(rounds):
        order = list(labels)
        generator.shuffle(order)
        for label in order[: count - len(drawn)]:
            if turn >= len(by_label[label]):
                raise PoolError(
                    f"{count} examples need more than {turn} of the class '{label}', and the pool has no more. "
                    f"Ask for fewer, or add examples of '{label}'."
                )
            drawn.append(by_label[label][turn])
    return drawn


def _file(name: str) -> str:
    file = DATA / name
    if not file.is_file():
        raise MissingDataError(f"{name} is not in {DATA}. Run: make .lab/data/{name}")
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != FILES[name]:
        raise MissingDataError(
            f"{file} has the SHA-256 {digest}, not {FILES[name]}. Delete it and run: make .lab/data/{name}"
        )
    return content.decode("utf-8")


def _sentences(domain: str) -> Callable[[], list[Example]]:
    def read() -> list[Example]:
        entries = json.loads(_file(f"{domain}.json"))
        words = {0: "negative", 1: "positive"}
        # The last entry of each file is empty and has no class.
        return [Example(_line(entry["text"]), words[entry["class"]]) for entry in entries if entry["text"]]

    return read


def _intents() -> list[Example]:
    words = {
        "add_to_playlist": "playlist",
        "book_restaurant": "restaurant",
        "get_weather": "weather",
        "play_music": "music",
        "search_screening_event": "cinema",
        "search_creative_work": "search",
        "rate_book": "rating",
    }
    examples = []
    for entry in json.loads(_file("intent_recognition.json"))["examples"]:
        intent = max(entry["target_scores"], key=entry["target_scores"].get)
        examples.append(Example(_line(entry["input"].removeprefix("Utterance: ")), words[intent]))
    return examples


def _subjects() -> list[Example]:
    # Reply marks and names of lists would give the class away without the subject being read.
    marks = re.compile(r"^((re|fwd?|\[[^\]]*\])[: ]*)+", re.I)
    entries = json.loads(_file("subjects.json"))
    return [
        Example(_line(marks.sub("", subject)), "spam" if group == "spam" else "normal") for group, subject in entries
    ]


def answers(names: Sequence[str]) -> dict[str, dict[str, object]]:
    """Give the labels of tasks, and the right answers of their examples as label numbers, without any text."""
    tasks: dict[str, dict[str, object]] = {}
    for loaded in map(load_task, names):
        truth = {
            part: "".join(str(loaded.labels.index(example.label)) for example in getattr(loaded, part))
            for part in ("test", "development")
        }
        tasks[loaded.name] = {"labels": list(loaded.labels), **truth, "sha256": loaded.sha256}
        if loaded.name == "intent":  # BIG-bench asks for this in whatever is made from it
            tasks["intent"]["canary"] = json.loads(_file("intent_recognition.json"))["canary"]
    return tasks


def facts_of_the_world() -> list[tuple[str, str]]:
    """Give 200 statements about the world without their last word or words, and these: a fixed set.

    From BIG-bench's qa_wikidata. Used to see whether tuning on something else harms what a model knows.
    """
    entries = json.loads(_file("qa_wikidata.json"))["examples"]
    single = [(entry["input"], entry["target"]) for entry in entries if isinstance(entry["target"], str)]
    random.Random(2026).shuffle(single)
    return single[:200]


def _line(text: str) -> str:
    return " ".join(text.split())


_REVIEW = Template("Review: ", "\nSentiment:")
_SENTIMENTS = ("negative", "positive")
# Name: how it is asked, its labels, and where its examples come from.
TASKS: dict[str, tuple[Template, tuple[str, ...], Callable[[], list[Example]]]] = {
    "products": (_REVIEW, _SENTIMENTS, _sentences("amazon")),
    "films": (_REVIEW, _SENTIMENTS, _sentences("imdb")),
    "restaurants": (_REVIEW, _SENTIMENTS, _sentences("yelp")),
    "intent": (
        Template("Utterance: ", "\nTopic:"),
        ("playlist", "restaurant", "weather", "music", "cinema", "search", "rating"),
        _intents,
    ),
    "spam": (Template("Subject: ", "\nKind of mail:"), ("normal", "spam"), _subjects),
}
