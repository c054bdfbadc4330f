// Small helpers to make elements. Text always goes in as text, never as HTML.

/**
 * The elements below `root` that a selector finds, in the order of the page.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all(root, selector) {
  return Array.from(/** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector)));
}

/** Make an element with attributes and children; a child that is a string becomes a text node. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Make a link. */
export function link(href, text, attributes = {}) {
  return element("a", { href, ...attributes }, text);
}

/** Make a button that runs `action` when it is pressed. */
export function button(text, action) {
  const made = element("button", { type: "button", class: "md-button" }, text);
  made.addEventListener("click", action);
  return made;
}

/** Offer `text` to the reader as a file. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  link(address, "", { download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
