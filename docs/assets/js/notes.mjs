// Opens the entry of an evidence mark in place: source, what it holds for, caveat. Without this script, or where the
// register cannot be fetched (from a folder on disk, or without a network), the mark is the link that it always was.

import { element } from "./shared/dom.mjs";

const pages = new Map();
const note = element("div", { popover: "", class: "claim-note", tabindex: "-1", role: "dialog" });
note.setAttribute("aria-label", "Evidence");
let opened; // the mark whose entry is shown

/** The page of the register at an address without its fragment, fetched once. */
async function pageAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** The entry that a mark leads to, as elements whose links work on this page. */
async function entryOf({ href, dataset }) {
  const [address] = href.split("#");
  if (!pages.has(address)) pages.set(address, pageAt(address));
  const page = await pages.get(address).catch((error) => {
    pages.delete(address); // the next press may find the network again
    throw error;
  });
  const entry = document.importNode(page.getElementById(dataset.claim), true);
  for (const each of entry.querySelectorAll("[href]")) each.href = new URL(each.getAttribute("href"), address).href;
  entry.removeAttribute("id");
  return [...entry.children];
}

async function open(mark) {
  opened = mark;
  try {
    const parts = await entryOf(mark);
    if (opened !== mark) return; // another one was pressed meanwhile
    note.replaceChildren(...parts, element("p", {}, element("a", { href: mark.href }, "See it in the register")));
    if (!note.isConnected) document.querySelector("article").append(note);
    note.showPopover();
    note.scrollTop = 0;
    note.focus({ preventScroll: true });
  } catch {
    location.assign(mark.href);
  }
}

document.addEventListener("click", (event) => {
  const mark = event.target instanceof Element && event.target.closest("a[data-claim]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!mark || elsewhere || location.protocol === "file:") return;
  event.preventDefault();
  open(/** @type {HTMLAnchorElement} */ (mark));
});

note.addEventListener("beforetoggle", (event) => {
  const closes = /** @type {ToggleEvent} */ (event).newState === "closed";
  if (closes && note.contains(document.activeElement)) opened.focus({ preventScroll: true });
});
