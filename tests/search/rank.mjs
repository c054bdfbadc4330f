// Asks the search of a built site: `node rank.mjs SITE/search/index.js < queries.json` prints a JSON list of what each
// query gets, best first: the sections that the dialog shows unfolded for a page, and why the best one matched.

import { readFileSync } from "node:fs";
import { open } from "../../docs/assets/js/search/engine.mjs";
import { items } from "../../docs/assets/js/search/results.mjs";

const [file] = process.argv.slice(2);
const global = {};
new Function("self", readFileSync(file, "utf8"))(global);
const engine = open(global.siteSearchIndex);
const queries = JSON.parse(readFileSync(0, "utf8"));
const started = performance.now();
const answers = queries.map((text) => {
  const began = performance.now();
  const result = engine.search(text);
  const pages = items(result, engine).slice(0, 10);
  const ms = performance.now() - began;
  return {
    ms,
    pages: pages.map((sections) =>
      sections.filter(({ score }) => score >= sections[0].score).map(({ location }) => location),
    ),
    why: result.groups.slice(0, 5).map(({ found: [best] }) => ({
      location: engine.sections[best.at].location,
      matched: best.matched.map(({ written, fields }) => `${written}: ${fields.join(", ")}`),
    })),
  };
});
console.log(JSON.stringify({ ms: performance.now() - started, answers }));
