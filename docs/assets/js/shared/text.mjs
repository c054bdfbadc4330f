// Text of the page, read and written.

const BESIDE_THE_TEXT = "[class^=claim], .headerlink, .matrix-weight";

/** The text of an element without its evidence marks and links to itself. */
export function plain(node) {
  const copy = node.cloneNode(true);
  for (const each of copy.querySelectorAll(BESIDE_THE_TEXT)) each.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/** Put a text in, unless it is there: a status that is set again would be read out again. */
export function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
