// The one reader of numbers: what people type, paste and link is read as they mean it, asked about or refused with a way out.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readNumber, readOut, writeNumber } from "../../docs/assets/js/shared/number.mjs";
import { chance, NOT_FOR_READERS } from "./support.mjs";

const ANY = ["amount", "count", "million", "percent"];
const MILLION = ["million"];
const AMOUNTS = ["amount", "million"];

/** A text, the value that it has, and the kinds of field where it has it. */
const READ = [
  ["7", 7, ANY],
  ["  7 ", 7, ANY],
  ["+7", 7, ANY],
  ["0.125", 0.125, ANY],
  [".5", 0.5, ANY],
  [",5", 0.5, ANY],
  ["2,5", 2.5, ANY],
  ["0,125", 0.125, ANY],
  ["1e4", 10_000, ANY],
  ["$1,200.50", 1200.5, ANY],
  ["$1,234.56", 1234.56, ANY],
  ["1.234,56 €", 1234.56, ANY],
  ["CHF 1'234.50", 1234.5, ANY],
  ["1 200,50", 1200.5, ANY],
  ["1\u00a0200", 1200, ANY],
  ["1\u202f200,5", 1200.5, ANY],
  ["1\u2019200.5", 1200.5, ANY],
  ["1.234.567", 1_234_567, ANY],
  ["1,234,567", 1_234_567, ANY],
  ["1.234.567,8", 1_234_567.8, ANY],
  ["12,345,678", 12_345_678, ANY],
  ["1,00,000", 100_000, ANY],
  ["12,34,567.5", 1_234_567.5, ANY],
  ["1_000", 1000, ANY],
  ["10k", 10_000, ANY],
  ["10 K", 10_000, ANY],
  ["2.5M", 2_500_000, ANY],
  ["2,3 million", 2_300_000, ANY],
  ["1.2bn", 1_200_000_000, ANY],
  ["2 lakh", 200_000, ANY],
  ["3 x 10^4", 30_000, ANY],
  ["3.0 × 10⁴", 30_000, ANY],
  ["10^5", 100_000, ANY],
  ["2*10**-3", 0.002, ANY],
  ["€3", 3, ANY],
  ["3 EUR", 3, ANY],
  ["US$ 3.5", 3.5, ANY],
  ["A$ 2", 2, ANY],
  ["Rs 5", 5, ANY],
  ["Rs. 500/-", 500, ANY],
  ["₹5", 5, ANY],
  ["$5 USD", 5, ANY],
  ["\u06f3\u06f4\u06f5", 345, ANY],
  ["\u0663\u0664\u0665", 345, ANY],
  ["\uff11\uff12\uff13", 123, ANY],
  ["\uff04\uff11\uff0e\uff15", 1.5, ANY],
  ["\u0661\u0662\u066b\u0665", 12.5, ANY],
  ["\u0661\u066b\u0662\u0663\u0664", 1.234, ANY],
  ["\u0661\u066c\u0662\u0663\u0664", 1234, ANY],
  ["\u0967\u0968", 12, ANY],
  ["\u200f\u0663\u200e", 3, ANY],
  ["-0", 0, ANY],
  ["\u22120.0", 0, ANY],
  ["100,000", 100_000, ["count"]],
  ["100.000", 100_000, ["count"]],
  ["1,234", 1234, ["count"]],
  ["1,234", 1.234, ["percent", "share"]],
  ["80%", 0.8, ["share"]],
  ["0,8", 0.8, ["share"]],
  ["87 %", 0.87, ["share"]],
  ["\u0668\u0660\u066a", 0.8, ["share"]],
  ["1e1%", 0.1, ["share"]],
  ["80 percent", 0.8, ["share"]],
  ["85,5 %", 85.5, ["percent"]],
  ["US$ 0.15 / 1M", 0.15, MILLION],
  ["$0.15/MTok", 0.15, MILLION],
  ["$0.15 per million", 0.15, MILLION],
  ["$2.50 / 1M input tokens", 2.5, MILLION],
  ["0,15 €/1 Mio. Tokens", 0.15, MILLION],
];

