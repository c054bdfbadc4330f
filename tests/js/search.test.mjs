// The search without a browser: words, spelling, packing, and what hostile or damaged input does to it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pack, unpack } from "../../docs/assets/js/search/corpus.mjs";
import { open } from "../../docs/assets/js/search/engine.mjs";
import { packNumbers, packTerms, unpackNumbers, unpackTerms } from "../../docs/assets/js/search/packing.mjs";
import { answer, handler } from "../../docs/assets/js/search/protocol.mjs";
import { escaped, mark } from "../../docs/assets/js/search/results.mjs";
import { allowed, distance } from "../../docs/assets/js/search/spelling.mjs";
import { stem, terms, words } from "../../docs/assets/js/search/words.mjs";
import { chance } from "./support.mjs";

const section = (page, anchor, level, kind, title, lead, rest = "", names = []) => {
  return { page, anchor, level, kind, title, lead, rest, names };
};
const SITE = {
  pages: [
    { url: "guide/", title: "Guide", trail: [], tags: ["Evaluation"] },
    { url: "glossary/", title: "Glossary", trail: [], tags: [] },
  ],
  sections: [
    section(0, "", 1, "page", "Guide", "How to tune a model.", "Context comes first.", ["Where do I start?"]),
    section(0, "noise", 2, "section", "How much is noise?", "Three points are noise.", "kv_cache_bytes grows. Q4_1"),
    section(0, "tone", 2, "section", "Tone of answers", "The tone changes.", "Content matters too."),
    section(1, "", 1, "page", "Glossary", "All terms."),
    section(1, "lora", 3, "term", "LoRA", "Two thin matrices.", "", ["low-rank adaptation"]),
    section(1, "forgetting", 3, "term", "Catastrophic forgetting", "What is lost.", "", []),
  ],
  same: [["vram", "gpu memory"]],
  start: ["guide/"],
};
const engine = open(pack(SITE));
const found = (text) => engine.search(text).groups.map(({ found: [best] }) => engine.sections[best.at].location);

test("words that differ by their ending meet", () => {
  assert.equal(stem("tuning"), stem("tuned"));
  assert.equal(stem("generalisation"), stem("generalization"));
  assert.notEqual(stem("tune"), stem("tone"));
  assert.equal(stem("the"), "the");
});

test("a compound is kept whole and in parts", () => {
  assert.deepEqual(terms("kv_cache_bytes"), [stem("kvcachebytes"), "kv", stem("cache"), stem("bytes")]);
  assert.deepEqual(words("LoraConfig")[0].parts, [stem("lora"), stem("config")]);
  assert.deepEqual(words("r=8")[0].surface, "r=8");
});

test("no mistake is allowed in a word of up to three letters", () => {
  assert.deepEqual([2, 3, 4, 7, 8].map(allowed), [0, 0, 1, 1, 2]);
});

for (const [one, other, mistakes] of [
  ["lora", "lora", 0],
  ["lora", "loar", 1],
  ["forgeting", "forgetting", 1],
  ["catastrofic", "catastrophic", 2],
  ["tune", "noise", 3],
]) {
  test(`${one} and ${other} differ by ${mistakes}`, () => assert.equal(distance(one, other, 2), mistakes));
}

test("numbers and terms come back as they were packed", () => {
  const random = chance(1);
  const numbers = Array.from({ length: 500 }, () => random.below(200000));
  assert.deepEqual(unpackNumbers(packNumbers(numbers)), numbers);
  const entries = ["adapt", "adapter", "cach", "cache"].map((term) => [term, term === "cach" ? "caching" : ""]);
  assert.deepEqual(unpackTerms(packTerms(entries)), entries);
});

test("what is packed is what is unpacked", () => {
  const { pages, sections } = unpack(JSON.parse(JSON.stringify(pack(SITE))));
  assert.deepEqual(
    pages.map(({ url }) => url),
    ["guide/", "glossary/"],
  );
  assert.deepEqual(
    sections.map(({ location }) => location),
    ["guide/", "guide/#noise", "guide/#tone", "glossary/", "glossary/#lora", "glossary/#forgetting"],
  );
});

test("a title of common words, a half word, a typo and a code name are found", () => {
  assert.equal(found("How much is noise?")[0], "guide/#noise");
  assert.equal(found("catastr")[0], "glossary/#forgetting");
  assert.equal(found("catastrofic forgeting")[0], "glossary/#forgetting");
  assert.equal(found("kv_cache_bytes")[0], "guide/#noise");
  assert.equal(found("Q4_1")[0], "guide/#noise");
  assert.equal(found("low rank adaptation")[0], "glossary/#lora");
});

test("an exact word outranks its neighbour", () => {
  assert.equal(found("tone")[0], "guide/#tone");
  assert.equal(engine.search("content").groups[0].found[0].at, 2);
  assert.equal(engine.search("context").groups[0].found[0].at, 0);
});

test("a damaged index is refused with a sentence", () => {
  for (const index of [
    undefined,
    {},
    { format: 0 },
    { ...pack(SITE), title: "" },
    { ...pack(SITE), lists: "\u00e4" },
  ]) {
    assert.throws(() => open(index), /./);
  }
  const answers = handler(() => JSON.parse("{"));
  assert.equal(typeof answers({ type: 0 }).data.failure, "string");
});

test("text shows as it is, and only words that matched are marked", () => {
  assert.equal(escaped(`<a href="x">&'`), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  const marked = mark("<b>LoRA</b> & noise", new Set([stem("noise")]));
  assert.equal(marked, "&lt;b&gt;LoRA&lt;/b&gt; &amp; <mark data-md-highlight>noise</mark>");
});

test("two thousand strange queries give an answer and no markup", () => {
  const random = chance(7);
  const pieces = [
    ..."~+-:^*\"'()[]{}\\/|&<>!?.,;%$#@=_ ",
    "lora",
    "how",
    "is",
    "noise",
    "title:",
    "^10",
    "~1",
    "<script>alert(1)</script>",
    "<img src=x>",
    "\u{1f600}",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u65e5\u672c",
    "\uff4c\uff4f\uff52\uff41",
    "\u0000",
    "\u202e",
    "__proto__",
    "constructor",
    "e\u0301",
  ];
  for (let round = 0; round < 2000; round += 1) {
    const text = random.many(pieces, 14).join(random.one(["", " "]));
    const said = answer(text, engine);
    for (const { title, text: lead } of said.items.flat()) {
      assert.doesNotMatch(
        title + lead,
        /<(?!\/?mark|small class="search-path"|\/small)/,
        `for ${JSON.stringify(text)}`,
      );
    }
  }
});

test("a pasted page is read up to a bound", () => {
  const { query } = engine.search("catastrophic forgetting of a model ".repeat(300));
  assert.ok(query.concepts.length <= 24);
});

test("full-width and joined-up writing is read beside Latin words", () => {
  assert.equal(found("\uff2c\uff4f\uff32\uff21")[0], "glossary/#lora");
  assert.equal(found("\u65e5\u672c lora")[0], "glossary/#lora");
});
