"""What `make new` writes fits its schema, stands among its like, and is what the page of its kind shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from overrides.rendering.data import load, load_schemas, parse_yaml, validator
from overrides.rendering.gate import Gate
from overrides.rendering.pages import page_files, pages, read_page
from scaffolds.__main__ import KINDS, draft_of, report
from scaffolds.kinds import REFERENCES, SKELETONS, skeleton, today
from scaffolds.places import ScaffoldError
from tests.support.build import copy_tree
from tests.support.tree import DATA, DOCS, ROOT, fail_with, relative

ID = "matters-of-the-test"
BEGUN = {
    "term": [],
    "faq": ["--in=basics"],
    "claim": ["--in=guide", "--cite=hutter2026test"],
    "case": ["--claim=indeed-tuned-60-percent-fewer-tokens"],
    "provider": [],
    "page": ["--in=understand"],
    "snippet": ["--in=resources"],
    "notebook": [],
}
EVERY_SNIPPET = "tests/snippets/test_every_snippet_prints_what_the_page_shows.py"
LEFT = re.compile(r"(?<!`)\bTODO\b(?!`)")


@dataclass(frozen=True)
class Begun:
    """A copy of the tree with a skeleton of every kind: what its files held before, and where each kind was written."""

    root: Path
    before: dict[str, str]
    places: dict[str, list[str]]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Begun:
    root = tmp_path_factory.mktemp("begun")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("assets", "runs"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    before = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in files_of(root)}
    places = {}
    for kind, options in BEGUN.items():
        draft = draft_of([f"--kind={kind}", f"--id={ID}", *options], root)
        draft.write()
        places[kind] = draft.places
    return Begun(root, before, places)


def files_of(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def test_there_is_a_case_for_every_kind() -> None:
    assert list(BEGUN) == list(KINDS)


def test_the_gate_lets_the_skeletons_through(begun: Begun) -> None:
    assert Gate(begun.root).problems == []
    schema = validator(json.loads((DATA / "schemas" / "front-matter.json").read_text(encoding="utf-8")))
    new = [page for page in pages(begun.root) if f"docs/{page.path}" not in begun.before]
    assert sorted(page.path for page in new) == [f"evidence/{ID}.ipynb", f"understand/{ID}.md"]
    assert all(schema.is_valid(page.meta) for page in new)


def test_what_was_there_stays_line_for_line(begun: Begun) -> None:
    written = [place.partition(":")[0] for places in begun.places.values() for place in places]
    assert {"docs/data/glossary.yml", "docs/data/references.bib", "mkdocs.yml"} < set(written)
    for path in files_of(begun.root):
        name = path.relative_to(begun.root).as_posix()
        old = iter(path.read_text(encoding="utf-8").splitlines())
        assert all(line in old for line in begun.before.get(name, "").splitlines()), name
        assert (name in written) == (path.read_text(encoding="utf-8") != begun.before.get(name))


@pytest.mark.parametrize("kind", BEGUN)
def test_the_place_that_is_told_is_where_it_begins(kind: str, begun: Begun) -> None:
    file, line = begun.places[kind][0].split(":")
    first = (begun.root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert line == "1" or first.strip() == f"- id: {ID}"


def test_an_entry_stands_where_its_file_has_the_like(begun: Begun) -> None:
    data = load(begun.root)
    assert [entry["id"] for entry in data["glossary"]] == sorted(entry["id"] for entry in data["glossary"])
    assert ID in [entry["id"] for entry in data["glossary"]]
    assert next(group for group in data["faq"]["groups"] if group["id"] == "basics")["questions"][-1]["id"] == ID
    assert data["claims"][ID]["cite"] == ["hutter2026test"]
    assert data["cases"][-1]["id"] == data["providers"][-1]["id"] == ID


@pytest.mark.parametrize("wanted", ["aa-first", "zz-last"])
def test_a_term_may_stand_at_either_end(wanted: str) -> None:
    (text,) = draft_of(["--kind=term", f"--id={wanted}"]).texts.values()
    ids = re.findall(r"(?m)^  - id: (\S+)$", text)
    assert ids == sorted(ids)
    assert wanted in (ids[0], ids[-1])


@pytest.mark.parametrize("group", ["deciding", "also-asked"])
def test_a_question_stands_last_in_its_group(group: str) -> None:
    (text,) = draft_of(["--kind=faq", f"--id={ID}", f"--in={group}"]).texts.values()
    groups = parse_yaml(text, "faq.yml")["faq"]["groups"]
    assert [each["id"] for each in groups if each["questions"][-1]["id"] == ID] == [group]


def test_a_claim_brings_its_reference_only_if_that_is_new(begun: Begun) -> None:
    keys = list(re.findall(r"(?m)^@\w+\{([^,\s]+),", (begun.root / REFERENCES).read_text(encoding="utf-8")))
    assert keys.index("hutter2026test") > keys.index("hu2021lora")
    draft = draft_of(["--kind=claim", "--id=another", "--in=guide", "--cite=hutter2026test"], begun.root)
    assert [place.partition(":")[0] for place in draft.places] == ["docs/data/claims/guide.yml"]


def test_a_page_takes_after_the_last_of_its_section(begun: Begun) -> None:
    *_, last = re.findall(r"^ +- .+: understand/([\w-]+\.md)$", begun.before["mkdocs.yml"], re.M)
    new, old = (read_page(begun.root / "docs/understand" / name, begun.root).meta for name in (f"{ID}.md", last))
    assert (new["type"], new["tags"]) == (old["type"], old["tags"])
    nav = (begun.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"understand/{last}\n          - Matters of the test: understand/{ID}.md\n" in nav


@pytest.mark.parametrize("kind", BEGUN)
def test_a_name_that_is_taken_is_refused_with_its_place(kind: str, begun: Begun) -> None:
    with pytest.raises(ScaffoldError) as refused:
        draft_of([f"--kind={kind}", f"--id={ID}", *BEGUN[kind]], begun.root)
    assert str(refused.value).startswith(begun.places[kind][0].removesuffix(":1"))
    assert "already" in str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "there is no kind ''. Give one with KIND=: term, faq, claim"),
        (["--kind=term", "--id=Two Words"], "'Two Words' cannot be a name. Give one with ID=: lower-case"),
        (["--kind=faq", "--id=new"], "a faq needs IN=, the group"),
        (["--kind=faq", "--id=new", "--in=basic"], "there is no group 'basic'. Give one with IN=: deciding, basics"),
        (["--kind=term", "--id=new", "--cite=hu2021lora"], "a term takes no CITE=. Leave it out."),
        (["--kind=claim", "--id=new", "--in=faqs", "--cite=x"], "has no group 'faqs'. Give one with IN=: calculator"),
        (["--kind=claim", "--id=new", "--in=faq", "--cite=a b"], "'a b' is no key of a reference"),
        (["--kind=case", "--id=new", "--claim=none"], "there is no claim 'none'. Begin it first: make new KIND=claim"),
        (["--kind=page", "--id=new", "--in=nowhere"], "there is no section 'nowhere' in mkdocs.yml. Give one with IN="),
        (["--kind=snippet", "--id=new", "--in=a/b"], "'a/b' is no topic. Give one with IN=: calibration"),
    ],
)
def test_what_cannot_be_begun_is_explained(arguments: list[str], said: str) -> None:
    with pytest.raises(ScaffoldError) as refused:
        draft_of(arguments)
    assert said in str(refused.value)


def test_a_refusal_is_a_sentence_and_writes_nothing() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "scaffolds", "--kind=term", "--id=adapter"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert re.fullmatch(r"docs/data/glossary\.yml:\d+: there is a term 'adapter' already\. .+\n", run.stderr)


@pytest.mark.slow
def test_skeletons_written_to_the_end_pass_the_checks(tmp_path: Path) -> None:
    root = copy_tree(tmp_path)
    drafts = {}
    for kind, options in BEGUN.items():
        drafts[kind] = draft_of([f"--kind={kind}", f"--id={kind}-of-the-test", *options], root)
        drafts[kind].write()
    for path in {path for draft in drafts.values() for path in draft.texts}:
        text = path.read_text(encoding="utf-8").replace("TODO Author and Another", "Ann Author and Bob")
        path.write_text(re.sub(r"TODO (\w)|/TODO", lambda todo: (todo[1] or "").upper(), text), encoding="utf-8")
    (page,) = (path for path in drafts["page"].texts if path.suffix == ".md")
    mark = skeleton("mark.md", "claim-of-the-test")
    code = skeleton("snippet_page.md", "snippet-of-the-test", topic="resources")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("\n\n## Read next", f" {mark}\n{code}\n## Read next"), encoding="utf-8")
    run = subprocess.run(
        [
            *[sys.executable, "-m", "pytest", "-q", "-m", "not slow and not weekly", "tests/data", "tests/pages"],
            "tests/snippets/resources",  # the topic of the new snippet
            f"{EVERY_SNIPPET}::test_output_is_what_the_snippet_prints[snippets.resources.snippet_of_the_test-this]",
            "--deselect",  # a notebook has its figure once it has been run
            "tests/pages/test_figures_are_light_and_told.py::test_every_notebook_of_the_lab_opens_with_a_figure",
        ],
        cwd=root,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_every_skeleton_is_shown_on_the_page_of_its_task() -> None:
    shown = [
        name
        for page in pages()
        if page.path.startswith("contribute/tasks/")
        for name in re.findall(r'--8<-- "scaffolds/skeletons/([\w.-]+)"', page.text)
    ]
    assert sorted(shown) == sorted(path.name for path in SKELETONS.iterdir() if path.suffix != ".out")


@pytest.mark.slow
def test_what_a_page_shows_is_what_is_written(site: Path) -> None:
    shown = [
        code.get_text()
        for path in sorted((site / "contribute" / "tasks").rglob("index.html"))
        for code in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("pre code")
    ]
    for name in (path.name for path in SKELETONS.iterdir() if path.suffix != ".out"):
        day = today().isoformat()
        text = skeleton(name, "your-id").replace(day, "YYYY-MM-DD").replace(f"{{{day[:4]}}}", "{YYYY}")
        assert text.strip() in [each.strip() for each in shown], name


def test_contributing_is_the_door_to_every_task() -> None:
    door = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    linked = re.findall(r"^- \[(.+)\]\((docs/contribute/(?:tasks/[\w-]+|search)\.md)\)$", door, re.M)
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("- Tasks:\n")[2]
    listed = [f"docs/{found[1]}" for line in nav.splitlines() if (found := re.match(r" {10}- .+: (\S+)$", line))]
    tasks = listed[: len(linked)]
    assert [path for _, path in linked] == tasks
    assert {path.name for path in (DOCS / "contribute" / "tasks").iterdir()} <= {Path(path).name for path in tasks}
    assert [title for title, _ in linked] == [read_page(ROOT / path).meta["title"] for path in tasks]


@pytest.mark.parametrize("path", [*sorted((DOCS / "contribute" / "tasks").glob("*.md")), DOCS / "contribute/search.md"])
def test_every_task_says_files_steps_check_and_what_reviewers_look_for(path: Path) -> None:
    text = read_page(path).text
    assert re.search(r"^\d\. .*`make check`", text, re.M), "name `make check` in a step"
    assert re.search(r"`(?:docs|snippets|tests|mkdocs)[\w./-]*`", text), "name the files to touch"
    assert "\n## What reviewers look for { #review }\n\n- " in text


def entries_described(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield the schema of every kind of entry in a schema."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for inner in schema.values():
            yield from entries_described(inner)


@pytest.mark.parametrize("name", ["cell", "flow", "input"])
def test_a_template_without_a_skeleton_fits_its_schema(name: str) -> None:
    text = read_page(DOCS / "contribute" / "tasks" / f"{name}.md").text
    (topic,) = re.findall(r'set topic = "([\w-]+)"', text)
    kinds = list(entries_described(next(each for each in load_schemas() if each["name"] == topic)))
    templates = re.findall(r"```yaml\n(.*?)```", text, re.S)
    assert templates
    for template in templates:
        given = parse_yaml(textwrap.dedent(template), f"{name}.md")
        for entry in given if isinstance(given, list) else given.values():
            assert any(validator(kind).is_valid(entry) for kind in kinds), f"no entry of {topic}.yml looks like {entry}"


def test_every_schema_of_what_people_write_is_shown_once() -> None:
    shown = [
        topic
        for page in pages()
        for topic in re.findall(r'set topic = "([\w-]+)" %\}\{% include "blocks/schemas\.html"', page.text)
    ]
    written = [each["name"] for each in load_schemas() if each["name"] in each.get("properties", {})]
    assert sorted(shown) == sorted([*written, "front-matter"])


def test_the_report_ends_with_the_command_to_check() -> None:
    said = report(draft_of(["--kind=term", f"--id={ID}"])).splitlines()
    assert re.fullmatch(r"wrote docs/data/glossary\.yml:\d+", said[0])
    assert said[-1].endswith("run: make check")


def test_nothing_is_left_to_write() -> None:
    written = [*page_files(), *DATA.rglob("*.yml"), DATA / "references.bib"]
    written += [*(ROOT / "snippets").rglob("*.py"), *(ROOT / "tests" / "snippets").rglob("*.py")]
    fail_with(
        f"{relative(path)}:{number}: TODO is left of a skeleton. Write what belongs there, or remove the line."
        for path in sorted(written)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEFT.search(line)
    )
