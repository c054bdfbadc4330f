// The calculator without a page: the bill meets the cases, each input is read as the number that it is, and no state of the
// form and no link shows nonsense.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as b from "../../docs/assets/js/break-even/bill.mjs";
import { answerText, compare } from "../../docs/assets/js/break-even/comparison.mjs";
import { money, show } from "../../docs/assets/js/break-even/figures.mjs";
import { idOf, nameOf } from "../../docs/assets/js/break-even/form.mjs";
import { kindOf, readForm } from "../../docs/assets/js/break-even/reading.mjs";
import { billRows, resultsOf } from "../../docs/assets/js/break-even/results.mjs";
import { fragmentOf, loadFragment } from "../../docs/assets/js/break-even/state.mjs";
import { casesOf, chance, dataOf, find, NOT_FOR_READERS, rounds, withoutBrowser, written } from "./support.mjs";

withoutBrowser();

const cost = dataOf("cost");
const INPUTS = cost.groups.flatMap((group) => group.inputs);
const QUALITY = cost.quality.inputs; // beside the bill

/** The calculator's form as state.mjs and reading.mjs use it, filled with the example; form.mjs is it on a page. */
class FormOnPaper {
  options = new Map(cost.options.map(({ id, name }) => [id, name]));
  fields = ["spread", ...INPUTS.map(({ id }) => id), ...QUALITY.map(({ id }) => id)];
  inputs = ["option", "baseline", "currency", "prices", ...this.fields];
  #labels = new Map([...INPUTS, ...QUALITY].map(({ id, label }) => [id, label]));
  #examples = new Map([
    ["option", "hosted-tune"],
    ["baseline", "few-shot"],
    ["currency", ""],
    ["prices", ""],
    ...QUALITY.map(({ id, value }) => [id, String(value)]),
    ["spread", "25"],
    ...INPUTS.flatMap(({ id, value, decided }) => [
      [id, String(value)],
      ...(decided
        ? []
        : [
            [`${id}~low`, ""],
            [`${id}~high`, ""],
          ]),
    ]),
  ]);
  #sets = new Map(cost.presets.map((each) => [each.id, each]));
  texts = new Map(this.#examples);
  has = (name) => this.texts.has(name);
  text = (name) => (this.texts.get(name) ?? "").trim();
  exampleOf = (name) => this.#examples.get(name);
  labelOf = (name) => this.#labels.get(idOf(name)) ?? "How far off may each input be?";
  fill = (name, text = this.#examples.get(name)) =>
    this.texts.set(name, name === "currency" && !this.offers(name, text) ? "" : text); // as a select does
  reset = () => [...this.texts.keys()].forEach((name) => void this.fill(name));
  showRanges = () => {};
  offers = (name, text) =>
    name === "currency"
      ? ["", ...cost.signs].includes(text)
      : name === "prices"
        ? this.#sets.has(text)
        : this.options.has(text);
  get steps() {
    return this.#sets.get(this.text("prices"))?.cache?.steps?.tokens ?? 0;
  }
  get sign() {
    return this.text("currency");
  }
}

/** What the page would show for a form: the answer and everything below it. */
function shown(form) {
  const { problems, inputs, ranges, quality } = readForm(form);
  const found = inputs?.days ? compare(inputs, ranges, quality, form.text("option"), form.text("baseline")) : undefined;
  const parts = found ? resultsOf(found, form, 480, new Set(["parts", "volumes", "moves"])) : [];
  const text = [answerText(found, form, problems), ...problems.values(), ...parts.map(written)].join(" ");
  return { text, answered: find(parts, "table").length > 0 };
}

const near = (found, wanted) => Math.abs(found - wanted) <= Math.max(1e-9 * Math.abs(wanted), 1e-12);

for (const given of casesOf("bill").cases) {
  test(`bill.json: ${given.name}`, () => {
    if (given.error) {
      const refused = () => {
        const inputs = b.makeInputs(given.inputs);
        b.swings(inputs, given.ranges ?? {}, () => 0);
      };
      assert.throws(refused, (error) => error instanceof b.BillError && error.input === given.error);
      return;
    }
    const inputs = b.makeInputs(given.inputs);
    const costs = b.bill(inputs);
    const requests = b.requestsOf(inputs);
    const same = (found, wanted, what) => assert.ok(near(found, wanted), `${what}: ${found} instead of ${wanted}`);
    for (const [id, { value }] of Object.entries(given.totals ?? {})) same(b.totalOf(costs[id], requests), value, id);
    for (const [id, { value }] of Object.entries(given.per_thousand ?? {})) {
      same((1000 * b.totalOf(costs[id], requests)) / requests, value, id);
    }
    for (const [id, wanted] of Object.entries(given.accepted ?? {})) {
      for (const { passing, review, value } of wanted) {
        same(b.perAcceptedAnswer(costs[id], requests, passing, review), value, `accepted answer of ${id}`);
      }
    }
    for (const { option, baseline, kind, volumes } of given.break_even ?? []) {
      const found = b.breakEven(costs[option], costs[baseline]);
      assert.deepEqual([found.kind, found.volumes.length], [kind, volumes.length], `${option} against ${baseline}`);
      volumes.forEach(({ value }, index) => void same(found.volumes[index], value, `${option} against ${baseline}`));
    }
    if (!given.ranges) return;
    const score = (each) => b.saving(each, given.option, given.baseline);
    const swings = b.swings(inputs, given.ranges, score);
    assert.deepEqual(
      swings.map(({ name }) => name),
      given.swings.map(({ name }) => name),
    );
    swings.forEach(({ name, atLow, atHigh }, index) => {
      same(atLow, given.swings[index].at_low, name);
      same(atHigh, given.swings[index].at_high, name);
    });
    const corners = b.corners(inputs, given.ranges, score).map(score);
    given.corners.forEach(({ value }, index) => void same(corners[index], value, "corner"));
  });
}

test("a computed figure shows two digits, and money its sign", () => {
  const shownAs = { 134741: "130,000", 99.6: "100", 12.34: "12", 1.25: "1.3", 0.004567: "0.0046", 0: "0" };
  for (const [value, text] of Object.entries(shownAs)) assert.equal(show(Number(value)), text);
  assert.equal(money(-1234, "€"), "−€1,200");
  assert.equal(money(5, ""), "5");
});

test("the saved bill is unrounded, and its parts add up", () => {
  const form = new FormOnPaper();
  form.fill("currency", "€");
  form.fill("passing-few-shot", "50%");
  form.fill("passing-zero-shot", "0");
  const { inputs, ranges, quality } = readForm(form);
  const [heads, ...rows] = billRows(compare(inputs, ranges, quality, "hosted-tune", "few-shot"), form);
  const [none, half] = rows.map((row) => row[heads.indexOf("per accepted answer")]);
  assert.equal(none, "");
  assert.ok(near(Number(half), (2 * Number(rows[1][heads.indexOf("per 1,000 requests")])) / 1000));
  assert.equal(rows.length, cost.options.length);
  for (const row of rows) {
    assert.equal(row.length, heads.length);
    assert.equal(row[1], "€");
    const parts = row.slice(heads.indexOf("requests")).map(Number);
    const sum = parts.reduce((one, other) => one + other);
    assert.ok(near(sum, Number(row[heads.indexOf("total")])), row[0]);
  }
});

test("the form asks for every input of the bill", () => {
  assert.deepEqual(INPUTS.map(({ id }) => nameOf(id)).sort(), [...b.NAMES].sort());
});

test("the example is spread by a share, up to the most that an input may be, where it is estimated", () => {
  const example = b.makeInputs(Object.fromEntries(INPUTS.map(({ id, value }) => [nameOf(id), value])));
  const estimated = INPUTS.filter(({ decided }) => !decided).map(({ id }) => nameOf(id));
  const made = b.spread(example, 0.25, estimated);
  assert.deepEqual(Object.keys(made).sort(), estimated.filter((name) => example[name]).sort());
  for (const [name, [low, high]] of Object.entries(made)) {
    assert.ok(near(low, example[name] * 0.75) && near(high, Math.min(example[name] * 1.25, b.most(name))), name);
  }
});

/** The units of cost.yml by the kind of number that they make of an input; every other unit is an amount. */
const KIND_OF_UNIT = new Map([
  ...["requests", "days", "tokens", "machines", "examples", "passes"].map((unit) => [unit, "count"]),
  ["per million tokens", "million"],
  ["0 to 1 or %", "share"],
]);

test("what an input counts, or what its price is for, settles how it is read", () => {
  for (const { id, unit } of INPUTS) assert.equal(kindOf(id), KIND_OF_UNIT.get(unit) ?? "amount", id);
  assert.equal(kindOf("spread"), "percent");
});

test("a text that is not plain digits is told as it was read, and so are the ends of a range", () => {
  const form = new FormOnPaper();
  form.fill("requests-per-day", "1,00,000");
  form.fill("requests-per-day~low", "10k");
  form.fill("days", "many");
  const { problems, readings } = readForm(form);
  assert.deepEqual([...problems.keys()], ["days"]);
  assert.equal(readings.get("requests-per-day"), "Read as 100000. The low end: Read as 10000.");
  assert.equal(readings.get("input-price"), "");
});

const ODD = ["", "0", "1", "-1", "NaN", "1e300", "1e-300", "1e-12", "999999999", "$1,200.50", "1,200", "0.5", "99%"];
ODD.push("0,99", "undefined", "Infinity", "<b>", "١٢", "\u0000", "1e9", "365", "24", "0.001", "7 000 000", "1e-9");

test("random states of the form show nothing but results and problems", () => {
  const random = chance(20261123);
  const form = new FormOnPaper();
  const values = form.inputs.filter((name) => !form.options.has(form.exampleOf(name)));
  let computed = 0;
  for (let round = 0; round < rounds(2000); round += 1) {
    form.reset();
    const wild = round % 2;
    for (let times = random.below(12) + 1; times; times -= 1) {
      const name = random.one(wild ? [...form.texts.keys()] : [...values, "option", "baseline"]);
      if (name === "option" || name === "baseline") form.fill(name, random.one([...form.options.keys()]));
      else if (wild) form.fill(name, random.one(ODD));
      else if (name.includes("share")) form.fill(name, String(random.below(99) / 100));
      else form.fill(name, String(random.one([0, 1e-9, 0.001, 1, 24, random.below(99) / 8, random.below(30000)])));
    }
    const { text, answered } = shown(form);
    assert.doesNotMatch(text, NOT_FOR_READERS, JSON.stringify([...form.texts]));
    computed += answered ? 1 : 0;
  }
  assert.ok(computed > rounds(400), `only ${computed} were computed`);
});

const BITS = ["=", "&", "~", "%", "%20", "%zz", "#", "+", "1", "0", "-", "1e9", "1e300", ".5", "50%25", "NaN"];
BITS.push("__proto__", "constructor", "toString", "few-shot", "hosted-tune", "<script>", "\u0000", "é", "💥", "null");
BITS.push("1~2~3", "0~0~0", "5~1~9", "x".repeat(50));

test("random fragments give a result, and come back from the form", () => {
  const random = chance(20261124);
  const form = new FormOnPaper();
  const names = [...form.texts.keys()];
  for (let round = 0; round < rounds(1000); round += 1) {
    let fragment = "#";
    for (let times = random.below(10); times; times -= 1) {
      const pair = `${random.one(names)}=${random.one(BITS)}${random.below(3) ? "" : random.one(BITS)}&`;
      fragment += random.below(3) ? pair : random.one(BITS);
    }
    if (round % 50 === 0) fragment = `#days=${"9".repeat(100_000)}`;
    const message = loadFragment(form, fragment);
    const { text, answered } = shown(form);
    assert.doesNotMatch(text + message, NOT_FOR_READERS, fragment.slice(0, 200));
    assert.ok(answered || /horizon of 0/.test(text), fragment.slice(0, 200));
    const again = new FormOnPaper();
    loadFragment(again, fragmentOf(form));
    assert.equal(shown(again).text, text, fragment.slice(0, 200));
  }
});
