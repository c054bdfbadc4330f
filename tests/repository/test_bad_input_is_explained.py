"""A mistake that a contributor makes is answered by one message with the file, the entry and the remedy.

Each case breaks one thing in a copy of the tree, runs the command that a contributor would run, and demands the
message before any traceback.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.build import build, copy_tree
from tests.support.tree import ROOT

pytestmark = pytest.mark.slow

BUILD = "mkdocs build --strict"
DATA = "tests/data/test_data_is_sound.py"
FLOW = "tests/data/test_decision_flow_is_sound.py"
PAGES = "tests/pages/test_pages_are_sound.py"
SNIPPETS = "tests/snippets/test_snippets_are_embedded.py"
PROVIDERS = "tests/data/test_providers_are_fresh.py"
TERM = "docs/data/glossary.yml"
PEFT = "docs/understand/peft.md"
LORA = "snippets/lora/low_rank_update.py"


@dataclass(frozen=True)
class Mistake:
    """Each edit replaces the first match of a pattern in a file; `command` must then print all of `says`."""

    name: str
    edits: tuple[tuple[str, str, str], ...]
    command: str
    says: tuple[str, ...]


def mistake(name: str, file: str, old: str, new: str, command: str, *says: str) -> Mistake:
    """Return a case of one edit."""
    return Mistake(name, ((file, old, new),), command, says)


NEW_CLAIM = """  - id: a-claim-of-the-test
    claim: A statement that no page makes.
    cite: [hu2021lora]
    grade: peer-reviewed
    read: {read}
    holds_for: Nothing
    caveat: None
"""

LAST_LINE = len((ROOT / PEFT).read_text(encoding="utf-8").splitlines())

MISTAKES = [
    mistake("malformed YAML", TERM, r"\Z", '  - {id: "open\n', DATA, f"{TERM}:", "not valid YAML", "Check quotes"),
    mistake("malformed YAML, in the build", TERM, r"\Z", '  - {id: "open\n', BUILD, f"{TERM}:", "not valid YAML"),
    mistake(
        "duplicate key",
        TERM,
        r"\Z",
        "    id: other\n    id: again\n",
        DATA,
        f"{TERM}:",
        "duplicate key 'id'",
        "Keep one",
    ),
    mistake(
        "claim id used twice",
        "docs/data/claims/guide.yml",
        r"(?m)^  - id: \S+",
        "  - id: adamw-eighteen-bytes",
        DATA,
        "docs/data/claims/",
        "is used twice",
        "another id",
    ),
    mistake(
        "unknown claim",
        "docs/data/faq.yml",
        r"claims: \[[\w-]+",
        "claims: [adamw-eighteen-byte",
        DATA,
        "docs/data/faq.yml:",
        "claims names 'adamw-eighteen-byte'",
        "not in docs/data/claims/",
        "adamw-eighteen-bytes",
    ),
    mistake(
        "unknown reference",
        "docs/data/claims/guide.yml",
        r"cite: \[\w+",
        "cite: [hu2021lor",
        DATA,
        "docs/data/claims/",
        "cite names 'hu2021lor'",
        "not in docs/data/references.bib",
        "hu2021lora",
    ),
    mistake(
        "unknown related term",
        TERM,
        r"related: \[[\w-]+",
        "related: [evaluaton",
        DATA,
        f"{TERM}:",
        "related names 'evaluaton'",
        "Did you mean: evaluation",
    ),
    mistake(
        "unknown page",
        TERM,
        r"/understand/peft\.md",
        "/understand/pefd.md",
        DATA,
        f"{TERM}:",
        "there is no page '/understand/pefd.md",
        "Write it from docs",
    ),
    mistake(
        "missing matrix cell",
        "docs/data/matrix.yml",
        r"(?m)^( +)peft:(.*\n(?:\1 .*\n)*)",
        "",
        DATA,
        "docs/data/matrix.yml: ",
        "no cell for option 'peft'",
        "Add it",
    ),
    mistake(
        "unknown next",
        "docs/data/decision.yml",
        r"next: [\w-]+",
        "next: nowhere",
        FLOW,
        "docs/data/decision.yml: ",
        "next is 'nowhere'",
        "no question and no outcome",
        "Name one",
    ),
    mistake(
        "a cycle",
        "docs/data/decision.yml",
        r"next: [\w-]+",
        "next: {start}",
        FLOW,
        "docs/data/decision.yml: ",
        "is a cycle",
        "Let an answer lead on",
    ),
    mistake(
        "unreachable question",
        "docs/data/decision.yml",
        r"start: [\w-]+",
        "start: {second}",
        FLOW,
        "docs/data/decision.yml: '",
        "cannot be reached from",
        "Let an answer lead to it",
    ),
    mistake(
        "unclosed section",
        LORA,
        r"# --8<-- \[end:update\]\n",
        "",
        SNIPPETS,
        f"{LORA}: section 'update' has 1 start and 0 end markers",
        "Give it one of each",
    ),
    mistake(
        "section without start",
        LORA,
        r"# --8<-- \[start:update\]\n",
        "",
        SNIPPETS,
        f"{LORA}: section 'update' has 0 start and 1 end markers",
    ),
    mistake(
        "missing section",
        PEFT,
        r"low_rank_update\.py:update",
        "low_rank_update.py:updat",
        SNIPPETS,
        f"{PEFT}: '{LORA}' has no section 'updat'",
        "It has: ",
    ),
    mistake(
        "missing section, in the build",
        PEFT,
        r"low_rank_update\.py:update",
        "low_rank_update.py:updat",
        BUILD,
        "understand/peft.md",
        "updat",
        "`make check` names the embedded file",
    ),
    mistake(
        "unknown field in front matter",
        PEFT,
        r"reviewed:",
        "author: Me\nreviewed:",
        PAGES,
        f"{PEFT}: front matter",
        "'author' was unexpected",
        "The fields are title",
    ),
    mistake(
        "missing field in front matter",
        PEFT,
        r"type: concept\n",
        "",
        PAGES,
        f"{PEFT}: front matter",
        "'type' is a required property",
        "The fields are title",
    ),
    mistake(
        "no front matter",
        PEFT,
        r"(?s)\A---\n.*?\n---\n",
        "",
        PAGES,
        f"{PEFT}: no front matter",
        "Start the page with '---'",
    ),
    mistake(
        "unknown tag",
        PEFT,
        r"tags: \[[\w-]+",
        "tags: [lora-tuning",
        PAGES,
        f"{PEFT}: tag 'lora-tuning' is not in docs/data/tags.yml",
        "Use one of: ",
    ),
    Mistake(
        "broken link, broken anchor and forgotten page",  # one build reports all three
        (
            (PEFT, r"\]\(forgetting\.md", "](forgeting.md"),
            (PEFT, r"\]\(\.\./glossary\.md#lora-rank", "](../glossary.md#lora-rang"),
            ("mkdocs.yml", r" +- [^\n]*understand/many-shot\.md\n", ""),
        ),
        BUILD,
        (
            "'understand/peft.md' contains a link 'forgeting.md', but the target",
            "'understand/peft.md' contains a link '../glossary.md#lora-rang'",
            "does not contain an anchor '#lora-rang'",
            "understand/many-shot.md",
            'not included in the "nav"',
        ),
    ),
    mistake(
        "unknown claim on a page",
        PEFT,
        r'claim\("adamw-eighteen-bytes"',
        'claim("adamw-eightteen-byte"',
        BUILD,
        f"{PEFT}:",
        "unknown claim 'adamw-eightteen-byte'",
        "Did you mean: adamw-eighteen-bytes",
        "docs/data/claims/",
    ),
    mistake(
        "unknown reference on a page",
        PEFT,
        r"\Z",
        '\nSee {{ cite("hu2021lor") }}.\n',
        BUILD,
        f"{PEFT}:",
        "unknown reference 'hu2021lor'",
        "hu2021lora",
        "docs/data/references.bib",
    ),
    mistake("malformed macro", PEFT, r"\Z", '\n{{ cite("hu2021lora" }}\n', BUILD, f"{PEFT}:", "unexpected '}'"),
    mistake(
        "braces that are no macro",
        PEFT,
        r"\Z",
        "\n```yaml\npath: ${{ github.workspace }}\n```\n",
        BUILD,
        f"docs/understand/peft.md:{LAST_LINE + 3}: 'github' is undefined",
        "{% raw %}",
        "{% endraw %}",
    ),
    mistake(
        "unused claim",
        "docs/data/claims/guide.yml",
        r"\Z",
        NEW_CLAIM.format(read="source"),
        DATA,
        "docs/data/claims/",
        "'a-claim-of-the-test' is used by no page",
        "Use it, or remove it",
    ),
    mistake(
        "account without its address",
        "docs/data/claims/guide.yml",
        r"\Z",
        NEW_CLAIM.format(read="account"),
        DATA,
        "docs/data/claims/guide.yml:",
        ": a-claim-of-the-test (claims.",
        "'seen_at' is a required property",
        "docs/data/schemas/claims.json",
    ),
    mistake(
        "definition too long",
        TERM,
        r"(?m)^    definition: .*",
        f"    definition: {'words' * 41}",
        DATA,
        f"{TERM}:",
        "definition",
        "205 characters",
        "at most 200",
    ),
    mistake(
        "provider not checked for a year",
        "docs/data/providers.yml",
        r"checked: \S+",
        "checked: 2024-01-31",
        PROVIDERS,
        "docs/data/providers.yml: '",
        "days ago",
        "set `checked` to the day you read it",
    ),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree that this worker may break."""
    return copy_tree(tmp_path_factory.mktemp("tree"))


