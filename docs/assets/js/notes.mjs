// Opens the entries of an evidence mark in place: source, what they hold for, caveat. Without this script a mark is the
// link that it always was; where the register cannot be fetched (from a folder on disk, or without a network) it is that
// too, or lists its links where it stands for several.

import { element, link } from "./shared/dom.mjs";

const pages = new Map();
const note = element("div", { popover: "", class: "claim-note", tabindex: "-1", role: "dialog" });
note.setAttribute("aria-label", "Evidence");
const onDisk = location.protocol === "file:";
let opened; // the mark whose entry is shown

/** The page of the register at an address without its fragment, fetched once. */
async function pageAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** The entry that a mark leads to, as elements whose links work on this page. */
async function entryOf({ href }) {
  const [address, claim] = href.split("#");
  if (!pages.has(address)) pages.set(address, pageAt(address));
  const page = await pages.get(address).catch((error) => {
    pages.delete(address); // the next press may find the network again
    throw error;
  });
  const entry = document.importNode(page.getElementById(claim), true);
  for (const each of entry.querySelectorAll("[href]")) each.href = new URL(each.getAttribute("href"), address).href;
  entry.removeAttribute("id");
  return [...entry.children];
}

/** The links that a mark stands for: its own, and those right behind it that the sheet hides. */
function linksOf(mark) {
  const links = [mark];
  for (let next = mark.nextElementSibling; next?.matches(".claim-more"); next = next.nextElementSibling) {
    links.push(next);
  }
  return links;
}

/** What a note holds: each entry, with the way to its place in the register. */
async function entriesOf(links) {
  const entries = await Promise.all(links.map(entryOf));
  return links.map(({ href }, at) =>
    element("section", {}, ...entries[at], element("p", {}, link(href, "See it in the register"))),
  );
}

function show(mark, parts) {
  if (opened !== mark) return; // another one was pressed meanwhile
  note.replaceChildren(...parts);
  if (!note.isConnected) document.querySelector("article").append(note);
  note.showPopover();
  note.scrollTop = 0;
  note.focus({ preventScroll: true });
}

/** What a note holds where nothing can be fetched: the links themselves, by their names. */
function namesOf(links) {
  return links.map(({ href, textContent }) => element("p", {}, link(href, textContent.replace(/ \+\d+$/, ""))));
}

async function open(mark, links) {
  opened = mark;
  try {
    show(mark, onDisk ? namesOf(links) : await entriesOf(links));
  } catch {
    if (links.length > 1) show(mark, namesOf(links));
    else location.assign(mark.href);
  }
}

document.addEventListener("click", (event) => {
  const mark = event.target instanceof Element && event.target.closest("a.claim[data-claim]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!mark || elsewhere) return;
  const links = linksOf(mark);
  if (onDisk && links.length === 1) return;
  event.preventDefault();
  open(/** @type {HTMLAnchorElement} */ (mark), links);
});

note.addEventListener("beforetoggle", (event) => {
  const closes = /** @type {ToggleEvent} */ (event).newState === "closed";
  if (closes && note.contains(document.activeElement)) opened.focus({ preventScroll: true });
});
