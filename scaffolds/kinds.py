"""What can be begun, by kind: which files are written, and what is left to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from overrides.rendering.data import ROOT, load, read_text
from overrides.rendering.pages import read_page
from scaffolds.places import (
    ScaffoldError,
    before_the_next,
    end_of_group,
    inserted,
    refuse_taken,
)

SKELETONS = Path(__file__).parent / "skeletons"
ENTRY = r"^ *- (?:\{)?id: ID(?=[,}\s]|$)"
REFERENCES = "docs/data/references.bib"


@dataclass
class Draft:
    """What a scaffold is about to write: texts by path, the lines where they begin, and the steps that are left."""

    root: Path
    texts: dict[Path, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    def add(self, path: str, text: str, line: int = 1) -> None:
        """Take note of the whole new text of a file, and of where the new part begins."""
        self.texts[self.root / path] = text
        self.places.append(f"{path}:{line}")

    def insert(self, path: str, addition: str, at: Callable[[str], int]) -> None:
        """Take note of an addition to a file, at the character that `at` finds in its text."""
        text = read_text(self.root / path, self.root)
        self.add(path, *inserted(text, addition, at(text)))

    def create(self, path: str, text: str) -> None:
        """Take note of a new file; raises ScaffoldError where there is one."""
        if (self.root / path).exists():
            raise ScaffoldError(f"{path}: there is such a file already. Mend that one, or take another name.")
        self.add(path, text)

    def write(self) -> None:
        """Write all files."""
        for path, text in self.texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def today() -> date:
    """Return the day, in UTC: what a scaffold dates is never a day to come elsewhere."""
    return datetime.now(UTC).date()


def skeleton(name: str, wanted: str, **others: str) -> str:
    """Return a skeleton, `wanted` in place of your-id in all its forms, and `others` in place of theirs."""
    text = (SKELETONS / name).read_text(encoding="utf-8").replace(";--8<--", "--8<--")
    for other, value in others.items():
        text = text.replace(f"your-{other}", value).replace(f"your_{other}", value)
    text = text.replace("your-id", wanted).replace("your_id", wanted.replace("-", "_"))
    day = today().isoformat()
    return text.replace("Your id", titled(wanted)).replace("YYYY-MM-DD", day).replace("YYYY", day[:4])


def titled(wanted: str) -> str:
    """Return an id as a title.

    >>> titled("prompt-caching")
    'Prompt caching'
    """
    return wanted.replace("-", " ").capitalize()


def term(wanted: str, root: Path = ROOT) -> Draft:
    """Begin a term of the glossary, in the order of ids."""
    path = "docs/data/glossary.yml"
    refuse_taken("term", wanted, ENTRY, [root / path], root)
    draft = Draft(root)
    draft.insert(path, skeleton("term.yml", wanted), lambda text: before_the_next(r"^  - id: (\S+)$", wanted, text))
    draft.steps = ["Write the definition. Drop `synonyms` and `related` if there are none."]
    return draft


def faq(wanted: str, group: str, root: Path = ROOT) -> Draft:
    """Begin a question of the FAQ, at the end of its group."""
    path = "docs/data/faq.yml"
    refuse_taken("question or group", wanted, ENTRY, [root / path], root)
    draft = Draft(root)
    draft.insert(path, skeleton("faq.yml", wanted), lambda text: end_of_group(text, group, "    "))
    draft.steps = [
        "Write question and answer; under `claims` name the evidence of every figure, under `pages` the rest."
    ]
    return draft


def claim(wanted: str, group: str, source: str, root: Path = ROOT) -> Draft:
    """Begin a claim at the end of a group, and the reference `source` if it is new, in the order of keys."""
    folder = root / "docs" / "data" / "claims"
    groups = sorted(path.stem for path in folder.glob("*.yml"))
    if group not in groups:
        raise ScaffoldError(f"docs/data/claims/ has no group '{group}'. Give one with IN=: {', '.join(groups)}.")
    refuse_taken("claim", wanted, ENTRY, sorted(folder.glob("*.yml")), root)
    if not re.fullmatch(r"[a-zA-Z0-9-]+", source):
        raise ScaffoldError(f"'{source}' is no key of a reference. Give one with CITE=, as hu2021lora.")
    draft = Draft(root)
    draft.insert(f"docs/data/claims/{group}.yml", skeleton("claim.yml", wanted, source=source), len)
    known = re.findall(r"^@\w+\{([^,\s]+),", read_text(root / REFERENCES, root), re.M)
    if source not in known:
        entry = skeleton("reference.bib", wanted, source=source) + "\n"
        draft.insert(REFERENCES, entry, lambda text: before_the_next(r"^@\w+\{([^,\s]+),", source, text))
    draft.steps = [
        "Write the claim; `grade` is the kind of evidence, `read` how much of it you read.",
        f"Put {skeleton('mark.md', wanted).strip()} behind its sentence on a page, or its id under `claims` of data.",
    ]
    return draft


def case(wanted: str, of_claim: str, root: Path = ROOT) -> Draft:
    """Begin a worked case at the end of its file; its figures are those of the claim `of_claim`."""
    path = "docs/data/cases.yml"
    refuse_taken("case", wanted, ENTRY, [root / path], root)
    if of_claim not in load(root)["claims"]:
        raise ScaffoldError(f"there is no claim '{of_claim}'. Begin it first: make new KIND=claim")
    draft = Draft(root)
    draft.insert(path, skeleton("case.yml", wanted, claim=of_claim), len)
    draft.steps = ["Write the case, its figures under `numbers` alone; drop `as_of` if the account has no date."]
    return draft


def provider(wanted: str, root: Path = ROOT) -> Draft:
    """Begin a row of the providers, at the end."""
    path = "docs/data/providers.yml"
    refuse_taken("provider row", wanted, ENTRY, [root / path], root)
    draft = Draft(root)
    draft.insert(path, skeleton("provider.yml", wanted), len)
    draft.steps = ["Write the row from the provider's own page, and give that as `source`."]
    return draft


def page(wanted: str, section: str, root: Path = ROOT) -> Draft:
    """Begin a page at the end of a section, of the type and with the tags of the page before it."""
    return _page(wanted, section, "page.md", f"{section}/{wanted}.md", root)


def notebook(wanted: str, section: str = "evidence", root: Path = ROOT) -> Draft:
    """Begin a notebook at the end of a section."""
    draft = _page(wanted, section, "notebook.ipynb", f"{section}/{wanted}.ipynb", root)
    draft.steps.insert(1, "Compute, and store the outputs: make update WHAT=notebooks")
    return draft


def _page(wanted: str, section: str, name: str, path: str, root: Path) -> Draft:
    lines = read_text(root / "mkdocs.yml", root).splitlines(keepends=True)
    like = re.compile(rf"^( +)- (?:.+: )?({re.escape(section)}/[\w-]+\.(?:md|ipynb))$")
    at = max((number for number, line in enumerate(lines, 1) if like.match(line)), default=0)
    if not at:
        known = sorted({found[1] for line in lines if (found := re.match(r" +- (?:.+: )?([\w/-]+)/index\.md$", line))})
        raise ScaffoldError(f"there is no section '{section}' in mkdocs.yml. Give one with IN=: {', '.join(known)}.")
    for ending in ("md", "ipynb"):
        if (root / f"docs/{section}/{wanted}.{ending}").exists():
            raise ScaffoldError(f"docs/{section}/{wanted}.{ending}: there is such a page already. Take another name.")
    neighbour = like.match(lines[at - 1])
    assert neighbour
    text = skeleton(name, wanted)
    if path.endswith(".md"):
        meta = read_page(root / "docs" / neighbour[2], root).meta
        text = text.replace("type: concept", f"type: {meta['type']}")
        text = text.replace("tags: [evaluation]", f"tags: [{', '.join(meta['tags'])}]")
    draft = Draft(root)
    draft.create(f"docs/{path}", text)
    lines.insert(at, f"{neighbour[1]}- {titled(wanted)}: {path}\n")
    draft.add("mkdocs.yml", "".join(lines), at + 1)
    draft.steps = [
        "Write the page, and move its line in mkdocs.yml to where readers look for it.",
        "Link to it from the pages whose readers need it.",
    ]
    return draft


def snippet(wanted: str, topic: str, root: Path = ROOT) -> Draft:
    """Begin a snippet, its printed output and its test."""
    name = wanted.replace("-", "_")
    draft = Draft(root)
    module = f"snippets/{topic}/{name}"
    if topic == "lab" or not re.fullmatch(r"[a-z_]+", topic):
        known = sorted(each.name for each in (root / "snippets").glob("[a-z]*/") if each.name != "lab")
        raise ScaffoldError(f"'{topic}' is no topic. Give one with IN=: {', '.join(known)}, or a new word.")
    draft.create(f"{module}.py", skeleton("snippet.py.txt", wanted, topic=topic))
    draft.create(f"{module}.out", skeleton("snippet.out", wanted))
    draft.create(f"tests/snippets/{topic}/test_{name}.py", skeleton("snippet_test.py.txt", wanted, topic=topic))
    draft.steps = [
        "Write the function and its test, and store what the example prints: make update WHAT=outputs",
        f'Show on a page, in blocks of code: --8<-- "{module}.py:{wanted}", "{module}.py:example", "{module}.out"',
    ]
    return draft
