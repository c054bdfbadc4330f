// Finds the words of the site that a mistyped one may stand for.

/** How many mistakes a word of this many letters may hold: none up to three. */
export function allowed(length) {
  return length <= 3 ? 0 : length <= 7 ? 1 : 2;
}

/**
 * Mistakes between two words (a letter added, left out, changed, or two swapped), or more than `most`.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let twoBack = [];
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(before[column] + 1, now[column - 1] + 1, before[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        cost = Math.min(cost, twoBack[column - 2] + 1);
      }
      now.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [twoBack, before] = [before, now];
  }
  return before[other.length];
}

/** The words of the site, for looking up beginnings and near spellings. */
export class Vocabulary {
  /**
   * @param {Map<string, string>} spellings every spelling that was met, with its term
   * @param {Map<string, number>} frequency in how many sections each term stands
   */
  constructor(spellings, frequency) {
    this.frequency = frequency;
    this.known = spellings;
    this.spellings = new Map(); // of a term, the shortest is shown
    for (const [spelling, term] of spellings) {
      const shown = this.spellings.get(term);
      if (!shown || spelling.length < shown.length) this.spellings.set(term, spelling);
    }
  }

  /** Spellings and their terms in alphabetical order; made when first needed, since the first letter of a query waits. */
  get sorted() {
    const listed = [...this.known]
      .filter(([, term]) => this.has(term))
      .sort(([one], [other]) => (one < other ? -1 : 1));
    Object.defineProperty(this, "sorted", { value: listed });
    return listed;
  }

  /** Spellings that are words, by length. */
  get byLength() {
    const lists = new Map();
    for (const [spelling, term] of this.known) {
      if (!/^\p{L}/u.test(spelling)) continue; // a number is not a mistyped word
      const { length } = spelling;
      (lists.get(length) ?? lists.set(length, []).get(length)).push({ spelling, term });
    }
    Object.defineProperty(this, "byLength", { value: lists });
    return lists;
  }

  has(term) {
    return this.frequency.has(term);
  }

  /** Whether the site writes a word just so. */
  spells(surface) {
    return this.known.has(surface);
  }

  spelling(term) {
    return this.spellings.get(term) ?? term;
  }

  /** The terms that have a spelling which begins with `start`, the commonest first. */
  completions(start, most) {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle][0] < start) low = middle + 1;
      else high = middle;
    }
    const found = new Set();
    for (let at = low; this.sorted[at]?.[0].startsWith(start); at += 1) found.add(this.sorted[at][1]);
    return [...found].sort((one, other) => this.frequency.get(other) - this.frequency.get(one)).slice(0, most);
  }

  /** The spelling of a term that goes on from `start`. */
  spelled(term, start) {
    return (
      this.sorted.find(([spelling, each]) => each === term && spelling.startsWith(start))?.[0] ?? this.spelling(term)
    );
  }

  /** The terms whose spelling is nearest to a plain word, at most three, the likeliest first. */
  neighbours(word, most = allowed(word.length)) {
    const found = new Map();
    for (let length = word.length - most; most && length <= word.length + most; length += 1) {
      for (const { spelling, term } of this.byLength.get(length) ?? []) {
        const mistakes = distance(word, spelling, most);
        if (mistakes > most || !this.has(term)) continue;
        const doubt =
          this.#doubt(word, spelling, mistakes) - Math.min(0.5, Math.log10(1 + this.frequency.get(term)) / 5);
        if (doubt < (found.get(term)?.doubt ?? Infinity)) found.set(term, { term, spelling, mistakes, doubt });
      }
    }
    return [...found.values()].sort((one, other) => one.doubt - other.doubt).slice(0, 3);
  }

  /** Fewer mistakes and the same first letter are likelier. */
  #doubt(word, spelling, mistakes) {
    return mistakes + (spelling[0] === word[0] ? 0 : 0.6);
  }

  /** The two parts of a word that the site also writes with a hyphen: kvcache, kv-cache. */
  hyphenated(word) {
    for (let at = 2; at <= word.length - 2; at += 1) {
      const pair = [word.slice(0, at), word.slice(at)];
      if (this.spells(pair.join("-"))) return [pair];
    }
    return [];
  }

  /** Two words of the site that were written as one, the longest first part that works. */
  halves(word, stem) {
    for (let at = word.length - 2; at >= 2; at -= 1) {
      const pair = [stem(word.slice(0, at)), stem(word.slice(at))];
      if (pair.every((term) => (this.frequency.get(term) ?? 0) > 1)) return pair;
    }
    return null;
  }
}
