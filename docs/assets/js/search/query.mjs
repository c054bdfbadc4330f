// Reads what somebody typed: words, quoted groups, other names for the same thing, and what was mistyped.

import { COMMON, stem, words } from "./words.mjs";

const LONGEST = 300; // characters of a query that are read; a pasted page is no question
const MOST = 24; // words of a query that are searched
const COMMON_WEIGHT = 0.22;
const ASKS = new Set(
  "how what why when which who where does do is are can could should will would did my i".split(" "),
);

/**
 * What one word or name of the query can match: any alternative, each made of terms that belong together.
 *
 * @typedef {object} Concept
 * @property {string} written as typed, in plain spelling
 * @property {{terms: string[], weight: number}[]} alternatives the first is the word itself
 * @property {number} weight low for common words
 * @property {number} group number of the quoted group, or 0
 * @property {string} [corrected] the spelling that was searched instead
 */

/** Names of the same thing, by the term they begin with. */
export class Synonyms {
  /**
   * @param {string[][]} terms each lists the names of one term, the first the most usual
   * @param {string[][]} same each lists words for much the same thing
   */
  constructor(terms, same) {
    const read = (names) => names.map((name) => words(name).map(({ term }) => term)).filter((name) => name.length);
    this.groups = [
      ...terms.map((names) => ({ names: read(names), loose: false })),
      ...same.map((names) => ({ names: read(names), loose: true })),
    ];
    this.byFirst = new Map();
    this.groups.forEach(({ names }, group) => {
      for (const name of names)
        (this.byFirst.get(name[0]) ?? this.byFirst.set(name[0], []).get(name[0])).push({ name, group });
    });
  }

  /** The longest name that stands at a place of a list of terms. */
  at(list, from) {
    const fitting = (this.byFirst.get(list[from]) ?? []).filter(({ name }) =>
      name.every((term, step) => list[from + step] === term),
    );
    const longest = Math.max(0, ...fitting.map(({ name }) => name.length));
    const found = fitting.filter(({ name }) => name.length === longest);
    const names = new Map();
    for (const { group } of found) {
      this.groups[group].names.forEach((name, rank) => {
        const weight = this.groups[group].loose ? 0.55 : rank ? 0.6 : 0.75;
        const written = name.join(" ");
        if (weight > (names.get(written)?.weight ?? 0)) names.set(written, { name, weight });
      });
    }
    return { length: longest, names: [...names.values()] };
  }
}

/** Split at quotes; every second piece was quoted. A quote without its partner counts as a space. */
function pieces(text) {
  const split = text.replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"').split('"');
  if (split.length % 2 === 0) split.push(split.splice(-2).join(" "));
  return split.flatMap((piece, at) => words(piece).map((word) => ({ ...word, group: at % 2 ? at : 0 })));
}

/** Whether the site uses a part of a compound that says anything by itself. */
function telling(vocabulary) {
  return (part) => part.length > 1 && /\p{L}/u.test(part) && vocabulary.has(part);
}

/** What a word that the site does not use may stand for. */
function unknown(word, last, vocabulary) {
  const { surface, parts } = word;
  if (parts.length > 1 && parts.some(telling(vocabulary))) return { terms: [parts.filter(telling(vocabulary))] };
  const longer = surface.length > (last ? 1 : 2) ? vocabulary.completions(surface, last ? 12 : 4) : [];
  if (longer.length) return { terms: longer.map((each) => [each]), partial: true };
  const pair = vocabulary.halves(surface, stem);
  if (pair) return { terms: [pair] };
  const near = vocabulary.neighbours(surface);
  if (near.length) return { terms: near.map((each) => [each.term]), corrected: near[0].spelling };
  return { terms: [] };
}

/** What a word that the site uses can match: itself, its parts, and longer words if it may go on. */
function known({ surface, term, parts }, last, vocabulary) {
  const code = /[_.=]/.test(surface);
  const alternatives = [{ terms: [term], weight: 1 }];
  if (parts.length > 1) alternatives.push({ terms: parts, weight: code ? 0.3 : 0.85 });
  else for (const pair of vocabulary.hyphenated(surface)) alternatives.push({ terms: pair.map(stem), weight: 0.85 });
  if (last && surface.length > 1 && !COMMON.has(surface)) {
    const whole = vocabulary.spells(surface);
    for (const longer of vocabulary.completions(surface, 10)) {
      const share = surface.length / vocabulary.spelling(longer).length;
      if (longer !== term) alternatives.push({ terms: [longer], weight: whole ? 0.45 * share : 0.9 });
    }
  }
  return alternatives;
}

/**
 * Read a query.
 *
 * @returns {{concepts: Concept[], terms: string[], asks: boolean}} `terms` are all words in order, for comparing with
 *   titles; `asks` tells a question from keywords
 */
export function parse(text, vocabulary, synonyms) {
  const typed = pieces(text.slice(0, LONGEST)).slice(0, MOST);
  const open = /[\p{L}\p{N}]$/u.test(text); // the last word may go on
  const onlyCommon = typed.every(({ surface }) => COMMON.has(surface));
  const concepts = typed.map((word, at) => {
    const last = open && at === typed.length - 1;
    const common = COMMON.has(word.surface) && !onlyCommon;
    const concept = {
      written: word.surface,
      group: word.group,
      weight: common ? COMMON_WEIGHT : /^\d+$/.test(word.surface) ? 0.4 : 1,
    };
    if (vocabulary.has(word.term))
      return { ...concept, terms: [word.term], alternatives: known(word, last, vocabulary) };
    const { terms, partial, corrected } = unknown(word, last, vocabulary);
    const sure = partial ? 0.9 : corrected ? 0.85 : 0.95;
    const alternatives = terms.map((each, which) => ({ terms: each, weight: sure - which * (corrected ? 0.1 : 0.03) }));
    return {
      ...concept,
      corrected,
      missing: !terms.length,
      terms: partial || !terms.length ? [word.term] : terms[0],
      alternatives,
    };
  });
  addPairs(typed, concepts, vocabulary);
  addNames(concepts, synonyms);
  return {
    concepts,
    terms: concepts.flatMap(({ terms }) => terms),
    asks: typed.length > 2 && (ASKS.has(typed[0].surface) || text.trim().endsWith("?")),
  };
}

/** "fine tuning" and "few shot" are also found where they are written as one word. */
function addPairs(typed, concepts, vocabulary) {
  for (let at = 1; at < typed.length; at += 1) {
    const joined = stem(typed[at - 1].surface + typed[at].surface);
    if (!vocabulary.has(joined) || COMMON.has(typed[at].surface)) continue;
    for (const which of [at - 1, at]) concepts[which].alternatives.push({ terms: [joined], weight: 0.9 });
  }
}

/** A name that the glossary knows also matches the other names of the same thing. */
function addNames(concepts, synonyms) {
  const list = concepts.flatMap(({ terms }, which) => terms.map((term) => ({ term, which })));
  const terms = list.map(({ term }) => term);
  for (let from = 0; from < list.length; from += 1) {
    const { length, names } = synonyms.at(terms, from);
    const own = terms.slice(from, from + length).join(" ");
    for (const which of new Set(list.slice(from, from + length).map((each) => each.which))) {
      for (const { name, weight } of names) {
        if (name.join(" ") !== own) concepts[which].alternatives.push({ terms: name, weight });
      }
    }
    from += Math.max(0, length - 1);
  }
}
