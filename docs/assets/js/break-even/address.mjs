// The form in an address: what differs from the worked example, as "#days=90&input-price=2~1~3".

import { readFragment, writeNumber } from "./entry.mjs";
import { ENDS } from "./form.mjs";
import { readEntry, readField } from "./reading.mjs";

/**
 * Put the example into the form, and over it what a fragment holds; nothing that a fragment holds can fail.
 * Returns what to tell the reader about parts that could not be used.
 */
export function loadFragment(form, fragment) {
  form.reset();
  const { entries, message } = readFragment(fragment, new Set(form.names));
  const refused = [];
  for (const [key, text] of entries) {
    if (form.numbers.includes(key)) {
      if (!loadNumber(form, key, text)) refused.push(form.labelOf(key));
    } else if (form.options.has(text)) form.fill(key, text);
    else refused.push(key);
  }
  form.showRanges([...entries.values()].some((text) => text.includes("~")));
  const unusable = refused.length
    ? `The link held values that cannot be used; the example's stand there: ${refused.join(", ")}.`
    : "";
  return [message, unusable].filter(Boolean).join(" ");
}

function loadNumber(form, id, text) {
  const [value, low, high, ...more] = text.split("~");
  const parts = more.length
    ? []
    : [
        [id, value],
        [`${id}~low`, low],
        [`${id}~high`, high],
      ].filter(([, part]) => part);
  const usable =
    parts.length &&
    parts[0][0] === id &&
    parts.every(([name, part]) => form.has(name) && "value" in readEntry(id, part));
  if (!usable) return false;
  for (const [name, part] of parts) form.fill(name, part);
  if (!readField(form, id).problem) return true;
  for (const [name] of parts) form.fill(name);
  return false;
}

/** The fragment that brings the form back; nothing while it holds the example. */
export function fragmentOf(form) {
  const numbers = new Set(form.numbers);
  const pairs = [];
  for (const name of form.names) {
    const text = form.text(name);
    const ends = ENDS.map((end) => form.text(`${name}~${end}`));
    if (text === form.exampleOf(name) && !ends.join("")) continue;
    const written = numbers.has(name)
      ? [text, ...ends]
          .map((each) => rewritten(name, each))
          .join("~")
          .replace(/~+$/, "")
      : text;
    pairs.push(`${name}=${encodeURIComponent(written)}`);
  }
  return pairs.length ? `#${pairs.join("&")}` : "";
}

function rewritten(id, text) {
  const { value } = text ? readEntry(id, text) : {};
  return value === undefined ? "" : writeNumber(value);
}
