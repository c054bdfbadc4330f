// The search itself, without a browser: opened with the index, asked with a text.

import { unpack } from "./corpus.mjs";
import { shelve } from "./library.mjs";
import { parse, Synonyms } from "./query.mjs";
import { rank, Scorer } from "./rank.mjs";
import { Vocabulary } from "./spelling.mjs";

const FURTHER = 0.2; // what the other sections of a page add to its best one

/** Open the search over an index; throws with a sentence for the reader if the index is not whole. */
export function open(index) {
  const corpus = unpack(index);
  const { pages, sections } = corpus;
  for (const section of sections) section.standing = standing(pages[section.page].url);
  const { library, spellings, frequency, titles } = shelve(corpus);
  const vocabulary = new Vocabulary(spellings, frequency);
  const known = sections.filter(({ kind }) => kind === "term");
  const synonyms = new Synonyms(
    known.map(({ title, names }) => [title, ...names]),
    corpus.same,
  );
  const place = { scorer: new Scorer(library), sections, titles };
  return {
    pages,
    sections,
    titles,
    vocabulary,
    start: corpus.start.map((location) => ({ location, title: pages.find(({ url }) => url === location).title })),
    /** Search; returns the reading of the query and the pages that answer it, best first, each with its sections. */
    search(text) {
      const query = parse(text, vocabulary, synonyms);
      const ranked = query.concepts.length ? rank(query, place) : [];
      const groups = new Map();
      for (const found of ranked) {
        const { page } = sections[found.at];
        const group = groups.get(page) ?? { page, score: found.score, found: [] };
        if (group.found.length && group.found.length < 3) group.score += FURTHER * found.score;
        group.found.push(found);
        groups.set(page, group);
      }
      return { query, groups: [...groups.values()].sort((one, other) => other.score - one.score) };
    },
  };
}

/** Pages about the making of the site come behind those about its subject. */
function standing(url) {
  return url.startsWith("contribute/") ? 0.45 : url.startsWith("evidence/references") ? 0.3 : 1;
}
