"""Turns pages and data files into blocks of prose, and blocks into sentences, each with its file and line.

Only what a reader reads as text is kept. Gone are front matter, code (a code span becomes the word "Code"), markup,
link addresses, macros and figures (their captions stay). `Block.source` keeps the macros, for checks of evidence.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

import yaml

from overrides.checking.tree import Tree

# The fields of each data file that readers read, as opposed to ids, addresses, keys and dates.
PROSE_FIELDS: dict[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "cases": "title domain tried won why numbers",
        "claims": "claim holds_for caveat",
        "cost": "name summary title help label unit note",
        "decision": "short ask help words label note text title summary sure monday when_not measure_next cost_drivers",
        "disagreements": "question position why depends_on safe_wording",
        "faq": "title question short answer",
        "findings": "title name says scope note",
        "forms": "title label help does",
        "gaps": "label missing example sample test fixed not_fixed reading",
        "glossary": "term definition",
        "grades": "label description",
        "matrix": "label description title name summary question measure note",
        "home": "situation title unit told label",
        "register": "title",
        "providers": "product models minimum_examples status_note what",
        "search": "",
        "statuses": "title meaning",
        "tags": "label description",
    }.items()
}
# A data entry that holds one of these, not empty, names its evidence.
EVIDENCE_FIELDS = frozenset({"claims", "cite", "source", "seen_at"})
RUNNING = frozenset({"paragraph", "item", "caption"})  # blocks of whole sentences, which statistics count

_FRONT_MATTER = re.compile(r"\A\n*---\n.*?\n---\n", re.S)
_MACRO = re.compile(r"\{\{.*?\}\}")
_EVIDENCE_MACRO = re.compile(r"\{\{\s*(?:claim|stated|cite|computed)\(")
_EMBED = re.compile(r'--8<-- "(snippets/[^":]+)')
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+(?:\[[ xX]\]\s+)?")
_TITLED = re.compile(r'^\s*(?:!!!|\?\?\?\+?)\s+\w+(?:\s+"(.*)")?\s*$')
_END = re.compile(r"""[.!?]["')\]]*\s+(?=["'(\[]*[A-Z0-9])""")
_ABBREVIATIONS = ("e.g.", "i.e.", "vs.", "cf.", "al.", "approx.", "Fig.", "No.", "Dr.")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9'.,%-]*")
_CLEANINGS = (
    (re.compile(r"\{\{\s*cite\(.*?\}\}"), "Source"),
    (_MACRO, ""),
    (re.compile(r"`[^`]+`"), "Code"),
    (re.compile(r"!?\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\{\s*[:.#][^}]*\}"), ""),
    (re.compile(r"<[^>]+>"), ""),
    (re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)"), ""),
    (re.compile(r"\s+([.,;:!?)])"), r"\1"),
    (re.compile(r"\s+"), " "),
)


@dataclass
class Sentence:
    """One sentence of a block, as plain text."""

    file: str
    line: int
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Return its words; a hyphenated word and a number count as one each."""
        return _WORD.findall(self.text)


@dataclass(eq=False)  # each is itself: what is wrong with them is kept
class Block:
    """One paragraph, list item, table row, heading, caption or data field, with its lines as written."""

    file: str
    kind: str
    lines: list[tuple[int, str]]
    has_evidence: bool = False  # it, or the data entry around it, names a claim, a source or a computation
    embeds: set[str] = field(default_factory=set)  # the snippets and outputs shown in the same section of the page

    @property
    def line(self) -> int:
        """Return the line on which it starts."""
        return self.lines[0][0]

    @property
    def source(self) -> str:
        """Return it as written, macros included."""
        return "\n".join(text for _, text in self.lines)

    @cached_property
    def text(self) -> str:
        """Return it as plain text on one line."""
        return " ".join(filter(None, (plain(text) for _, text in self.lines)))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Return its sentences; a cell of a table row never runs on into the next."""
        found = []
        for line, text in self._runs():
            cuts = [0, *_boundaries(text), len(text)]
            starts = [start for start, _ in line]
            for begin, end in pairwise(cuts):
                if part := text[begin:end].strip():
                    found.append(Sentence(self.file, line[bisect_right(starts, begin) - 1][1], part))
        return found

    def _runs(self) -> Iterator[tuple[list[tuple[int, int]], str]]:
        """Yield the stretches of text that sentences do not cross, each with (offset, line) of its lines."""
        if self.kind in ("row", "header"):
            for number, text in self.lines:
                for cell in text.strip().strip("|").split("|"):
                    yield [(0, number)], plain(cell)
            return
        offsets, text = [], ""
        for number, line in self.lines:
            if clean := plain(line):
                offsets.append((len(text), number))
                text += clean + " "
        yield offsets, text


def plain(markdown: str) -> str:
    """Return one line of Markdown as the text that a reader sees."""
    for pattern, replacement in _CLEANINGS:
        markdown = pattern.sub(replacement, markdown)
    return markdown.strip()


def _boundaries(text: str) -> list[int]:
    """Return where the second and later sentences of `text` start."""
    return [match.end() for match in _END.finditer(text) if not text[: match.start() + 1].endswith(_ABBREVIATIONS)]


class _PageReader:
    """Collects the blocks of one Markdown page, line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.blocks: list[Block] = []
        # What the section being read shows; its blocks share this one set. A notebook shows its outputs everywhere.
        self.own = {file} if file.endswith(".ipynb") else set()
        self.embeds: set[str] = set(self.own)
        self.open: Block | None = None

    def add(self, kind: str, number: int, text: str) -> Block:
        """Start a block and return it."""
        block = Block(self.file, kind, [(number, text)], embeds=self.embeds)
        self.blocks.append(block)
        return block

    def read(self, text: str) -> list[Block]:
        """Read a whole page."""
        fence, in_figure, in_table = "", False, False
        first = text[: match.end()].count("\n") if (match := _FRONT_MATTER.match(text)) else 0
        for number, line in enumerate(text.splitlines(), 1):
            bare = line.strip()
            if number <= first:
                continue
            if fence or bare.startswith(("```", "~~~")):
                self.embeds.update(_EMBED.findall(bare))
                closing = bare.rstrip() == fence
                fence = "" if closing else fence or re.sub(r"[^`~].*", "", bare)
                self.open = None
            elif in_figure or bare.startswith("<figure"):
                in_figure = not bare.startswith("</figure")
                if bare.startswith("<figcaption"):
                    self.add("caption", number, bare)
                self.open = None
            elif not bare or bare.startswith(("<", "{%", "--8<--", "*[")):
                self.open = None
            elif heading := re.match(r"^(#+)\s+(.*)", bare):
                self.embeds = set(self.own)
                self.add("heading", number, heading[2])
                self.open = None
            elif titled := _TITLED.match(line):
                self.add("heading", number, titled[1] or "")
                self.open = None
            elif bare.startswith("|"):
                if not re.fullmatch(r"[|\s:-]+", bare):
                    self.add("row" if in_table else "header", number, bare)
                self.open = None
            elif _ITEM.match(line):
                self.open = self.add("item", number, _ITEM.sub("", line))
            elif self.open:
                self.open.lines.append((number, bare))
            else:
                self.open = self.add("paragraph", number, bare.removeprefix(":   "))
            in_table = bare.startswith("|")
        for block in self.blocks:
            block.has_evidence = bool(_EVIDENCE_MACRO.search(block.source))
        return self.blocks


def page_blocks(file: str, text: str) -> list[Block]:
    """Return the blocks of a Markdown page."""
    return _PageReader(file).read(text)


def _names_evidence(key: str, value: yaml.Node) -> bool:
    """Tell whether a field of a data entry names evidence; `why` does where it is a list of claims, not a text."""
    known = key in EVIDENCE_FIELDS or (key == "why" and isinstance(value, yaml.SequenceNode))
    return known and bool(value.value) and value.tag != "tag:yaml.org,2002:null"


def data_blocks(file: str, text: str, fields: frozenset[str]) -> list[Block]:
    """Return the prose fields of a data file; a block style scalar (`>-`) keeps its lines."""
    lines = text.splitlines()
    blocks: list[Block] = []

    def scalar(node: yaml.ScalarNode, kind: str, evidence: bool) -> None:
        if node.tag == "tag:yaml.org,2002:null":
            return
        if node.style in (">", "|"):
            span = range(node.start_mark.line + 1, node.end_mark.line)
            own = [(index + 1, lines[index].strip()) for index in span if lines[index].strip()]
        else:
            own = [(node.start_mark.line + 1, node.value)]
        blocks.append(Block(file, kind, own, evidence))

    def walk(node: yaml.Node, evidence: bool) -> None:
        if isinstance(node, yaml.SequenceNode):
            for child in node.value:
                walk(child, evidence)
        elif isinstance(node, yaml.MappingNode):
            evidence = any(_names_evidence(key.value, value) for key, value in node.value)
            for key, value in node.value:
                texts = value.value if isinstance(value, yaml.SequenceNode) else [value]
                if key.value in fields and all(isinstance(each, yaml.ScalarNode) for each in texts):
                    for each in texts:
                        scalar(each, key.value, evidence)
                else:
                    walk(value, evidence)

    if root := yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        walk(root, False)
    return blocks


def prose_of(tree: Tree) -> dict[str, tuple[Block, ...]]:
    """Return the blocks of every page and of every data file that can be read, by the file's path from the root."""
    found = {}
    for page in tree.pages:
        name = f"docs/{page.path}"
        found[name] = _page(name, "\n" * (page.first - 1) + page.text)  # so that lines are the file's
    for name, text in tree.texts.items():
        if fields := fields_of(name):
            with suppress(yaml.YAMLError):
                found[name] = _data(name, text, fields)
    return found


def fields_of(name: str) -> frozenset[str] | None:
    """Return the fields of a data file that are prose; nothing for another file, or for one that is not known."""
    if found := re.fullmatch(r"docs/data/(?:(claims)/[^/]+|([^/]+))\.yml", name):
        return PROSE_FIELDS.get(found[1] or found[2])
    return None


@lru_cache(maxsize=512)  # of the many checks of a server or of the tests, each changes one file
def _page(name: str, text: str) -> tuple[Block, ...]:
    return tuple(page_blocks(name, text))


@lru_cache(maxsize=512)
def _data(name: str, text: str, fields: frozenset[str]) -> tuple[Block, ...]:
    return tuple(data_blocks(name, text, fields))


def shown_text(block: Block, tree: Tree) -> str:
    """Return what the snippets and outputs embedded in a block's section hold; of a notebook, its code and outputs."""
    return "\n".join(_shown(path, tree.texts[path]) for path in sorted(block.embeds) if path in tree.texts)


@lru_cache(maxsize=512)
def _shown(path: str, text: str) -> str:
    if not path.endswith(".ipynb"):
        return text
    cells = [cell for cell in json.loads(text).get("cells", ()) if cell.get("cell_type") == "code"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    shown = [cell.get("source", "") for cell in cells] + [output.get("text", []) for output in outputs]
    shown += [part for output in outputs for part in output.get("data", {}).values()]
    return "\n".join("".join(part) for part in shown)
