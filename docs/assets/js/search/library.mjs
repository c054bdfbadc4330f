// The unpacked site as a MiniSearch index, with the list of its words.

import MiniSearch from "minisearch";
import { stem, words } from "./words.mjs";

/** The parts of a section that are searched, and what a word found there counts. */
export const FIELDS = { title: 5, names: 3, context: 1.2, text: 1 };
const TEXT = Object.keys(FIELDS).indexOf("text");

/** Reads text into terms and remembers every word that it has met: the texts of a site repeat a few thousand words. */
class Reader {
  constructor() {
    this.known = new Map();
    /** @type {Map<string, string>} every spelling met, with its term */
    this.spellings = new Map();
  }

  /** @returns {string[]} */
  terms(text) {
    return text.split(/\s+/).flatMap((piece) => this.known.get(piece) ?? this.#meet(piece));
  }

  #meet(piece) {
    const met = /^[a-z]+$/.test(piece) ? [{ surface: piece, term: stem(piece), parts: [] }] : words(piece); // most are plain
    for (const { term, surface } of met) this.spellings.set(surface, term);
    const found = met.flatMap(({ term, parts }) => [term, ...parts]);
    this.known.set(piece, found);
    return found;
  }
}

/**
 * MiniSearch, filled term by term as they are asked for: of nine thousand terms a visitor needs a few dozen, and filing
 * them all takes a slow phone most of a second. The members with an underscore are MiniSearch's protected ones.
 */
class Library extends MiniSearch {
  /**
   * @param {Map<string, number[][]>} postings for each term and field, [section, count] pairs in one flat list
   * @param {number[][]} lengths number of terms of each section by field
   */
  constructor(postings, lengths) {
    super({ fields: Object.keys(FIELDS), tokenize: (term) => [term], processTerm: (term) => term });
    this.postings = postings;
    this._documentCount = this._nextId = lengths.length;
    this._documentIds = new Map(lengths.map((_, at) => [at, at]));
    this._fieldLength = new Map(lengths.entries());
    this._avgFieldLength = Object.keys(FIELDS).map(
      (_, field) => lengths.reduce((sum, each) => sum + each[field], 0) / lengths.length,
    );
  }

  /** The sections that hold a term, as MiniSearch scores them. */
  find(term) {
    const lists = this.postings.get(term);
    if (!lists) return [];
    if (!this._index.has(term))
      this._index.set(term, new Map(Object.entries(lists).map(([field, list]) => [Number(field), pairs(list)])));
    return this.search(term, { boost: FIELDS, bm25: { k: 0.8, b: 0.6, d: 0.5 } });
  }
}

function pairs(list) {
  const map = new Map();
  for (let at = 0; at < list.length; at += 2) map.set(list[at], list[at + 1]);
  return map;
}

/**
 * Build the index.
 *
 * @returns {{library: Library, spellings: Map<string, string>, frequency: Map<string, number>, titles: string[][][]}}
 *   `spellings` has the term of each spelling, `frequency` the number of sections that hold a term, and `titles` the
 *   terms of the title and of every other name of each section
 */
export function shelve({ pages, sections, lengths: rests, holders }) {
  const reader = new Reader();
  const postings = new Map();
  const frequency = new Map();
  const put = (term, field, at) => {
    const lists = postings.get(term) ?? postings.set(term, []).get(term);
    lists[field] ??= [];
    const list = lists[field];
    if (list.at(-2) === at) list[list.length - 1] += 1;
    else list.push(at, 1);
  };
  const titles = [];
  const lengths = sections.map(({ at, page, title, names, above, lead, kind }) => {
    const { title: over, trail, tags } = pages[page];
    const named = [title, ...names].map((name) => reader.terms(name));
    titles.push(named);
    const context = kind === "page" ? [...trail, ...tags] : [over, ...above];
    const fields = [named[0], named.slice(1).flat(), reader.terms(context.join(" ")), reader.terms(lead)];
    for (const [field, terms] of fields.entries()) for (const term of terms) put(term, field, at);
    return fields.map((terms, field) => terms.length + (field === TEXT ? rests[at] : 0));
  });
  for (const { term, spelling, list } of holders) {
    const lists = postings.get(term) ?? postings.set(term, []).get(term);
    lists[TEXT] = merged(lists[TEXT] ?? [], list);
    if (spelling) reader.spellings.set(spelling, term);
  }
  for (const [term, lists] of postings)
    frequency.set(term, Math.max(...Object.values(lists).map((list) => list.length / 2)));
  return { library: new Library(postings, lengths), spellings: reader.spellings, frequency, titles };
}

/** Two flat lists of [section, count] pairs as one. */
function merged(one, other) {
  if (!one.length) return other;
  const both = pairs(one);
  for (let at = 0; at < other.length; at += 2) both.set(other[at], (both.get(other[at]) ?? 0) + other[at + 1]);
  return [...both].flat();
}
