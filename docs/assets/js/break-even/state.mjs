// The form in an address: what differs from the worked example, as "#days=90&input-price=2~1~3".

import { fragmentOf as fragmentOfPairs, readFragment, TOO_LONG } from "../shared/address.mjs";
import { writeNumber } from "../shared/number.mjs";
import { ENDS } from "./form.mjs";
import { readEntry, readField } from "./reading.mjs";

/**
 * Put the example into the form, and over it what a fragment holds; nothing that a fragment holds can fail.
 * Returns what to tell the reader about parts that could not be used.
 */
export function loadFragment(form, fragment) {
  form.reset();
  const known = new Set(form.inputs);
  const { entries, tooLong, unknown, repeated, unreadable } = readFragment(fragment, (key) => known.has(key));
  const refused = [];
  for (const [key, text] of entries) {
    if (form.fields.includes(key)) {
      if (!loadNumber(form, key, text)) refused.push(form.labelOf(key));
    } else if (form.offers(key, text)) form.fill(key, text);
    else refused.push(key);
  }
  form.showRanges([...entries.values()].some((text) => text.includes("~")));
  const left = unknown + repeated + unreadable.length;
  return [
    tooLong && TOO_LONG,
    left &&
      `The link held ${left} ${left === 1 ? "part" : "parts"} that this page does not know or could not read; the example's values stand there.`,
    refused.length && `The link held values that cannot be used; the example's stand there: ${refused.join(", ")}.`,
  ]
    .filter(Boolean)
    .join(" ");
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
  const pairs = form.inputs.map((name) => {
    const numbers = [name, ...ENDS.map((end) => `${name}~${end}`)].map((each) => rewritten(name, form.text(each)));
    return [name, form.fields.includes(name) ? numbers.join("~").replace(/~+$/, "") : form.text(name)];
  });
  return fragmentOfPairs(pairs.filter(([name, text]) => text !== form.exampleOf(name)));
}

function rewritten(id, text) {
  const { value } = text ? readEntry(id, text) : {};
  return value === undefined ? "" : writeNumber(value);
}
