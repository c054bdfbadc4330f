"""What a reader can subscribe to: the pages as they are reviewed, and a calendar of the days on which services end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

from icalendar import Calendar, Event

from overrides.publishing.pages import Built

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 40


def atom(name: str, base: str, pages: Iterable[Built]) -> str:
    """Return an Atom feed (RFC 4287): the pages by the day of their last review, the newest first."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")

    def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
        child = ET.SubElement(parent, f"{{{ATOM}}}{tag}", attributes)
        child.text = text or None
        return child

    newest = sorted(pages, key=lambda page: (page.meta["reviewed"], page.url), reverse=True)[:MOST_ENTRIES]
    add(feed, "title", f"{name}: pages as they are reviewed")
    add(feed, "id", base)
    add(feed, "link", rel="self", href=f"{base}feed.xml")
    add(feed, "link", rel="alternate", href=base)
    add(feed, "updated", f"{newest[0].meta['reviewed']}T00:00:00Z")
    add(add(feed, "author"), "name", f"The contributors to {name}")
    for page in newest:
        entry = add(feed, "entry")
        add(entry, "title", page.title)
        add(entry, "id", base + page.url)
        add(entry, "link", rel="alternate", href=base + page.url)
        add(entry, "updated", f"{page.meta['reviewed']}T00:00:00Z")
        add(entry, "summary", page.meta["description"])
    ET.indent(feed)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(feed, encoding="unicode")}\n'


def calendar(name: str, base: str, providers: Iterable[Mapping[str, Any]]) -> bytes:
    """Return an iCalendar file (RFC 5545): a day for each end of a product, and for each step to it still to come."""
    found = Calendar()
    found.add("prodid", f"-//{name}//Ends of tuning services//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"{name}: ends of tuning services")
    for row in providers:
        days = {row["id"]: (row["ends"], "ends")} if row["ends"] else {}
        for step in row.get("steps", []):
            if step["day"] > row["checked"]:
                days[f"{row['id']}-{step['day']}"] = step["day"], step["what"]
        for uid, (day, what) in days.items():
            event = Event()
            event.add("uid", f"{uid}@context-or-weights")
            event.add("summary", f"{row['provider']}: {row['product']}: {what}")
            event.add("dtstart", date.fromisoformat(day))
            event.add("dtend", date.fromisoformat(day) + timedelta(days=1))
            event.add("dtstamp", datetime.fromisoformat(row["checked"]).replace(tzinfo=UTC))
            event.add("description", f"{' '.join(row['status_note'].split())} Checked on {row['checked']}.")
            event.add("url", f"{base}evidence/providers/#{row['id']}")
            found.add_component(event)
    return bytes(found.to_ical())
