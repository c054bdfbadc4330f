// A visit from the search: marks the words, opens what hides the target, and takes the words out of the address.

import { words } from "./words.mjs";

// Text that belongs to a control, a drawing or a tool is left alone.
const UNTOUCHED = "script, style, svg, math, button, select, textarea, option, .headerlink, [popover]";

/** Mark words in the text below an element; only text nodes are split, so that nothing is ever read as markup. */
export function markWords(root, terms) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(UNTOUCHED)) texts.push(walker.currentNode);
  for (const text of texts) {
    const pieces = text.data.split(/(\s+)/);
    if (!pieces.some((piece) => holds(piece, terms))) continue;
    text.replaceWith(
      ...pieces.map((piece) => {
        if (!holds(piece, terms)) return piece;
        const mark = document.createElement("mark");
        mark.dataset.mdHighlight = "";
        mark.textContent = piece;
        return mark;
      }),
    );
  }
}

function holds(piece, terms) {
  return words(piece).some(({ term, parts }) => [term, ...parts].some((each) => terms.has(each)));
}

/** Open all closed parts around the target and bring it below the header. */
function reveal(id) {
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let part = target.parentElement; part; part = part.parentElement) {
    if (part instanceof HTMLDetailsElement) part.open = true;
  }
  if (target instanceof HTMLDetailsElement) target.open = true;
  target.scrollIntoView();
}

/** Receive a visit from the search; without its words in the address this does nothing. */
export function arrive({ searchParams }) {
  const searched = searchParams.get("h");
  if (searched === null) return;
  const content = document.querySelector(".md-content");
  const terms = new Set(words(searched.slice(0, 300)).map(({ term }) => term));
  if (content && terms.size) markWords(content, terms);
  const clean = new URL(location.href); // read again: a tool may have written its fragment by now
  clean.searchParams.delete("h");
  history.replaceState(history.state, "", clean);
  reveal(decodeURIComponent(clean.hash.slice(1)));
}
