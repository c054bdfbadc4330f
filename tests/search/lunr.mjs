// The search that the theme brings, for comparison: `node lunr.mjs search_index.json < queries.json` prints for each
// query the pages that its dialog would list, as rank.mjs does. It follows the theme's own worker: every term gets a
// trailing star, a page holds its sections, and what lacks a term of the query counts less.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import lunr from "lunr";

function query(text) {
  return text
    .split(/"([^"]+)"/g)
    .map((part, at) => (at & 1 ? part.replace(/^\b|^(?![^\x00-\x7F]|$)|\s+/g, " +") : part))
    .join("")
    .replace(/"|(?:^|\s+)[*+\-:^~]+(?=\s+|$)/g, "")
    .split(/\s+/g)
    .filter(Boolean)
    .map((term) => (/[~^]$/.test(term) ? `${term}1` : term))
    .map((term) => (/^[+-]|[~^]\d+$/.test(term) ? term : `${term}*`))
    .join(" ");
}

/** Build the theme's search over its index; the result is a function that lists pages, each with its best sections. */
export function lunrOver({ config, docs }) {
  const index = lunr(function build() {
    this.ref("location");
    this.field("title", { boost: 1000 });
    this.field("text", { boost: 1 });
    this.field("tags", { boost: 1000000 });
    lunr.tokenizer.separator = new RegExp(config.separator);
    for (const pipeline of [this.pipeline, this.searchPipeline]) pipeline.remove(lunr.stemmer);
    for (const doc of docs) this.add(doc);
  });
  return (text) => search(index, text);
}

function search(index, text) {
  let found;
  try {
    found = index.search(query(text));
  } catch {
    return []; // the theme shows nothing for what lunr cannot parse
  }
  const terms = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const groups = new Map();
  for (const { ref, score, matchData } of found) {
    const matched = Object.keys(matchData.metadata);
    const all = terms.every((term) => matched.some((each) => each.startsWith(term)));
    const page = ref.split("#")[0];
    const group = groups.get(page) ?? { best: 0, sections: [] };
    const weighted = score * (1 + Number(all));
    group.best = Math.max(group.best, weighted);
    group.sections.push({ ref, score: weighted });
    groups.set(page, group);
  }
  return [...groups.values()]
    .sort((one, other) => other.best - one.best)
    .slice(0, 10)
    .map(({ sections }) =>
      sections
        .sort((one, other) => other.score - one.score)
        .slice(0, 3)
        .map(({ ref }) => ref),
    );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const ask = lunrOver(JSON.parse(readFileSync(process.argv[2], "utf8")));
  const answers = JSON.parse(readFileSync(0, "utf8")).map((text) => ({ pages: ask(text) }));
  console.log(JSON.stringify({ answers }));
}
