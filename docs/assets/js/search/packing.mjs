// Packs the list of terms and the lists of sections that hold them into short strings, and reads them again.

// Printable ASCII that JSON does not escape: 64 last digits, then 27 that say "there is more".
const DIGITS = Array.from({ length: 92 }, (_, at) => String.fromCharCode(35 + at)).filter((sign) => sign !== "\\");
const VALUE = new Map(DIGITS.map((sign, at) => [sign.charCodeAt(0), at]));
const LAST = 64;
const MORE = DIGITS.length - LAST;

/** Write whole numbers from 0 on. */
export function packNumbers(numbers) {
  let packed = "";
  for (let number of numbers) {
    for (; number >= LAST; number = Math.floor(number / MORE)) packed += DIGITS[LAST + (number % MORE)];
    packed += DIGITS[number];
  }
  return packed;
}

/** Read what packNumbers wrote. */
export function unpackNumbers(packed) {
  const numbers = [];
  for (let at = 0; at < packed.length; at += 1) {
    let value = VALUE.get(packed.charCodeAt(at));
    if (value === undefined) throw new RangeError("The search index holds a sign that nobody wrote.");
    let scale = 1;
    let number = 0;
    while (value >= LAST) {
      number += (value - LAST) * scale;
      scale *= MORE;
      at += 1;
      value = VALUE.get(packed.charCodeAt(at));
      if (value === undefined) throw new RangeError("The search index ends in the middle of a number.");
    }
    numbers.push(number + value * scale);
  }
  return numbers;
}

/**
 * Write sorted terms, each as the letters that it adds to the one before.
 *
 * @param {[string, string][]} entries a term, and the commonest word that has it as its stem or ""
 */
export function packTerms(entries) {
  let before = "";
  return entries
    .map(([term, surface]) => {
      let shared = 0;
      while (shared < term.length && term[shared] === before[shared] && shared < 9) shared += 1;
      before = term;
      const ending = !surface ? "" : surface.startsWith(term) ? `+${surface.slice(term.length)}` : `=${surface}`;
      return `${shared}${term.slice(shared)}${ending}`;
    })
    .join(" ");
}

/** Read what packTerms wrote. */
export function unpackTerms(packed) {
  let before = "";
  return packed.split(" ").map((entry) => {
    const [, added, sign, ending] = /^([^+=]*)([+=]?)(.*)$/.exec(entry.slice(1));
    const term = before.slice(0, Number(entry[0])) + added;
    before = term;
    return [term, sign === "+" ? term + ending : ending];
  });
}