@pytest.fixture
def broken(copy: Path, case: Mistake) -> Iterator[Path]:
    """Make the mistake, and undo it afterwards."""
    originals: dict[Path, str] = {}
    for file, old, new in case.edits:
        path = copy / file
        before = path.read_text(encoding="utf-8")
        originals.setdefault(path, before)
        questions = re.findall(r"(?m)^    - id: (\S+)\n      short:", before)
        if questions:
            new = new.replace("{start}", questions[0]).replace("{second}", questions[1])
        after, count = re.subn(old, lambda _, new=new: new, before, count=1)
        assert count == 1, f"{file} no longer holds {old!r}: point the case at something that exists"
        path.write_text(after, encoding="utf-8")
    yield copy
    for path, before in originals.items():
        path.write_text(before, encoding="utf-8")


def output_of(command: str, tree: Path, target: Path) -> tuple[int, str]:
    """Run the command in the tree; return its status and what it printed."""
    if command == BUILD:
        run = build(target, tree)
    else:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        clean["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the fast tests use none, and start sooner
        run = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", command],
            cwd=tree,
            env=clean,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return run.returncode, run.stdout


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.name)
def test_the_first_message_is_enough(case: Mistake, broken: Path, tmp_path: Path) -> None:
    status, output = output_of(case.command, broken, tmp_path / "site")
    assert status != 0, f"{case.command} passed in spite of: {case.name}\n{output}"
    before_any_traceback = re.split(r"(?m)^(?:Traceback|E  )", output)[0]
    missing = [part for part in case.says if part not in before_any_traceback]
    assert not missing, f"these parts are missing from the message: {missing}\n{output}"
