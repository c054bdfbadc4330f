// Tables that scroll by themselves, and parts that open on demand.

import { element } from "../shared/dom.mjs";

/** A table with a caption; the first cell of a row names it, and a cell is a text or a list of texts and elements. */
export function table(caption, heads, rows) {
  const cells = ([first, ...rest]) => [
    element("th", { scope: "row" }, first),
    ...rest.map((cell) => element("td", {}, ...[cell].flat())),
  ];
  return element(
    "div",
    { class: "be-scroll", tabindex: "0", role: "region", "aria-label": caption },
    element(
      "table",
      { class: "be-table" },
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row)))),
    ),
  );
}

/** A part that opens on demand, and is made only then; `opened` holds the keys of those that were open before. */
export function folded(key, opened, summary, make) {
  const part = element("details", { class: "be-folded", "data-key": key }, element("summary", {}, summary));
  part.open = opened.has(key);
  if (part.open) part.append(make());
  else part.addEventListener("toggle", () => part.append(make()), { once: true });
  return part;
}
