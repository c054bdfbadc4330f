// The noise check without a page: its statistics meet the cases, and no input and no link gets past its checks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { check, FIELDS_OF_MODE, fragmentOf, readingsOf, readValues } from "../../docs/assets/js/noise-check/check.mjs";
import * as statistics from "../../docs/assets/js/noise-check/noise.mjs";
import { edgeOf, resultParts } from "../../docs/assets/js/noise-check/results.mjs";
import { casesOf, chance, dataOf, NOT_FOR_READERS, withoutBrowser, written } from "./support.mjs";

withoutBrowser();

const { cases, large } = casesOf("noise");
const noise = new Map(Object.entries(statistics));
const functionOf = (name) => noise.get(name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase()));
const { groups } = dataOf("forms").find(({ id }) => id === "noise-check");
const inputs = groups.filter(({ id }) => id !== "mode" && id !== "power").flatMap((group) => group.inputs);
const EXAMPLE = {
  mode: "counts",
  power: "80",
  ...Object.fromEntries(inputs.map(({ id, value }) => [id, String(value)])),
};

const near = (value, wanted, tolerance) => Math.abs(value - wanted) <= tolerance * Math.max(1, Math.abs(wanted));

for (const { id, function: name, arguments: given, expect, error, tolerance } of cases) {
  test(`noise.json: ${id}`, () => {
    if (error) {
      assert.throws(() => functionOf(name)(...given), RangeError);
      return;
    }
    const value = functionOf(name)(...given);
    const [found, wanted] = typeof expect === "object" ? [value, expect] : [{ value }, { value: expect }];
    for (const [key, each] of Object.entries(wanted)) {
      assert.ok(near(found[key], each, tolerance), `${key} is ${found[key]}, expected ${each}`);
    }
  });
}

test("the exact test holds for large counts", () => {
  for (const {
    arguments: [one, other],
    expect,
  } of large) {
    const value = statistics.mcnemarExact(one, other);
    assert.ok(Math.abs(value - expect) <= 1e-7 * expect, `${one}, ${other}: ${value}, expected ${expect}`);
  }
});

test("the exact p-value is exactly 1 where the two tails cover every outcome, and below 1 elsewhere", () => {
  for (const count of [0, 1, 7, 16, 50, 1000, 123_456]) {
    assert.equal(statistics.mcnemarExact(count, count), 1);
    assert.equal(statistics.mcnemarExact(count, count + 1), 1);
    assert.ok(statistics.mcnemarExact(count, count + 2) < 1, String(count));
  }
});

test("a count that is none is refused with its name, its value and what to do", () => {
  const message = /correct must be a whole number of items, 0 or more, got 27.6: count the items/;
  assert.throws(() => statistics.wilson(27.6, 30), message);
});

test("the fields of the form are those of the check", () => {
  assert.deepEqual(inputs.map(({ id }) => id).sort(), [...Object.values(FIELDS_OF_MODE).flat(), "gap"].sort());
  assert.deepEqual(
    Object.keys(FIELDS_OF_MODE),
    groups.find(({ id }) => id === "mode").inputs.map(({ id }) => id),
  );
});

test("a number that is not plain digits is read as in every other tool, and told", () => {
  const values = { ...EXAMPLE, n: "1,00,000", right: "10k", "only-a": "\u0663", gap: "0,5 %" };
  const { itemsA, rightA, onlyA } = check(values).result;
  assert.deepEqual([itemsA, rightA, onlyA], [100_000, 10_000, 3]);
  assert.deepEqual([...readingsOf(values)].filter(([, told]) => told).sort(), [
    ["gap", "Read as 0.5."],
    ["n", "Read as 100000."],
    ["only-a", "Read as 3."],
    ["right", "Read as 10000."],
  ]);
});

test("a percentage is no count, and half an item is none", () => {
  const { errors } = check({ ...EXAMPLE, right: "92%", "only-a": "2.5" });
  assert.match(errors.right, /"92%" is a percentage/);
  assert.match(errors["only-a"], /Enter a whole number of items/);
});

