// The script of every page: small repairs of the theme for keyboard and screen-reader users, and copying.

import { copy } from "./shared/clipboard.mjs";
import { all } from "./shared/dom.mjs";
import { plain, say } from "./shared/text.mjs";

/** A box that scrolls sideways must be reachable by keyboard; one that does not scroll must not be a stop. */
function makeReachable(box) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) makeReachable(target);
});

const content = document.querySelector(".md-content");
let titles; // of each block of code, made when the theme puts in the first copy button

/** A title for each block of code: that of the part it stands in, with its number where a title has several blocks. */
function titlesOfCode() {
  const blocks = new Map();
  let heading = "";
  for (const each of all(content, "h1, h2, h3, h4, pre")) {
    if (each.tagName !== "PRE") heading = plain(each);
    else {
      const summary = each.closest("details")?.querySelector("summary");
      const title = summary ? plain(summary) : heading;
      blocks.set(title, [...(blocks.get(title) ?? []), each]);
    }
  }
  return new Map(
    [...blocks].flatMap(([title, own]) =>
      own.map((each, index) => [each, own.length > 1 ? `${title}, code ${index + 1} of ${own.length}` : title]),
    ),
  );
}

/** The theme gives every copy button the same name, which tells nobody apart in a list of buttons. */
function nameCopyButton(nav) {
  nav.setAttribute("role", "none"); // no landmark each
  const button = nav.querySelector("button[data-md-type=copy]:not([aria-label])");
  titles ??= titlesOfCode();
  if (button) button.setAttribute("aria-label", `${button.title}: ${titles.get(nav.parentElement)}`);
}

/** Repair what is below `root`; the theme adds scroll boxes and copy buttons after the page has loaded. */
function repair(root) {
  for (const box of all(root, ".md-typeset__scrollwrap, .md-typeset pre > code, .matrix")) resized.observe(box);
  for (const nav of all(root, "nav.md-code__nav")) nameCopyButton(nav);
}

if (content) {
  repair(content);
  const changed = new MutationObserver((changes) => {
    for (const { target } of changes) repair(target);
  });
  changed.observe(content, { childList: true, subtree: true });
}

// The switch of the colours is two radio buttons, and a space does nothing on the one that is chosen. The theme answers
// to the Enter key only.
document.querySelector("[data-md-component=palette]")?.addEventListener("keydown", (event) => {
  if (!(event instanceof KeyboardEvent) || event.key !== " ") return;
  event.preventDefault();
  event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
});

// From a folder on disk a browser fetches nothing; the link beside the button still opens the file.
for (const button of location.protocol === "file:" ? [] : all(document, "[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const answer = await fetch(button.dataset.copies).catch(() => undefined);
    const told = answer?.ok
      ? await copy(await answer.text(), "Copied.", "Open the Markdown file instead.")
      : "The file did not load. Open it by the link beside this button.";
    say(button.nextElementSibling, told);
  });
}

// A link to a section is followed, so that the address shows it, and copied, if the browser allows.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a.headerlink");
  if (link instanceof HTMLAnchorElement) navigator.clipboard?.writeText(link.href).catch(() => {});
});
