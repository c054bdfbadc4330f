// Turns text into the words that the search compares: one spelling, one stem, and compounds whole and in parts.

// A word, with the marks that join compounds and code names: fine-tuning, kv_cache_bytes, GPT-4.1, r=8.
const COMPOUND = /[\p{L}\p{N}]+(?:[-_.=/+'][\p{L}\p{N}]+)*/gu;
const JOINT = /[-_=/+]|(?<!\d)\.|\.(?!\d)/u; // the point of 4.1 is no joint
// A language written without spaces gives no words: each of its signs counts as one.
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu;
// LoraConfig is two words, LoRA is one.
const HUMP = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u;
const LONGEST = 40; // letters; what is longer is no word that anybody looks for

/** Common words, which say how a question is asked rather than what it is about. */
export const COMMON = new Set(
  `a about after all also always am an and any are as at be been before being but by can cannot could did do does doing
  done each for from get gets give go good has have having her him his how i if in into is isn it its just know like make
  makes many may me mean means might mine more most much must my no not now of off on one only or other our out
  over own please shall she should so some such take tell than that the their them then there these they thing
  this those to too up us use used using very want was way we well were what when where which while who whom whose why will
  with would yes you your always still enough really someone something anything lot`.split(/\s+/),
);

/** One spelling for all: compatibility forms, case, accents and apostrophes. */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u2018\u2019]/g, "'")
    .toLowerCase();
}

/** @type {[RegExp, string | null, number][]} */
// Ending, what stands in its place, and how many letters have to be left.
const ENDINGS = [
  [/(?:isations?|izations?)$/, "is", 3],
  [/(?:ations?|ators?|ated|ating|ates?)$/, "", 4],
  [/(?:nesses|ness)$/, "", 4],
  [/(?:ments?)$/, "", 5],
  [/(?:[ae]nt(?:s|ly)?|[ae]nc(?:es?|y|ies))$/, "", 5],
  [/(?:ings?|ingly)$/, "", 3],
  [/ly$/, "", 4],
  [/(?:edly|ed)$/, "", 3],
  [/(?:ies|ied|y)$/, "i", 3],
  [/(?:sses)$/, "ss", 2],
  [/(?:[sxz]|[cs]h)es$/, null, 3],
  [/(?<![sui]|ia)s$/, "", 3],
];

/** The stem of one plain word, so that tuning, tuned and tunes meet. Words of up to three letters stay as they are. */
export function stem(word) {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  let base = word.includes("iz") ? word.replace(/iz(?=(?:e[ds]?|ers?|ing|ations?)$)/, "is") : word;
  if (word.length > 5 && word.includes("our")) base = base.replace(/(?<=..)our/, "or");
  for (const [ending, instead, left] of ENDINGS) {
    if (!ending.test(base)) continue;
    const root = base.replace(instead === null ? /es$/ : ending, "");
    if (root.length < left || !/[aeiouy]/.test(root)) continue;
    base = root + (instead ?? "");
    break;
  }
  if (base.at(-1) === base.at(-2) && !/[aeiouy]$/.test(base)) base = base.slice(0, -1); // forgett, distill
  return base.length > 3 && base.endsWith("e") ? base.slice(0, -1) : base;
}

/** Nothing but letters and digits. */
function letters(word) {
  return word.replace(/[^\p{L}\p{N}]/gu, "");
}

/** The parts of a compound, or nothing for a simple word. */
function parts(compound) {
  const pieces = compound.split(JOINT).flatMap((piece) => piece.split(HUMP));
  return pieces.length > 1 ? pieces : [];
}

/**
 * The words of a text in order.
 *
 * @param {string} text
 * @returns {{surface: string, term: string, parts: string[]}[]} `surface` is the word in plain spelling, `term` its
 *   stem with joints removed, and `parts` the stems of its parts if it has any
 */
export function words(text) {
  const found = [];
  for (const [compound] of text.normalize("NFKC").replace(UNSPACED, " $& ").matchAll(COMPOUND)) {
    const pieces = parts(compound.replace(/'s?$/, ""));
    const surface = plain(compound)
      .replace(/(?:n't|'(?:s|re|ve|ll|d|m)?)$/, "")
      .slice(0, LONGEST);
    const joined = letters(surface);
    if (joined)
      found.push({
        surface,
        term: stem(joined),
        parts: pieces.map((piece) => stem(letters(plain(piece))).slice(0, LONGEST)),
      });
  }
  return found;
}

/** The terms under which a text is kept: each word's stem, and the parts of compounds beside the whole. */
export function terms(text) {
  return words(text).flatMap(({ term, parts: pieces }) => [term, ...pieces]);
}