test("of a repeated key the first counts", () => {
  const { values, message } = readValues("#n=200&n=300&right=150", EXAMPLE);
  assert.deepEqual([values.n, values.right, message], ["200", "150", ""]);
});

test("a verdict that one answer would turn says how close it is", () => {
  const said = (values) => edgeOf(check({ ...EXAMPLE, ...values }).result);
  const counts = (n, right, onlyA, onlyB) => ({ mode: "counts", n, right, "only-a": onlyA, "only-b": onlyB });
  // The exact p-value is 0.0489, and chi-squared tests give 0.036 and 0.04995 for the same table.
  const close = said(counts("1536", "1452", "18", "33"));
  assert.equal(
    close,
    "Close to the edge: had one answer come out the other way, the interval would run from \u22121.9 to 0.0 points and p would be 0.065.",
  );
  const other = { mode: "other", "items-a": "100", "items-b": "100", "share-b": "80" };
  assert.match(said({ ...other, "share-a": "90" }), /^Close to the edge: .* from \u22121\.1 to 19\.1 points\.$/);
  assert.equal(said({ ...other, "share-a": "91" }), "");
  assert.equal(said(counts("200", "150", "30", "5")), "");
  for (const within of [counts("100", "85", "7", "2"), counts("21", "2", "1", "7")]) assert.equal(said(within), "");
});

/** What somebody might type or paste into a field: mostly numbers, often junk. */
function typed({ below, one, many }) {
  const kind = below(20);
  if (kind < 9)
    return one(["0", "1", "2", "5", "10", "50", "99", "100", "101", "250", "1000", "1000000", `${below(1e6)}`]);
  if (kind < 14) return (below(1e9) / 1e7).toFixed(below(8)).replace(".", one([".", ","]));
  if (kind < 17) {
    return one([
      "",
      " ",
      "-1",
      "1e9",
      "NaN",
      "Infinity",
      "\u0661\u0662",
      "0x10",
      "50 %",
      "1 000",
      "1,000",
      "100.0",
      ".5",
      "5.",
    ]);
  }
  return many([..."0123456789.,%-+eE<>&='\" \u00a0\u2212\u{1f600}"], 12).join("");
}

test("three thousand random inputs give nothing but results and errors", () => {
  const random = chance(1);
  let results = 0;
  for (let round = 0; round < 3000; round += 1) {
    const values = { ...EXAMPLE, mode: random.one(["counts", "shares", "other"]), power: random.one(["80", "90"]) };
    for (const { id } of inputs) if (random.below(2)) values[id] = typed(random);
    const { errors, result } = check(values);
    assert.notEqual(Boolean(result), Boolean(errors), JSON.stringify(values));
    const shown = result ? resultParts(result).map(written).join(" ") : Object.values(errors).join(" ");
    assert.doesNotMatch(shown, NOT_FOR_READERS, JSON.stringify(values));
    results += result ? 1 : 0;
  }
  assert.ok(results > 150, `only ${results} results`);
});

test("three thousand random links are read or refused, and read back alike", () => {
  const random = chance(2);
  const keys = [...Object.keys(EXAMPLE), "__proto__", "x", "", "a=b"];
  for (let round = 0; round < 3000; round += 1) {
    const pairs = random.many(keys, 12).map((key) => {
      const text = random.one(["counts", "shares", "other", "80", "90", typed(random)]);
      return `${key}=${random.below(2) ? text : encodeURIComponent(text)}`;
    });
    const fragment = `#${pairs.join("&")}`;
    const { values } = readValues(fragment, EXAMPLE);
    const said = check(values);
    assert.doesNotMatch(JSON.stringify(said).replaceAll('"p":null', ""), NOT_FOR_READERS, fragment);
    assert.deepEqual(check(readValues(fragmentOf(values), EXAMPLE).values), said, fragment);
  }
});
