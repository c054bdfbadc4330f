"""The list of providers says when a row has aged, and shows every row under its status."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from overrides.rendering.macros import environment, variables
from overrides.rendering.marks import STALE_AFTER_DAYS
from tests.support.tree import ROOT, gate

PROVIDERS = gate().data["providers"]
NEWEST = max(date.fromisoformat(row["checked"]) for row in PROVIDERS)


def test_rows_are_marked_as_stale_once_their_check_is_too_old(monkeypatch: pytest.MonkeyPatch) -> None:
    one_day = any(date.fromisoformat(row["checked"]) < NEWEST for row in PROVIDERS)  # then some are older, some not
    later = NEWEST + timedelta(days=STALE_AFTER_DAYS + (0 if one_day else 1))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(*later.timetuple()[:3], tzinfo=UTC).timestamp())))
    page = environment(ROOT).from_string('{% include "blocks/providers.html" %}')
    html = page.render(variables(gate(), "https://host.example/edit/main/docs/"))
    sections = {part.partition('"')[0]: part for part in html.split('data-provider="')[1:]}
    expected = {row["id"] for row in PROVIDERS if (later - date.fromisoformat(row["checked"])).days > STALE_AFTER_DAYS}
    assert expected
    assert {row_id for row_id, part in sections.items() if "provider-stale" in part} == expected
    assert sections.keys() == {row["id"] for row in PROVIDERS}


@pytest.mark.slow
def test_every_row_stands_under_its_status_and_fits_a_phone(page: Page, trouble: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/evidence/providers/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    shown = page.locator("h3[id^=status-], [data-provider]").evaluate_all(
        "nodes => nodes.map((node) => node.dataset.provider ?? node.id)"
    )
    wanted = []
    for status in ("active", "limited", "closing", "closed"):
        rows = [row["id"] for row in PROVIDERS if row["status"] == status]
        wanted += [f"status-{status}", *rows] if rows else []
    assert shown == wanted
    for row in PROVIDERS:
        section = page.locator(f'[data-provider="{row["id"]}"]')
        expect(section).to_contain_text(row["checked"])
        if row["ends"]:
            expect(section).to_contain_text(("Ended " if row["status"] == "closed" else "set for ") + row["ends"])


def days_of(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return every day that the rows name, with the row and what happens, in order; ends without a day come last."""
    steps = [(step["day"], row["id"], step["what"]) for row in rows for step in row.get("steps", [])]
    ends = [(row["ends"], row["id"], "Ends") for row in rows if row["ends"]]
    open_ends = [("", row["id"], "Closing") for row in rows if row["status"] == "closing" and not row["ends"]]
    return [*sorted(steps + ends, key=lambda each: each[0]), *open_ends]


@pytest.mark.slow
def test_the_timeline_holds_the_days_of_the_data_in_order(site: Path) -> None:
    page = BeautifulSoup((site / "evidence" / "providers" / "index.html").read_text(encoding="utf-8"), "html.parser")
    shown = []
    for each in page.select(".provider-timeline li"):
        time, link = each.select_one("time"), each.select_one("a")
        assert link
        day = str(time["datetime"]) if time else ""
        what = str(link.next_sibling).partition(":")[0].strip()
        shown.append((day, str(link["href"]).removeprefix("#"), what))
        past = "provider-day--past" in each["class"]
        assert past == bool(day and day <= NEWEST.isoformat())
    assert shown == days_of(PROVIDERS)


def test_steps_come_in_order_and_before_the_end() -> None:
    for row in PROVIDERS:
        days = [step["day"] for step in row.get("steps", [])] + ([row["ends"]] if row["ends"] else [])
        assert days == sorted(days), f"docs/data/providers.yml: '{row['id']}': order its steps by day, before `ends`."


@pytest.mark.slow
def test_the_grid_shows_every_kind_of_tuning_of_every_open_product(site: Path) -> None:
    page = BeautifulSoup((site / "evidence" / "providers" / "index.html").read_text(encoding="utf-8"), "html.parser")
    shown = {
        str(row.select_one("a")["href"]).removeprefix("#"): len(row.select("td.provider-offer"))  # type: ignore[index]
        for row in page.select(".provider-offers tbody tr")
    }
    sold = {row["id"]: row["methods"] for row in PROVIDERS if row["status"] != "closed"}
    assert shown.keys() == {name for name, methods in sold.items() if methods != ["serving only"]}
    heads = [each.get_text() for each in page.select(".provider-offers thead th span")]
    columns = {
        "supervised": {"Supervised"},
        "preference": {"Preference"},
        "reinforcement": {"Reinforcement"},
        "distillation": {"Distillation"},
        "continued pretraining": {"More pretraining"},
        "LoRA": {"Adapter"},
        "QLoRA": {"Adapter"},
        "parameter-efficient supervised": {"Supervised", "Adapter"},
        "full": {"All weights"},
        "your own training code": {"Your own code"},
        "your own training loop": {"Your own code"},
    }
    assert set().union(*columns.values()) == set(heads)
    for name, count in shown.items():
        assert count == len(set().union(*(columns[method] for method in sold[name]))), name
