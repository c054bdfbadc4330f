// The script of every page: small repairs of the theme for keyboard and screen-reader users.

import { all } from "./shared/dom.mjs";

/** A box that scrolls sideways must be reachable by keyboard; one that does not scroll must not be a stop. */
function makeReachable(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) makeReachable(target);
});

/** Repair what is below `root`; the theme adds scroll boxes and copy buttons after the page has loaded. */
function repair(root) {
  for (const box of all(root, ".md-typeset__scrollwrap, .md-typeset pre > code, .matrix")) resized.observe(box);
  for (const nav of all(root, "nav.md-code__nav")) nav.setAttribute("role", "none"); // no landmark each
}

const content = document.querySelector(".md-content");
if (content) {
  repair(content);
  const changed = new MutationObserver((changes) => {
    for (const { target } of changes) repair(target);
  });
  changed.observe(content, { childList: true, subtree: true });
}
