// Small repairs of the theme for keyboard and screen-reader users, on every page.

/** A box that scrolls sideways must be reachable by keyboard; one that does not scroll must not be a stop. */
function makeReachable(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

const resized = new ResizeObserver((entries) => entries.forEach(({ target }) => makeReachable(target)));

/** Repair what is below `root`; the theme adds scroll boxes and copy buttons after the page has loaded. */
function repair(root) {
  root
    .querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .matrix")
    .forEach((box) => resized.observe(box));
  root.querySelectorAll("nav.md-code__nav").forEach((nav) => nav.setAttribute("role", "none")); // no landmark each
}

const content = document.querySelector(".md-content");
if (content) {
  repair(content);
  new MutationObserver((changes) => changes.forEach(({ target }) => repair(target))).observe(content, {
    childList: true,
    subtree: true,
  });
}

/** The number of search results is news: say it. */
document.querySelector(".md-search-result__meta")?.setAttribute("role", "status");

/** Tab out of the open search would leave the dialog open over the page: close it then, and on Escape from anywhere. */
const toggle = document.querySelector("#__search");
const dialog = document.querySelector(".md-search");
function closeSearch() {
  if (!toggle?.checked) return;
  toggle.checked = false;
  toggle.dispatchEvent(new Event("change"));
}
dialog?.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !dialog.contains(relatedTarget)) closeSearch();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeSearch();
});
