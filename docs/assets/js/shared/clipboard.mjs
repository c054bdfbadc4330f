// The clipboard, which a browser may refuse.

/** Copy a text; returns what to tell the reader: that it is `done`, or what to do `otherwise`. */
export async function copy(text, done, otherwise) {
  try {
    await navigator.clipboard.writeText(text);
    return done;
  } catch {
    return `The browser did not allow copying. ${otherwise}`;
  }
}
