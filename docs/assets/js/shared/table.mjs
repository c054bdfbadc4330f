// Tables of results.

import { element } from "./dom.mjs";

/** A table with a caption; the first cell of a row names it, and a cell is a text or a list of texts and elements. */
export function table(caption, heads, rows, attributes = {}) {
  const head = (text) => (text ? element("th", { scope: "col" }, text) : element("td"));
  const row = ([first, ...rest]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, first),
      ...rest.map((cell) => element("td", {}, ...[cell].flat())),
    );
  return element(
    "table",
    { class: "tool-table", ...attributes },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...heads.map(head))),
    element("tbody", {}, ...rows.map(row)),
  );
}
