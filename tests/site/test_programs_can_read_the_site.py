"""What programs read agrees with the data and the pages: twins, lists, data, feeds, descriptions, training examples."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from overrides.publishing.open_data import DATASETS, _text
from overrides.rendering.pages import address_of, pages
from tests.support.tree import ADDRESSES, DATA, PREFIX, SITE_URL, fail_with, gate

pytestmark = pytest.mark.slow
BASE = SITE_URL
LINK = re.compile(r"\]\((https?://[^)\s]+)\)|<a href=\"([^\"]+)\"")


def described(site: Path, address: str) -> dict[str, Any]:
    html = (site / address.lstrip("/") / "index.html").read_text(encoding="utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return dict(json.loads(text))


def file_at(site: Path, address: str) -> Path:
    path = unquote(urlsplit(address).path).removeprefix(PREFIX).lstrip("/")
    return site / (f"{path}index.html" if not path or path.endswith("/") else path)


def test_every_page_has_a_twin_with_its_headings_and_working_links(site: Path) -> None:
    problems = []
    for page in pages():
        address = f"/{address_of(page.path)}"
        text = (site / address.lstrip("/") / "index.md").read_text(encoding="utf-8")
        bare = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
        if page.meta["type"] != "home" and f"# {page.meta['title']}" not in bare and "# " not in bare:
            problems.append(f"{address}index.md has no heading.")
        problems += [f"{address}index.md holds {found}." for found in re.findall(r"<(?:div|span|button|form)\b", bare)]
        named = set(re.findall(r"\[\^([\w-]+)\](?!:)", bare))
        noted = set(re.findall(r"^\[\^([\w-]+)\]:", bare, re.M))
        problems += [f"{address}index.md: footnote {each} is named or written alone." for each in named ^ noted]
        problems += [
            f"{address}index.md leads to {each}, which is not there."
            for each, _ in LINK.findall(bare)
            if each.startswith(BASE) and not file_at(site, each).exists()
        ]
    fail_with(problems)


def test_a_twin_tells_what_its_page_tells(site: Path) -> None:
    text = (site / "understand" / "peft" / "index.md").read_text(encoding="utf-8")
    assert "```python\ndef low_rank_update(" in text
    assert "[^lora-learns-less]: (peer reviewed)" in text
    assert f"({BASE}glossary/#lora-rank)" in text
    assert "Copy" not in text


def test_llms_txt_lists_every_page_with_its_size(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Context or Weights\n\n> ")
    listed = re.findall(r"\]\((\S+)\) \(([\d,]+) tokens\): \S", text)
    assert [address for address, _ in listed] == sorted({address for address, _ in listed}, key=text.index)
    assert {address for address, _ in listed} == {f"{BASE}{address.lstrip('/')}index.md" for address in ADDRESSES}
    # A token of English text is some four characters; a page of formulas or names has shorter ones.
    for address, size in listed:
        characters = len(file_at(site, address).read_text(encoding="utf-8"))
        assert characters / 6 < int(size.replace(",", "")) < characters / 2, address


def test_llms_full_txt_holds_every_page_and_each_footnote_once(site: Path) -> None:
    text = (site / "llms-full.txt").read_text(encoding="utf-8")
    twins = (site / address.lstrip("/") / "index.md" for address in ADDRESSES)
    firsts = {re.search(r"^# .*$", path.read_text(encoding="utf-8"), re.M)[0] for path in twins}
    fail_with(f"llms-full.txt lacks the page '{first}'." for first in firsts if f"{first}\n" not in text)
    notes = re.findall(r"^\[\^([\w-]+)\]:", text, re.M)
    assert len(notes) == len(set(notes)) > 200


def test_the_package_describes_its_files(site: Path) -> None:
    folder = site / "data" / "v1"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {each["path"] for each in package["resources"]} == {
        f"{name}.{kind}" for name in DATASETS for kind in ("csv", "json")
    }
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        if resource["format"] == "csv":
            with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file, strict=True))
            assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
            assert len(rows) == resource["rows"]


def test_open_data_are_the_data_and_fit_their_schemas(site: Path) -> None:
    data = gate().data
    read = {name: json.loads((site / "data" / "v1" / f"{name}.json").read_text(encoding="utf-8")) for name in DATASETS}
    assert read["claims"]["claims"] == list(data["claims"].values())
    assert read["glossary"]["glossary"] == data["glossary"]
    assert json.loads((site / "providers.json").read_text(encoding="utf-8"))["providers"] == data["providers"]
    folder = DATA / "schemas"
    resources = [
        (path.relative_to(folder).as_posix(), Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))))
        for path in folder.rglob("*.json")
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    for name, whole in read.items():
        schema = folder / f"{name}.json"
        if schema.exists():
            Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")), registry=registry).validate(whole)


def test_a_cell_is_no_formula_for_a_spreadsheet(site: Path) -> None:
    for path in (site / "data" / "v1").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for cell in row:
                    assert not re.match(r"[=+@\t\r]|-(?![\d.])", cell), f"{path.name}: {cell[:60]}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [("=1+1", "'=1+1"), ("-x", "'-x"), ("@a", "'@a"), ("plain", "plain"), (-3, "-3"), (None, ""), (["a"], '["a"]')],
)
def test_only_a_text_that_looks_like_a_formula_is_quoted(value: Any, cell: str) -> None:
    assert _text(value) == cell


def test_the_calendar_holds_the_end_dates_and_the_steps_to_come(site: Path) -> None:
    found = Calendar.from_ical((site / "evidence" / "providers" / "ends.ics").read_bytes())
    told = sorted((each["URL"].rpartition("#")[2], each["DTSTART"].dt) for each in found.walk("VEVENT"))
    rows = gate().data["providers"]
    ends = [(row["id"], row["ends"]) for row in rows if row["ends"]]
    steps = [(row["id"], step["day"]) for row in rows for step in row.get("steps", []) if step["day"] > row["checked"]]
    assert steps, "no step is still to come: the test would prove little"
    assert told == sorted((name, date.fromisoformat(day)) for name, day in ends + steps)
    assert len({str(each["UID"]) for each in found.walk("VEVENT")}) == len(told)


def test_the_feed_is_sorted_and_leads_to_pages(site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(site / "feed.xml").getroot()
    entries = feed.findall(f"{atom}entry")
    days = [each.findtext(f"{atom}updated") or "" for each in entries]
    assert len(entries) > 20
    assert days == sorted(days, reverse=True)
    assert days[0] == f"{max(str(page.meta['reviewed']) for page in pages())}T00:00:00Z"
    fail_with(f"feed.xml: {each.findtext(f'{atom}id')} is no page." for each in entries
              if not file_at(site, each.findtext(f"{atom}id") or "").is_file())  # fmt: skip


def test_descriptions_agree_with_the_data(site: Path) -> None:
    data = gate().data
    questions = [each for group in data["faq"]["groups"] for each in group["questions"]]
    told = {each["name"]: each["acceptedAnswer"]["text"] for each in described(site, "/faq/")["mainEntity"]}
    assert told == {each["question"]: each["short"] for each in questions}
    terms = described(site, "/glossary/")["hasDefinedTerm"]
    assert [each["name"] for each in terms] == [entry["term"] for entry in data["glossary"]]
    guide = described(site, "/guide/")
    assert guide["@type"] == "HowTo"
    fail_with(
        f"the guide's description names {each['url']}."
        for each in guide["step"]
        if not file_at(site, each["url"]).is_file()
    )
    files = described(site, "/evidence/open-data/")["distribution"]
    fail_with(
        f"the description of the data names {each['contentUrl']}."
        for each in files
        if not file_at(site, each["contentUrl"]).is_file()
    )
    for page in pages():
        address = f"/{address_of(page.path)}"
        about = described(site, address)
        assert about["dateModified"] == str(page.meta["reviewed"]), address
        assert about["description"] == page.meta["description"], address


def test_examples_for_training_are_split_for_good_and_cover_the_data(site: Path) -> None:
    rows = {
        name: [json.loads(line) for line in (site / "pack" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in ("train", "test")
    }
    ids = {name: {row["id"] for row in found} for name, found in rows.items()}
    assert not ids["train"] & ids["test"]
    data = gate().data
    questions = sum(len(group["questions"]) for group in data["faq"]["groups"])
    assert len(ids["train"] | ids["test"]) == questions + len(data["glossary"]) + len(data["claims"])
    assert 0.05 < len(ids["test"]) / len(ids["train"] | ids["test"]) < 0.15
    for row in rows["train"] + rows["test"]:
        assert [message["role"] for message in row["messages"]] == ["system", "user", "assistant"], row["id"]
        assert all(message["content"].strip() for message in row["messages"]), row["id"]
    shots = json.loads((site / "pack" / "few-shot.json").read_text(encoding="utf-8"))
    assert [turn["role"] for turn in shots][:3] == ["system", "user", "assistant"]


def test_an_agent_that_follows_the_skill_reaches_what_the_flow_reaches(site: Path) -> None:
    decision = gate().data["decision"]
    text = (site / "SKILL.md").read_text(encoding="utf-8")
    front = text.split("---")[1]
    assert len(re.search(r"^description: (.*)$", front, re.M)[1]) < 1024
    parts = dict(re.findall(r"^### ([\w-]+)\n(.*?)(?=^##|\Z)", text, re.S | re.M))
    read = {node: re.findall(r"^- (.+) -> `([\w-]+)`(?: \(then: .+\))?$", part, re.M) for node, part in parts.items()}
    assert re.search(r"Start at question `([\w-]+)`", text)[1] == decision["start"]
    for question in decision["questions"]:
        assert read[question["id"]] == [(option["label"], option["next"]) for option in question["options"]]
    outcomes = {outcome["id"] for outcome in decision["outcomes"]}
    assert outcomes <= read.keys()
    waiting, seen = [decision["start"]], set()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += [following for _, following in read[node]]
    assert outcomes <= seen


def test_the_headers_allow_what_the_pages_allow_and_no_more(site: Path) -> None:
    text = (site / "_headers").read_text(encoding="utf-8")
    policy = re.search(r"^  Content-Security-Policy: (.*)$", text, re.M)[1]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    allowed = set(re.findall(r"'sha256-[^']+'", policy))
    stated = {
        found for page in site.rglob("*.html") for found in re.findall(r"'sha256-[^']+'", page.read_text("utf-8"))
    }
    assert allowed == stated
    for name in ("Referrer-Policy", "Permissions-Policy", "X-Content-Type-Options"):
        assert f"\n  {name}: " in text
    for pattern in re.findall(r"^(/assets/\S+)\*$", text, re.M):
        files = [path for path in (site / pattern.strip("/")).iterdir() if path.is_file()]
        assert all(re.search(r"\.[0-9a-f]{8}\.", path.name) for path in files), "a name without a hash"


def test_every_page_has_a_picture_of_its_part(site: Path) -> None:
    shown = set()
    for page in site.rglob("*.html"):
        (address,) = re.findall(r'<meta property="og:image" content="([^"]+)"', page.read_text(encoding="utf-8"))
        shown.add(address)
        picture = file_at(site, address).read_bytes()
        size = int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])  # of the header of a PNG
        assert picture.startswith(b"\x89PNG"), address
        assert size == (1200, 630), address
    assert {each.rpartition("/")[2] for each in shown} == {each.name for each in (site / "assets" / "social").iterdir()}


def test_a_figure_of_the_lab_can_be_reused(site: Path) -> None:
    found = sorted((site / "evidence").glob("*/*.metadata.json"))
    assert len(found) >= 8
    for path in found:
        name = path.name.removesuffix(".metadata.json")
        about = json.loads(path.read_text(encoding="utf-8"))
        with path.with_name(f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        heads = [", ".join(column.values()) for column in about["columns"]]
        assert rows[0] == heads, name
        assert {len(row) for row in rows} == {len(heads)}, name
        assert any(column.get("unit") for column in about["columns"]) or "share" in " ".join(heads).lower(), heads
        assert about["n_and_draws"], name
        assert about["citation"].endswith(f"#{name}")
        html = path.with_name("index.html").read_text(encoding="utf-8")
        assert f'<a href="{name}.csv">' in html, name
        for cell in (cell for row in rows for cell in row):
            assert cell in unescape(html), f"{name}: {cell}"
