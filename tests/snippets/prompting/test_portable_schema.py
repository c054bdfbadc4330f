"""A schema is portable when it is closed, complete, unbounded and written in order, at every depth."""

from typing import Any

import pytest

from snippets.prompting.portable_schema import not_portable

WORD = {"type": "string"}


def closed(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


@pytest.mark.parametrize("schema", [WORD, closed(a=WORD, b={"type": ["string", "null"]}), closed(a=closed(b=WORD))])
def test_what_all_take_has_no_problem(schema: dict[str, Any]) -> None:
    assert list(not_portable(schema)) == []


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ({**closed(a=WORD), "additionalProperties": True}, "answer: set additionalProperties to false"),
        ({**closed(a=WORD, b=WORD), "required": ["a"]}, "answer.b: require it"),
        ({**closed(a=WORD, b=WORD), "required": ["b", "a"]}, "answer: list `required` in the order"),
        (closed(a={"type": "integer", "minimum": 1}), "answer.a: check minimum in your code"),
        ({"type": "array", "items": {**WORD, "pattern": "x"}}, "answer[]: check pattern"),
        (closed(a={"anyOf": [WORD, {"$ref": "#"}]}), "answer.a|1: write the part out"),
        (closed(a={"type": "array", "items": {"type": "object", "properties": {}}}), "answer.a[]: set additional"),
    ],
)
def test_each_fault_is_found_at_its_place(schema: dict[str, Any], problem: str) -> None:
    (found,) = not_portable(schema)
    assert found.startswith(problem)
