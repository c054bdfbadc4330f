// Keeps the keyboard in the open dialog, and gives the focus back when it closes.

const STOPS = "input, button, a[href], summary";

/** What the keyboard can reach in the dialog, in order. */
function stops(dialog) {
  return [...dialog.querySelectorAll(STOPS)].filter(
    (element) => element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? element.offsetParent,
  );
}

/**
 * Watch over a dialog of the theme; its box opens it, and the hidden checkbox #__search says whether it is open.
 *
 * @param {Element} dialog
 * @param {any} before what had the focus before the box
 */
export function guard(dialog, before) {
  /** @type {HTMLInputElement} */
  const toggle = document.querySelector("#__search");
  const box = dialog.querySelector("input");

  const close = () => {
    if (toggle.checked) toggle.click();
    box.blur();
    if (before?.isConnected) before.focus();
    before = null;
  };

  dialog.addEventListener("focusin", (/** @type {FocusEvent} */ { relatedTarget }) => {
    if (relatedTarget instanceof HTMLElement && !dialog.contains(relatedTarget)) before = relatedTarget;
  });

  // The theme listens on the window and closes at Tab without a word: keep both keys from it.
  document.addEventListener(
    "keydown",
    (event) => {
      if (!toggle.checked || event.isComposing) return;
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (event.key === "Tab") {
        event.preventDefault();
        event.stopPropagation();
        const reachable = stops(dialog);
        const at = reachable.indexOf(document.activeElement);
        reachable.at((at + (event.shiftKey ? -1 : 1)) % reachable.length)?.focus();
      }
    },
    true,
  );
}
