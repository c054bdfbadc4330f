"""Finds what in a JSON schema some hosted models would refuse or ignore, and an order that spoils the answer."""

from collections.abc import Iterator, Mapping
from typing import Any

# --8<-- [start:check]
BOUNDS = ("minimum", "maximum", "multipleOf", "minLength", "maxLength", "pattern", "minItems", "maxItems")


def not_portable(schema: Mapping[str, Any], at: str = "answer") -> Iterator[str]:
    """Yield what keeps a schema from working alike on hosted models, each with its place.

    What all of them take: closed objects, every field required, null in place of optional, no bounds, no recursion.
    """
    if "$ref" in schema:
        yield f"{at}: write the part out in place of $ref, which may recurse"
    for bound in BOUNDS:
        if bound in schema:
            yield f"{at}: check {bound} in your code"
    for number, each in enumerate(schema.get("anyOf", [])):
        yield from not_portable(each, f"{at}|{number}")
    if "items" in schema:
        yield from not_portable(schema["items"], f"{at}[]")
    properties = schema.get("properties")
    if properties is None:
        return
    if schema.get("additionalProperties") is not False:
        yield f"{at}: set additionalProperties to false"
    required = list(schema.get("required", []))
    for name in properties:
        if name not in required:
            yield f"{at}.{name}: require it, and allow null if it can be missing"
    if set(required) == properties.keys() and required != list(properties):
        yield f"{at}: list `required` in the order of the fields, since some models write in its order"
    for name, each in properties.items():
        yield from not_portable(each, f"{at}.{name}")


# --8<-- [end:check]


# --8<-- [start:example]
if __name__ == "__main__":
    team = {"type": "string", "enum": ["billing", "delivery", "account", "other"]}
    first = {
        "type": "object",
        "properties": {
            "team": team,
            "reason": {"type": "string", "maxLength": 200},
            "order": {"type": "string"},
        },
        "required": ["team"],
    }
    portable = {
        "type": "object",
        "properties": {
            "reason": {"type": "string"},  # before the decision
            "order": {"type": ["string", "null"]},
            "team": team,
        },
        "required": ["reason", "order", "team"],
        "additionalProperties": False,
    }
    for problem in not_portable(first):
        print(problem)
    print("left in the second:", len(list(not_portable(portable))))
# --8<-- [end:example]
