// Small repairs of the theme for keyboard and screen-reader users, on every page.

/** A box that scrolls sideways must be reachable by keyboard; one that does not scroll must not be a stop. */
function makeScrollable(box) {
  const overflows = box.scrollWidth > box.clientWidth;
  if (overflows) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", box.dataset.label ?? "Scrollable content");
  } else {
    box.removeAttribute("tabindex");
    box.removeAttribute("role");
    box.removeAttribute("aria-label");
  }
}

const boxes = document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset pre > code, .matrix");
const observer = new ResizeObserver((entries) => entries.forEach(({ target }) => makeScrollable(target)));
boxes.forEach((box) => observer.observe(box));

/** The number of search results is news: say it. */
document.querySelector(".md-search-result__meta")?.setAttribute("role", "status");

/** Tab out of the open search would leave the dialog behind the page: close it then, and on Escape from anywhere. */
const search = document.querySelector("#__search");
const dialog = document.querySelector(".md-search");
function closeSearch() {
  if (!search?.checked) return;
  search.checked = false;
  search.dispatchEvent(new Event("change"));
}
dialog?.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !dialog.contains(relatedTarget)) closeSearch();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") closeSearch();
});
