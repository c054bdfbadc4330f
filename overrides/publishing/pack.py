"""The knowledge for a model: as few-shot examples to put into a context, and as training data to put into weights."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from overrides.publishing.twins import footnote
from overrides.rendering.references import Reference

TEST_SHARE = 0.1
SYSTEM = (
    "You answer questions about adapting language models by in-context learning or fine-tuning. "
    "Answer first, then say what the evidence is and what limits it. Say so when something is contested or unknown."
)
SHOTS = ("when-does-fine-tuning-win", "how-many-examples", "lora-or-full", "when-does-it-pay")


def examples(data: Mapping[str, Any], references: Mapping[str, Reference]) -> Iterator[dict[str, Any]]:
    """Yield every example: where it comes from, the question, and the answer."""
    grades = {grade["id"]: grade["mark"] for grade in data["grades"]}
    for group in data["faq"]["groups"]:
        for each in group["questions"]:
            noted = [footnote(data["claims"][claim], references, grades) for claim in each.get("claims", [])]
            answer = f"{each['short']} {' '.join(each['answer'].split())}"
            evidence = "\n\nEvidence:\n" + "\n".join(f"- {note}" for note in noted) if noted else ""
            yield {"id": f"faq/{each['id']}", "ask": each["question"], "answer": answer + evidence}
    for each in data["glossary"]:
        ask = f'What does "{each["term"]}" mean?'
        yield {"id": f"glossary/{each['id']}", "ask": ask, "answer": each["definition"]}
    for each in data["claims"].values():
        ask = f"How well supported is this, and where does it hold? {' '.join(each['claim'].split())}"
        yield {"id": f"claims/{each['id']}", "ask": ask, "answer": footnote(each, references, grades)}


def is_test(example_id: str) -> bool:
    """Tell whether an example belongs to the test split: by a hash of its id, so that it never changes sides."""
    return int(hashlib.sha256(example_id.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < TEST_SHARE


def _line(example: Mapping[str, Any]) -> str:
    messages = [("system", SYSTEM), ("user", example["ask"]), ("assistant", example["answer"])]
    told = {"id": example["id"], "messages": [{"role": role, "content": text} for role, text in messages]}
    return json.dumps(told, ensure_ascii=False)


def _card(base: str, count: Mapping[str, int]) -> str:
    return f"""---
license: cc-by-4.0
language: en
task_categories: [question-answering]
configs:
- config_name: default
  data_files: [{{split: train, path: train.jsonl}}, {{split: test, path: test.jsonl}}]
---

# Context or Weights as training data

Questions and answers about adapting language models.
They are made from the questions, the glossary and the claims register of {base}.
Each line holds `id` and `messages` in the chat form that tuning services and TRL read.

- Train: {count["train"]} examples. Test: {count["test"]}.
- The split is a tenth by a hash of the id, so that an example never changes sides.
- Licence: CC BY 4.0. Citation: the contributors to Context or Weights, {base}
- `few-shot.json` holds the same system message and {len(SHOTS)} of the examples, to be put in front of a question.

## What it is good for, and what not

It lets you compare the two ways on one body of knowledge: the prompt first, then weights, on the same test split.
Facts that are trained in go stale, and cannot be deleted or cited; prices and end dates are among them.
The answers about one claim are near to the text of the claim: a high score on them shows memory, not judgement.
"""


def write(site: Path, base: str, data: Mapping[str, Any], references: Mapping[str, Reference]) -> None:
    """Write train.jsonl, test.jsonl, few-shot.json and a card below pack/."""
    folder = site / "pack"
    folder.mkdir()
    found = list(examples(data, references))
    splits = {name: [each for each in found if is_test(each["id"]) == (name == "test")] for name in ("train", "test")}
    for name, rows in splits.items():
        (folder / f"{name}.jsonl").write_text("".join(f"{_line(each)}\n" for each in rows), encoding="utf-8")
    by_id = {each["id"]: each for each in found}
    turns: list[dict[str, str]] = [{"role": "system", "content": SYSTEM}]
    for shot in SHOTS:
        example = by_id[f"faq/{shot}"]
        turns += [{"role": "user", "content": example["ask"]}, {"role": "assistant", "content": example["answer"]}]
    (folder / "few-shot.json").write_text(json.dumps(turns, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    count = {name: len(rows) for name, rows in splits.items()}
    (folder / "README.md").write_text(_card(base, count), encoding="utf-8")
