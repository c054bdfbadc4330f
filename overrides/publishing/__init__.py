"""What is done to the site after the pages are rendered, by the files alone: nothing here knows the generator."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from overrides.publishing import (
    assets,
    feeds,
    figures,
    headers,
    llms,
    open_data,
    pack,
    skill,
    social,
    structured,
    twins,
)
from overrides.publishing.pages import built_pages
from overrides.rendering.data import load
from overrides.rendering.marks import build_date
from overrides.rendering.references import load_references


def publish(site: Path, base: str, about: Mapping[str, str], order: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Finish a built site: scripts and sheets, then what programs read.

    Args:
        site: the folder of the site
        base: its address, with a slash at the end
        about: its `name` and a `summary` in a sentence
        order: the address and the trail of each page, as the navigation lists them

    """
    data, references, name = load(), load_references(), about["name"]
    assets.place(site)
    pages = list(built_pages(site, order))
    for page in pages:
        figures.publish(page, base)
        told = structured.element(structured.described(page, pages, base, name, data))
        html = page.file.read_text(encoding="utf-8")
        page.file.write_text(html.replace("</body>", f"{told}</body>", 1), encoding="utf-8")
    texts: list[str] = []
    named: dict[str, None] = {}  # in the order of their first use
    bodies = [twins.body(page, base) for page in pages]
    for page, (text, used) in zip(pages, bodies, strict=True):
        named.update(dict.fromkeys(used))
        texts.append(twins.twin(page, base, text, twins.footnotes(used, data, references)))
        page.file.with_name(twins.NAME).write_text(texts[-1], encoding="utf-8")
    whole = "\n\n".join(text for text, _ in bodies) + "\n" + twins.footnotes(named, data, references) + "\n"
    *counts, all_tokens = llms.token_counts([*texts, whole])
    listed = llms.llms_txt(name, about["summary"], base, pages, counts, all_tokens)
    (site / "llms.txt").write_text(listed, encoding="utf-8")
    (site / "llms-full.txt").write_text(whole, encoding="utf-8")
    open_data.write(site, base, data, references, build_date().isoformat())
    pack.write(site, base, data, references)
    (site / "SKILL.md").write_text(skill.skill(base, data), encoding="utf-8")
    (site / "feed.xml").write_text(feeds.atom(name, base, pages), encoding="utf-8")
    (site / "evidence" / "providers" / "ends.ics").write_bytes(feeds.calendar(name, base, data["providers"]))
    shutil.copy(site / "data" / open_data.VERSION / "providers.json", site)
    social.write(site, name, pages)
    headers.write(site)
