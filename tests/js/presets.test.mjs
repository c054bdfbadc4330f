// Sets of prices: those that hold on a day are put in, and what a vendor's cache leaves out of a prompt is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeInputs } from "../../docs/assets/js/break-even/bill.mjs";
import { cacheNotes } from "../../docs/assets/js/break-even/caches.mjs";
import { pricesOn, readSet, validity } from "../../docs/assets/js/break-even/presets.mjs";

const SET = readSet({
  textContent: "A vendor",
  dataset: { minimum: "1024", prices: "input-price=1~~2026-12-31;input-price=2~2027-01-01~;output-price=0.5~~;" },
});
const on = (day) => {
  const rows = pricesOn(SET, day);
  return [...rows].map(([id, { value }]) => `${id}=${value}`).join() + validity(rows.values(), day);
};

test("a button holds a set of prices with their days, and what is known of the cache", () => {
  assert.deepEqual([SET.name, SET.minimum, SET.steps, SET.currency], ["A vendor", "1024", undefined, undefined]);
  assert.deepEqual(SET.prices[1], { id: "input-price", value: "2", from: "2027-01-01", to: "" });
  assert.deepEqual(readSet({ textContent: "None", dataset: { prices: "" } }).prices, []);
});

test("the price that holds on the day is put in, and told until when", () => {
  assert.equal(on("2026-11-26"), "input-price=1,output-price=0.5, good until 2026-12-31");
  assert.equal(on("2026-12-31"), "input-price=1,output-price=0.5, good until 2026-12-31");
  assert.equal(on("2027-01-01"), "input-price=2,output-price=0.5");
});

test("a price that holds no longer, and has none after it, is put in and told", () => {
  const ended = readSet({ textContent: "Old", dataset: { prices: "input-price=1~2026-01-01~2026-06-30;" } });
  for (const [day, told] of [
    ["2026-07-01", ", some of which held until 2026-06-30 only"],
    ["2025-12-31", ", good until 2026-06-30"],
  ]) {
    const rows = pricesOn(ended, day);
    assert.equal(rows.get("input-price").value, "1");
    assert.equal(validity(rows.values(), day), told);
  }
});

const NAMES = new Map(["zero-shot", "few-shot", "many-shot", "retrieval"].map((id) => [id, id]));
const inputs = (given) => makeInputs({ fixed_tokens: 400, few_shot_tokens: 1600, many_shot_tokens: 20_000, ...given });

test("a beginning below the shortest that is cached is told, and one that reaches it is not", () => {
  const [told, ...more] = cacheNotes(inputs({ cache_minimum: 2000 }), NAMES, 0);
  assert.match(told, /takes 2,000 tokens or more.*: zero-shot \(400\), retrieval \(400\)\.$/);
  assert.deepEqual(more, []);
  assert.deepEqual(cacheNotes(inputs({ cache_minimum: 400 }), NAMES, 0), []);
});

test("what the steps of a cache leave over is told, but not of beginnings that are too short anyway", () => {
  const notes = cacheNotes(inputs({ cache_minimum: 1024 }), NAMES, 128);
  assert.equal(notes.length, 2);
  assert.match(notes[1], /steps of 128 tokens.*: few-shot \(80 of 2,000\), many-shot \(48 of 20,400\)\.$/);
  assert.deepEqual(cacheNotes(inputs({ cache_minimum: 0 }), NAMES, 400), []);
});
