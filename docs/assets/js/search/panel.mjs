// What the dialog shows above the theme's list: an answer, a correction, a way on; and what it says to a screen reader.

import { toFile } from "./link.mjs";

const PAUSE = 700; // ms without a new result before the number of results is said

/** An element with text or children; never markup, since titles and queries are not ours to trust. */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function link(text, location, folder) {
  return Object.assign(element("a", "", text), { href: new URL(`../${toFile(location)}`, folder).href });
}

/** A definition, or the short answer of the FAQ. */
function card({ kind, title, text, location }, folder) {
  const more = link(kind === "term" ? "In the glossary" : "The whole answer", location, folder);
  return element(
    "section",
    "search-card",
    element("p", "search-card__title", title),
    element("p", "", text),
    element("p", "", more),
  );
}

/** What to try after nothing was found. */
function wayOn({ spelled, terms, pages }, folder, again) {
  const list = (places) =>
    element("ul", "", ...places.map(({ title, location }) => element("li", "", link(title, location, folder))));
  const parts = [element("p", "", "Nothing on this site matches these words.")];
  if (spelled) {
    const button = element("button", "search-again", spelled);
    button.type = "button";
    button.addEventListener("click", () => again(spelled));
    parts.push(element("p", "", "Did you mean ", button, "?"));
  }
  parts.push(
    element("p", "", "The nearest terms:"),
    list(terms),
    element("p", "", "Pages to start from:"),
    list(pages),
  );
  return element("section", "search-card", ...parts);
}

let timer = 0;

/** Say the number of results once, when the typing has stopped. */
function announce(dialog, text) {
  let status = dialog.querySelector(".search-status");
  if (!status) {
    status = element("p", "search-status");
    status.setAttribute("role", "status");
    dialog.append(status);
  }
  clearTimeout(timer);
  timer = setTimeout(() => {
    status.textContent = text();
  }, PAUSE);
}

/**
 * Show what stands beside a result.
 *
 * @param {Element} dialog
 * @param {{failure?: string, beside?: {corrected?: string, card?: any, wayOn?: any}}} result
 * @param {URL} folder
 */
export function show(dialog, { failure, beside = {} }, folder) {
  const meta = dialog.querySelector(".md-search-result__meta");
  const box = dialog.querySelector("input");
  let panel = dialog.querySelector(".search-panel");
  if (!panel) {
    panel = element("div", "search-panel md-typeset");
    meta.parentElement.before(panel); // beside the theme's list, through which the arrow keys move
  }
  const again = (text) => {
    box.value = text;
    box.focus();
    box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  };
  const parts = [];
  if (failure) parts.push(element("p", "search-note", failure));
  if (beside.corrected)
    parts.push(
      element(
        "p",
        "search-note",
        "No page spells it like that. Showing results for ",
        element("b", "", beside.corrected),
        ".",
      ),
    );
  if (beside.card) parts.push(card(beside.card, folder));
  if (beside.wayOn) parts.push(wayOn(beside.wayOn, folder, again));
  panel.replaceChildren(...parts);
  announce(dialog, () =>
    [failure ?? meta.textContent.trim(), beside.corrected && `corrected to ${beside.corrected}`]
      .filter(Boolean)
      .join(", "),
  );
}
