"""SKILL.md: the decision flow as a procedure that a coding agent can follow without a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from overrides.rendering.pages import address_of

ABOUT = (
    "Choose how to adapt a language model to a task (prompt, examples, retrieval, fine-tuning, distillation, a small "
    "classifier) by asking what decides. Use when somebody asks whether to fine-tune, or why a prompt falls short."
)
HEAD = """---
name: context-or-weights
description: {about}
license: CC-BY-4.0
---

# Choose how to adapt a language model

Start at question `{start}`.
Ask one question at a time, take the answer that fits, and go where it points, until you reach an outcome.
Do not guess an answer that the user can give; say which one you assumed where nobody knows.
Report the outcome with what to do, when it does not apply, and what to measure next.
The flow on a page, with the evidence behind each outcome: {base}decide/decision-flow/
"""


def skill(base: str, data: Mapping[str, Any]) -> str:
    """Return the text; every question names each answer with the id that it leads to."""
    decision, claims = data["decision"], data["claims"]
    lines = [HEAD.format(about=ABOUT, start=decision["start"], base=base), "## Questions", ""]
    for question in decision["questions"]:
        said = [_plain(question[part], base) for part in ("help", "words") if part in question]
        lines += [f"### {question['id']}", "", question["ask"], "", *said, ""]
        for option in question["options"]:
            note = f" (then: {_plain(option['note'], base)})" if "note" in option else ""
            lines.append(f"- {option['label']} -> `{option['next']}`{note}")
        lines.append("")
    lines += ["## Outcomes", ""]
    checks = {check["id"]: _plain(check["text"], base) for check in decision["checks"]}
    for outcome in decision["outcomes"]:
        lines += [f"### {outcome['id']}", "", f"**{outcome['title']}.** {_plain(outcome['summary'], base)}", ""]
        lines += [_plain(outcome["sure"], base), "", "Before money is spent:"]
        lines += [*(f"- {checks[each]}" for each in outcome["before"]), ""]
        parts = [("Do", "monday"), ("Not when", "when_not"), ("Measure next", "measure_next"), ("Cost", "cost_drivers")]
        for title, part in parts:
            lines += [f"{title}:", *(f"- {_plain(point, base)}" for point in outcome[part]), ""]
        why = [claims[each] for each in outcome["why"]]
        lines += ["Why:", *(f"- {_plain(each['claim'], base)} ({each['grade']})" for each in why)]
        lines += ["", f"More: {base}decide/decision-flow/#{outcome['id']}", ""]
    return "\n".join(lines)


def _plain(text: str, base: str) -> str:
    """Return a text on one line, its links from the root of docs/ made absolute."""
    parts = " ".join(text.split()).split("](/")
    whole = [parts[0]]
    for part in parts[1:]:
        path, _, rest = part.partition(")")
        page, _, anchor = path.partition("#")
        whole.append(f"]({urljoin(base, address_of(page))}{f'#{anchor}' if anchor else ''}){rest}")
    return "".join(whole)
