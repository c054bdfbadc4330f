// The state of a tool in the fragment of the address, "#key=text&other=text": reading what others wrote, writing it,
// and keeping the address up to date. What a fragment holds is hostile: nothing in it can make the reader fail.

const LONGEST = 20000; // a decision that carries the fullest address of every tool along is shorter
const DECISION = "decision"; // known in every fragment: handover.mjs says what it holds
const PAUSE = 250; // milliseconds after the last change
const RETRY = 3000; // milliseconds until an address that the browser refused is tried again
const TRIES = 5;

/** "&" as programs write it that take a link for HTML, once or more. */
const AND_IN_HTML = /&(?:(?:amp|#38|#x26)(?:;|%3B))+/gi;

export const DAMAGED =
  "The link holds no setting of this page and names no place on it: it may be damaged. Copy it anew from where it was made.";
export const TOO_LONG = "The link is too long to be one of this page. You see the example instead.";

function decoded(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null; // a percent sign that is no escape
  }
}

/**
 * Bring back the parts of a link that a program has encoded anew, as a whole or in part. Returns the text with its "=" and
 * "&", and `twice`: what stands between them is still encoded once more than in a link of ours. No link of ours is changed,
 * for in ours no name and no text holds a bare "=" or "&".
 */
function restored(text) {
  let plain = text;
  while (!plain.includes("=") && plain.includes("%")) {
    const less = decoded(plain);
    if (less === null || less === plain) break;
    plain = less;
  }
  const twice = plain !== text;
  plain = plain.replace(AND_IN_HTML, "&");
  const count = (sign) => plain.split(sign).length - 1;
  if (count("=") > count("&") + 1) plain = plain.replace(/%26/g, "&");
  return { plain, twice };
}

/**
 * The text of a fragment that holds no settings but names a place, "" if it cannot be decoded; else null.
 * @param {string} fragment
 * @returns {string | null}
 */
export function placeIn(fragment) {
  return readFragment(fragment, () => true).anchor;
}

/** Tell whether a fragment holds settings, for this page or another. */
export function holdsSettings(fragment) {
  return fragment.replace(/^#/, "") !== "" && placeIn(fragment) === null;
}

/**
 * Read a fragment, also one that a program encoded anew; `isKnown` tells which keys may be there. Of equal keys the first that can be read counts.
 * Returns {entries, anchor, tooLong, unknown, repeated, unreadable, decision}: `entries` is a Map from key to text;
 * `anchor` is the text of a fragment that holds no settings but names a place, else null; `unknown` and `repeated` count
 * parts that were left out, `unreadable` lists known keys whose text could not be decoded, and `decision` is a decision
 * that is carried along, or "".
 * @param {string} fragment
 * @param {(key: string) => boolean} isKnown
 */
export function readFragment(fragment, isKnown) {
  const text = fragment.replace(/^#/, "");
  const found = {
    entries: new Map(),
    anchor: null,
    tooLong: text.length > LONGEST,
    unknown: 0,
    repeated: 0,
    unreadable: [],
    decision: "",
  };
  if (!text || found.tooLong) return found;
  const { plain, twice } = restored(text);
  if (!plain.includes("=")) return { ...found, anchor: decoded(text) ?? "" };
  for (const part of plain.split("&")) {
    const pair = part.includes("=") ? part : (decoded(part) ?? part);
    const [name, ...rest] = pair.split("=");
    const key = isKnown(name) ? name : (decoded(name) ?? name);
    const value = decoded(rest.join("=")) ?? (twice ? rest.join("=") : null);
    if (name === DECISION) found.decision ||= value ?? "";
    else if (!rest.length || !isKnown(key)) found.unknown += 1;
    else if (found.entries.has(key)) found.repeated += 1;
    else if (value === null) found.unreadable.push(key);
    else found.entries.set(key, value);
  }
  return found;
}

/** Write [key, text or list of texts] as a fragment with its "#"; nothing for none. */
export function fragmentOf(pairs) {
  const encoded = (text) => encodeURIComponent(text).replaceAll("%3A", ":");
  const written = pairs.map(([key, value]) => `${key}=${[value].flat().map(encoded).join(",")}`);
  return written.length ? `#${written.join("&")}` : "";
}

/** Keeps the address up to date with what `write` returns: a fragment, or nothing. No entry is added to the history. */
export class Address {
  #write;
  #timer;

  constructor(write) {
    this.#write = write;
  }

  /** Change the address in a moment; asked again before that, it waits anew. */
  remember() {
    this.stop();
    this.#timer = setTimeout(() => this.now(), PAUSE);
  }

  /** The address as it should be. */
  get href() {
    return new URL(window.location.pathname + window.location.search + this.#write(), window.location.href).href;
  }

  /** Change the address at once, and return it as it should be. */
  now(tries = TRIES) {
    this.stop();
    const { href } = this;
    try {
      window.history.replaceState(window.history.state, "", href);
    } catch {
      // Safari throws when an address changes too often; others then ignore it.
    }
    if (window.location.href !== href && tries > 1) this.#timer = setTimeout(() => this.now(tries - 1), RETRY);
    return href;
  }

  /** Give up a change that has not been made. */
  stop() {
    clearTimeout(this.#timer);
  }
}
