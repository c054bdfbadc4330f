// The comparison matrix without a page: choices in the address, and the ranking.

import assert from "node:assert/strict";
import { test } from "node:test";
import { rank } from "../../docs/assets/js/comparison-matrix/rank.mjs";
import { fragmentOf, noChoices, parseState } from "../../docs/assets/js/comparison-matrix/state.mjs";
import { chance, dataOf, NOT_FOR_READERS } from "./support.mjs";

const matrix = dataOf("matrix");
const ids = (entries) => new Set(entries.map(({ id }) => id));
const KNOWN = { themes: ids(matrix.themes), options: ids(matrix.options), criteria: ids(matrix.criteria) };
const scores = new Map(matrix.levels.map(({ id, score }) => [id, score]));
const CRITERIA = matrix.criteria.map(({ id, cells }) => ({
  id,
  scores: Object.fromEntries(Object.entries(cells).map(([option, { level }]) => [option, scores.get(level)])),
}));
const OPTIONS = [...KNOWN.options];

const PIECES = [
  "themes",
  "options",
  "weights",
  "order",
  "task",
  "peft",
  "few-shot",
  "ranking",
  "latency-limit",
  "0",
  "3",
];
PIECES.push(
  "=",
  "=",
  "&",
  "&",
  ",",
  ":",
  "-1",
  "1e9",
  "NaN",
  "%",
  "%00",
  "%E0%A4%A",
  '"',
  "'",
  "\\",
  "\u202e",
  "é",
  "#",
);
PIECES.push(" ", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "__proto__", "constructor", "toString");
PIECES.push("x".repeat(500), "privacy-and-deletion", "junk".repeat(2000), "themes=task&");

test("no address gives a state that is not one, and every state comes back from its address", () => {
  const random = chance(20261123);
  for (let round = 0; round < 10_000; round += 1) {
    const fragment = `#${random.many(PIECES, 13).join("")}`;
    const { state, anchor, problems } = parseState(fragment, KNOWN);
    assert.doesNotMatch(problems.join(" "), NOT_FOR_READERS);
    assert.doesNotMatch(problems.join(" "), /script|img|onerror/, "an address is never repeated");
    assert.equal(state === null, anchor !== null, fragment);
    if (!state) continue;
    assert.ok(state.themes.every((id) => KNOWN.themes.has(id)) && state.options.every((id) => KNOWN.options.has(id)));
    assert.deepEqual(parseState(fragmentOf(state), KNOWN).state, state, fragment);
  }
  assert.deepEqual(parseState("", KNOWN), { state: noChoices(), anchor: null, problems: [] });
});

test("an address that a program encoded anew gives the same choices", () => {
  const { state } = parseState("#options=few-shot,peft&weights=latency-limit:3&order=ranking", KNOWN);
  for (const fragment of [
    "#options%3Dfew-shot%2Cpeft%26weights%3Dlatency-limit%3A3%26order%3Dranking",
    "#options=few-shot,peft&amp;weights=latency-limit:3&amp;order=ranking",
    "#options=few-shot%2Cpeft%26weights=latency-limit%3A3%26order=ranking",
  ]) {
    assert.deepEqual(parseState(fragment, KNOWN), { state, anchor: null, problems: [] }, fragment);
  }
});

test("the ranking is the weighted average of the levels, and equal sums share a rank", () => {
  const random = chance(7);
  for (let round = 0; round < 500; round += 1) {
    const weights = Object.fromEntries(CRITERIA.map(({ id }) => [id, random.below(4)]));
    const { total, rows } = rank(CRITERIA, OPTIONS, weights);
    const sums = new Map(
      OPTIONS.map((option) => [
        option,
        CRITERIA.reduce((sum, { id, scores: of }) => sum + weights[id] * of[option], 0),
      ]),
    );
    assert.equal(
      total,
      Object.values(weights).reduce((sum, weight) => sum + weight),
    );
    for (const { id, sum, mean, rank: place, tied } of rows) {
      const others = [...sums.values()];
      assert.equal(sum, sums.get(id));
      assert.equal(mean, sum / total);
      assert.equal(place, 1 + others.filter((other) => other > sum).length);
      assert.equal(tied, others.filter((other) => other === sum).length > 1);
    }
    assert.deepEqual(
      [...rows].sort((a, b) => a.rank - b.rank),
      rows,
    );
  }
  const nothing = Object.fromEntries(CRITERIA.map(({ id }) => [id, 0]));
  assert.deepEqual(rank(CRITERIA, OPTIONS, nothing), { total: 0, equal: true, rows: [] });
});
