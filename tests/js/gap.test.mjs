// The gap diagnosis without a page: pastes are read as people mean them, counts are told honestly, files are safe.

import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose, readPaste, sheetAsCsv, sheetAsMarkdown } from "../../docs/assets/js/gap-diagnosis/sheet.mjs";
import { readRecords } from "../../docs/assets/js/shared/csv.mjs";
import { casesOf, chance, dataOf, rounds } from "./support.mjs";

const CLASSES = dataOf("gaps").map(({ id, label }) => ({ id, label, leads: `#${id}` }));
const row = (text, gap = "", id = "") => ({ id, text, gap });

for (const { name, text, failures, message } of casesOf("pastes").cases) {
  test(`a paste is read as people mean it: ${name}`, () => {
    const read = readPaste(text, 50, CLASSES);
    assert.deepEqual(read.failures, failures);
    assert.equal(read.problem, "");
    assert.ok(read.messages.join(" ").includes(message), read.messages.join(" "));
  });
}

for (const [text, problem] of [
  ["", "nothing to add"],
  [" \n\r\n\t\n", "nothing to add"],
  ["\ufeff", "nothing to add"],
  ["sep=;\n", "No text was found"],
  ['sep=;\n"never closed', "Line 2 opens a quotation mark that is never closed"],
  ['fine\n"never closed\nmore', "Line 2 opens a quotation mark that is never closed"],
  ["id,text,class\n", "No text was found"],
  ["x".repeat(1_000_001), "more than 1,000,000 characters"],
]) {
  test(`a paste that cannot be read adds nothing and says why: ${problem}, ${text.length} characters`, () => {
    const read = readPaste(text, 50, CLASSES);
    assert.deepEqual(read.failures, []);
    assert.ok(read.problem.includes(problem), read.problem);
  });
}

test("more than fifty rows and too long texts are cut with a word", () => {
  const many = readPaste(Array.from({ length: 63 }, (_, number) => `failure ${number}`).join("\n"), 50, CLASSES);
  assert.equal(many.failures.length, 50);
  assert.ok(many.messages.includes("13 more left out: the sheet holds 50."));
  const long = readPaste(`${"x".repeat(1999)}\u{1f600}\nshort`, 50, CLASSES);
  assert.deepEqual(
    long.failures.map(({ text }) => text.length),
    [1999, 5],
  );
  assert.ok(long.messages.includes("1 text cut at 2,000 characters."));
});

const PIECES = [
  '"',
  '"',
  '""',
  ",",
  ",",
  "\n",
  "\n",
  "\r\n",
  "\r",
  "\t",
  ";",
  "'",
  "=1+1",
  "facts",
  "Form",
  "text",
  "id",
];
PIECES.push(
  "class",
  "\ufeff",
  "<script>alert(1)</script>",
  "\u0000",
  "\u{1f600}",
  "\ud83d",
  " ",
  "a long failure",
  "NULL",
);
PIECES.push("-", "@", "x".repeat(2100), "\nline".repeat(70));

test("random pastes are read or refused, and said to be", () => {
  const random = chance(3);
  let added = 0;
  for (let round = 0; round < rounds(10_000); round += 1) {
    const paste = random.many(PIECES.slice(0, random.below(40) ? -1 : undefined), 60).join("");
    const { failures, messages, problem } = readPaste(paste, 50, CLASSES);
    assert.ok(failures.length <= 50);
    assert.equal(failures.length > 0, !problem, JSON.stringify(paste));
    assert.ok(problem || messages.length, JSON.stringify(paste));
    assert.doesNotMatch([problem, ...messages].join(" ").split(":")[0], /NaN|Infinity|undefined/);
    added += failures.length;
  }
  assert.ok(added > rounds(10_000), `only ${added} rows were read`);
});

test("an export is read back unchanged and is no formula in a spreadsheet", () => {
  const texts = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "'=quoted",
    "''@x",
    'a "b", c',
    "line\nbreak",
    "'plain",
    "\uff1dfull",
    "plain",
  ];
  const failures = texts.map((text, place) => row(text, CLASSES[place % 5].id, `=${place}`));
  const exported = sheetAsCsv(failures);
  const cells = readRecords(exported, ",").records.map(({ fields }) => fields);
  assert.ok(exported.startsWith("\ufeff"));
  assert.deepEqual(cells[0], ["id", "text", "class"]);
  assert.equal(cells.length, texts.length + 1);
  assert.deepEqual(
    cells.flat().filter((cell) => /^[=+\-@\t\r\uff1d]/.test(cell)),
    ["-1"], // a plain number
  );
  assert.equal(cells[1][1], "'=1+1");
  assert.deepEqual(readPaste(exported, 50, CLASSES).failures, failures);
});

test("Markdown holds the verdict and no markup from the reader", () => {
  const hostile = "a | b <img src=x> [x](javascript:1) `c`\nnew line";
  const failures = Array.from({ length: 30 }, () => row(hostile, "facts"));
  const markdown = sheetAsMarkdown(failures, CLASSES, "https://example.org/decide/gap-diagnosis/", "2026-11-23");
  assert.match(markdown, /Facts is the largest class: 30 of 30/);
  assert.ok(markdown.includes("| 1 | Facts | a \\| b \\<img src=x\\> \\[x\\](javascript:1) \\`c\\` new line |"));
  assert.doesNotMatch(markdown, /NaN/);
});

for (const [counts, kind, lead] of [
  [[0, 0, 0, 0, 0], "none", "The sheet is empty."],
  [[3, 1, 0, 0, 0], "few", "Too few to tell: 4 sorted."],
  [[19, 0, 0, 0, 0], "few", "Too few to tell: 19 sorted."],
  [[12, 10, 3, 0, 0], "close", "Facts (12) and Form (10) are too close"],
  [[14, 6, 0, 0, 0], "close", "Facts (14) and Form (6) are too close"],
  [[10, 10, 10, 10, 10], "close", "Facts (10), Form (10), Behaviour (10), Skill (10) and Cost (10)"],
  [[20, 5, 5, 0, 0], "clear", "Facts is the largest class: 20 of 30 sorted failures."],
  [[0, 0, 0, 0, 50], "clear", "Cost is the largest class: 50 of 50 sorted failures."],
]) {
  test(`a largest class is named only when the counts can tell: ${counts}`, () => {
    const failures = counts.flatMap((count, place) => Array.from({ length: count }, () => row("x", CLASSES[place].id)));
    const result = diagnose(failures, CLASSES);
    assert.equal(result.kind, kind);
    assert.ok(result.lead.includes(lead), result.lead);
  });
}
