// The picture of all levels: a cell that is pressed shows its words in place, below its row.

import { element, link } from "../shared/dom.mjs";

const WORDS = "matrix-words";

/** Show the words of a cell of the table below the row of its mark in the picture, or put them away if they are shown. */
export function toggleWords(mark, { name, question }, cell) {
  const open = mark.getAttribute("aria-expanded") === "true";
  putWordsAway(mark.closest("table"));
  if (open) return;
  const row = mark.closest("tr");
  const width = [...row.cells].filter((each) => !each.hidden).length;
  const words = element(
    "td",
    { colspan: width, role: "status" },
    element("p", {}, element("b", {}, name), " ", question),
    element("p", {}, element("b", {}, cell.dataset.name), " ", ...cell.cloneNode(true).childNodes),
    element("p", {}, link(mark.getAttribute("href"), "All options in this row")),
  );
  mark.setAttribute("aria-expanded", "true");
  row.after(element("tr", { class: WORDS }, words));
}

/** Take away the words that stand in the picture. */
export function putWordsAway(picture) {
  picture.querySelector(`.${WORDS}`)?.remove();
  picture.querySelector("[aria-expanded]")?.removeAttribute("aria-expanded");
}
