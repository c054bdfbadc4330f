// Tables that scroll by themselves, and parts that open on demand.

import { element } from "../shared/dom.mjs";
import { table } from "../shared/table.mjs";

/** A table in a box that scrolls; its cells are those of table(). */
export function scrolling(caption, heads, rows) {
  const box = { class: "be-scroll", tabindex: "0", role: "region", "aria-label": caption };
  return element("div", box, table(caption, heads, rows));
}

/** A part that opens on demand, and is made only then; `opened` holds the keys of those that were open before. */
export function folded(key, opened, summary, make) {
  const part = element("details", { class: "be-folded", "data-key": key }, element("summary", {}, summary));
  part.open = opened.has(key);
  if (part.open) part.append(make());
  else part.addEventListener("toggle", () => part.append(make()), { once: true });
  return part;
}