for (const [text, value, kinds] of READ) {
  for (const kind of kinds) {
    test(`"${text}" is ${value} in a field of the kind ${kind}`, () => {
      const read = readNumber(text, kind);
      assert.deepEqual(read, { value });
      assert.equal(readNumber(writeNumber(value), kind).value, value);
    });
  }
}

/** A text that no field may take as it stands: parts of the sentence that says why and what to write. */
const REFUSED = [
  ["1,234", AMOUNTS, ['"1,234"', "1234 or 1.234", "Write 1234 or 1.2340."]],
  ["1.234", AMOUNTS, ['"1.234"', "1234 or 1.234", "Write 1234 or 1.2340."]],
  ["1.234M", ["count", "amount"], ['"1.234M"', "Write 1234000000 or 1234000."]],
  ["$0.15/MTok", ["amount", "count"], ['"/MTok"', "leave", "0.15"]],
  ["$0.15 / 1K tokens", MILLION, ['"/ 1K tokens"', "leave", "0.15"]],
  ["500 tokens", ["count"], ['"tokens"', "leave", "500"]],
  ["2 per hour", ["amount"], ['"per hour"', "leave", "2"]],
  ["12%", AMOUNTS, ['"12%"', "without %"]],
  ["92%", ["count"], ['"92%"', "without %"]],
  ["10M requests", ["count"], ['"requests"', "leave", "10000000"]],
  ["1e999 tokens", ["count"], ["too large"]],
  ["1/2", ANY, ["not a number"]],
  ["-5", ANY, ['"-5"', "cannot be negative"]],
  ["-$5", ANY, ["cannot be negative"]],
  ["\u22125", ANY, ["cannot be negative"]],
  ["1,2,3", ANY, ['"1,2,3"', "not a number", "1200 or 0.25"]],
  ["1+0", ANY, ["not a number"]],
  ["3 x 10", ANY, ["not a number"]],
  ["many", ANY, ["not a number"]],
  ["", ANY, ["Write a number"]],
  [",", ANY, ["not a number"]],
  ["9".repeat(100), ANY, ["too long"]],
  ["1e999", ANY, ["too large"]],
  ["1e-300", ANY, ["too small", "Write 0"]],
];

for (const [text, kinds, parts] of REFUSED) {
  for (const kind of kinds) {
    test(`"${text.slice(0, 30)}" is explained in a field of the kind ${kind}`, () => {
      const { value, problem } = readNumber(text, kind);
      assert.equal(value, undefined);
      for (const part of parts) assert.ok(problem.includes(part), problem);
    });
  }
}

test("what was read is told, unless it was written as plain digits", () => {
  for (const [text, told] of [
    ["1200", ""],
    ["0.25", ""],
    ["1,200", "Read as 1200."],
    ["1.200", "Read as 1200."],
    ["10k", "Read as 10000."],
    ["0,8", "Read as 0.8."],
    ["many", ""],
  ]) {
    assert.equal(readOut(text, readNumber(text, "count")), told);
  }
});

test("ten thousand odd texts are read as a number or explained, and what is read is read again alike", () => {
  const random = chance(11);
  const pieces = [
    ..."0123456789.,' _-+%$€kMe/x^*()\u0660\u066b\u066c\uff11\u22120²½",
    "per",
    "USD",
    "10^",
    "NaN",
    "tok",
  ];
  let values = 0;
  for (let round = 0; round < 10_000; round += 1) {
    const text = random.many(pieces, 9).join("");
    const kind = random.one([...ANY, "share"]);
    const { value, problem } = readNumber(text, kind);
    assert.equal(value === undefined, Boolean(problem), text);
    if (problem) assert.doesNotMatch(problem.replace(/".*"/g, ""), NOT_FOR_READERS);
    else {
      values += 1;
      assert.ok(Number.isFinite(value) && value >= 0 && !Object.is(value, -0), text);
      assert.equal(readNumber(writeNumber(value), kind).value, value, text);
    }
  }
  assert.ok(values > 500, `only ${values} were read`);
});
