// Measures the engines of tests/scripts/search_scale.py over made-up pages: reads {folder, texts, docs}, prints for each
// engine how long its start and a median query take.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { open } from "../../docs/assets/js/search/engine.mjs";
import { lunrOver } from "./lunr.mjs";

const { folder, texts, docs } = JSON.parse(readFileSync(0, "utf8"));
const read = (name) => readFileSync(`${folder}/${name}`, "utf8");
const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];

async function timed(start, ask) {
  const began = performance.now();
  const engine = await start();
  const ready = performance.now() - began;
  const times = [];
  for (const text of texts) {
    const from = performance.now();
    await ask(engine, text);
    times.push(performance.now() - from);
  }
  return { start: ready, query: median(times) };
}

const ours = () => {
  const global = {};
  new Function("self", read("index.js"))(global);
  return open(global.siteSearchIndex);
};
const found = {
  ours: await timed(ours, (engine, text) => engine.search(text)),
  lunr: await timed(
    () => lunrOver(JSON.parse(read("lunr.json"))),
    (search, text) => search(text),
  ),
};
const pagefind = await import("pagefind").catch(() => undefined);
if (pagefind) {
  const { index } = await pagefind.createIndex({});
  for (const { location, title, text } of docs) {
    await index.addCustomRecord({ url: `/${location}`, content: text || title, language: "en", meta: { title } });
  }
  const { files } = await index.getFiles();
  const size = (some) => some.reduce((sum, { content }) => sum + gzipSync(content).length, 0) / 1024;
  const kind = (pattern) => files.filter(({ path }) => pattern.test(path));
  const largest = kind(/\.pf_index$/).sort((one, other) => other.content.length - one.content.length)[0];
  const fetched = [...kind(/\.pf_meta$|pagefind\.js$|wasm\.en|pagefind-entry/), largest, largest];
  found.pagefind = { KB: size(files), fetched: size(fetched) };
  await pagefind.close();
}
console.log(JSON.stringify(found));
