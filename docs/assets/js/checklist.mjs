// Keeps the ticks of a page's checklists on this device, by the text of each item: an item that says something else now
// is open again. Without this script, or where the browser keeps nothing, the lists work until the page is left.

import { all } from "./shared/dom.mjs";
import { plain } from "./shared/text.mjs";

const KEY = `ticks:${location.pathname}`;
const boxes = /** @type {HTMLInputElement[]} */ (all(document, ".task-list-item input"));
const textOf = (box) => plain(box.closest("li"));

function kept() {
  try {
    return new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]"));
  } catch {
    return new Set(); // nothing may be read, or it was not written here
  }
}

function keep() {
  const ticked = boxes.filter(({ checked }) => checked).map(textOf);
  try {
    if (ticked.length) localStorage.setItem(KEY, JSON.stringify(ticked));
    else localStorage.removeItem(KEY);
  } catch {
    // A private window, or a full store: the ticks last as long as the page.
  }
}

const before = kept();
for (const box of boxes) {
  if (before.has(textOf(box))) box.checked = true;
  box.addEventListener("change", keep);
}
