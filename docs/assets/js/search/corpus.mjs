// The index as it is sent: what the site says, packed. Written when the site is built, read where the search runs.

import { packNumbers, packTerms, unpackNumbers, unpackTerms } from "./packing.mjs";
import { COMMON, terms, words } from "./words.mjs";

const FORMAT = 1;
const MOST = 9; // how often a term stands in a section is counted up to here
const SMALL_NUMBER = /^\d{1,2}$|\d\.\d/; // nobody looks for the decimals of a table, and small ones are everywhere

/**
 * One section of the site.
 *
 * @typedef {object} Section
 * @property {number} page its place in the list of pages
 * @property {string} anchor "" for the page itself
 * @property {number} level of its heading; 7 for an entry of a list or table
 * @property {string} kind "page", "section", "term", "answer" or "entry"
 * @property {string} title
 * @property {string[]} names questions it answers, or other names of a term
 * @property {string} lead its first words
 */

/** How often each term stands in the rest of a text, common words and small numbers left out. */
function tally(text) {
  const counts = new Map();
  for (const { surface, term, parts } of words(text)) {
    for (const each of [term, ...parts]) {
      if (!COMMON.has(each) && !COMMON.has(surface) && !SMALL_NUMBER.test(surface))
        counts.set(each, (counts.get(each) ?? 0) + 1);
    }
  }
  return counts;
}

/** The commonest word of each stem. */
function surfaces(sections) {
  const seen = new Map();
  for (const { rest } of sections) {
    for (const { surface, term } of words(rest)) {
      const forms = seen.get(term) ?? seen.set(term, new Map()).get(term);
      forms.set(surface, (forms.get(surface) ?? 0) + 1);
    }
  }
  return new Map(
    [...seen].map(([term, forms]) => [
      term,
      [...forms].sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))[0][0],
    ]),
  );
}

/**
 * Pack the site.
 *
 * @param {{pages: {url: string, title: string, trail: string[], tags: string[]}[], sections: (Section & {rest: string})[], same: string[][], start: string[]}} site
 *   `rest` is what stands behind the lead, `same` lists words for the same thing, `start` the pages to begin with
 */
export function pack({ pages, sections, same, start }) {
  const holders = new Map();
  const lengths = sections.map(({ rest, title, names, lead }, at) => {
    const counts = tally(rest);
    for (const term of terms([title, ...names, lead].join(" "))) counts.delete(term); // it is found there
    for (const [term, count] of counts)
      (holders.get(term) ?? holders.set(term, []).get(term)).push([at, Math.min(count, MOST)]);
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  });
  const shown = surfaces(sections);
  for (const { term } of sections.flatMap(({ title, lead }) => words(`${title} ${lead}`))) shown.delete(term); // read from there
  const listed = [...holders.keys()].sort();
  const lists = listed.map((term) => {
    let before = -1;
    return holders.get(term).flatMap(([at, count]) => {
      const step = at - before - 1;
      before = at;
      return count > 1 ? [2 * step + 1, count - 2] : [2 * step];
    });
  });
  const column = (name) => sections.map((section) => section[name]);
  return {
    format: FORMAT,
    same,
    start,
    pages: pages.map(({ url, title, trail, tags }) => [url, title, trail, tags]),
    page: packNumbers(column("page").map((page, at, all) => page - (all[at - 1] ?? 0))),
    level: column("level").join(""),
    kind: column("kind")
      .map((kind) => kind[0])
      .join(""),
    anchor: column("anchor").join("\n"),
    title: column("title").join("\n"),
    lead: column("lead").join("\n"),
    names: Object.fromEntries(sections.flatMap(({ names }, at) => (names.length ? [[at, names]] : []))),
    length: packNumbers(lengths),
    terms: packTerms(listed.map((term) => [term, shown.get(term) ?? ""])),
    counts: packNumbers(listed.map((term) => holders.get(term).length)),
    lists: packNumbers(lists.flat()),
  };
}

const KINDS = { p: "page", s: "section", t: "term", a: "answer", e: "entry" };

/** Unpack the site; throws with a sentence for the reader if it is not whole. */
export function unpack(index) {
  if (index?.format !== FORMAT) throw new RangeError("The search index is missing or of another version.");
  const steps = unpackNumbers(index.page);
  const [anchors, titles, leads] = [index.anchor, index.title, index.lead].map((column) => column.split("\n"));
  const pages = index.pages.map(([url, title, trail, tags]) => ({ url, title, trail, tags }));
  let page = 0;
  const above = [];
  const sections = steps.map((step, at) => {
    page += step;
    const level = Number(index.level[at]);
    if (step) above.length = 0;
    while (above.length && above.at(-1).level >= level) above.pop();
    const section = {
      at,
      page,
      level,
      anchor: anchors[at],
      kind: KINDS[index.kind[at]],
      title: titles[at],
      lead: leads[at],
      names: index.names[at] ?? [],
      above: above.map(({ title }) => title),
      location: pages[page].url + (anchors[at] && `#${anchors[at]}`),
    };
    if (level > 1 && level < 7) above.push(section);
    return section;
  });
  if (
    [anchors, titles, leads].some((column) => column.length !== sections.length) ||
    sections.some(({ kind }) => !kind)
  ) {
    throw new RangeError("The search index is not whole.");
  }
  return {
    pages,
    sections,
    same: index.same,
    start: index.start,
    lengths: unpackNumbers(index.length),
    holders: unpackHolders(index),
  };
}

/** The terms of the rest of all texts, each with a spelling unless titles or leads have one, and [section, count] pairs. */
function unpackHolders(index) {
  const entries = unpackTerms(index.terms);
  const counts = unpackNumbers(index.counts);
  const numbers = unpackNumbers(index.lists);
  let next = 0;
  const holders = entries.map(([term, spelling], which) => {
    const list = [];
    let at = -1;
    for (let left = counts[which]; left > 0; left -= 1) {
      const code = numbers[next];
      at += (code >> 1) + 1;
      next += 1;
      list.push(at, code & 1 ? numbers[next++] + 2 : 1);
    }
    return { term, spelling, list };
  });
  if (next !== numbers.length) throw new RangeError("The search index is not whole.");
  return holders;
}
