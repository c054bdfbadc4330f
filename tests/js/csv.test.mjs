// The one reader and the one writer of CSV: what programs and people make of it, and what spreadsheets do with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile, readRecords, unguard, writeCsv } from "../../docs/assets/js/shared/csv.mjs";

const fieldsOf = (text, delimiter) => readRecords(text, delimiter).records.map(({ fields }) => fields);

test("a line that tells Excel the delimiter is no record, and is the delimiter whatever was asked for", () => {
  for (const line of ["sep=;", '"sep=;"', "\ufeffsep=;", "SEP=;", "sep=;;;"]) {
    for (const end of ["\n", "\r\n", "\r"]) {
      assert.deepEqual(fieldsOf(`${line}${end}a;"b;c"${end}d,e;f`, ","), [
        ["a", "b;c"],
        ["d,e", "f"],
      ]);
    }
  }
  assert.deepEqual(fieldsOf("sep=\t\na\tb", ","), [["a", "b"]]);
  assert.deepEqual(fieldsOf('"sep=;",,\na;b', ","), [["a", "b"]]); // as Excel saves it anew
  assert.deepEqual(fieldsOf("sep=;", ","), []);
  assert.deepEqual(fieldsOf("sep=x\na", ","), [["sep=x"], ["a"]]);
  assert.deepEqual(fieldsOf("sep=\na", ","), [["sep="], ["a"]]);
  assert.deepEqual(fieldsOf("sep= is a line of text", ","), [["sep= is a line of text"]]);
  assert.deepEqual(fieldsOf("a\nsep=;\nb", ","), [["a"], ["sep=;"], ["b"]]);
});

test("a record tells the line on which it begins", () => {
  const { records } = readRecords('sep=,\r\na,"b\nc"\r\n\r\nd,e', ",");
  assert.deepEqual(
    records.map(({ line }) => line),
    [2, 5],
  );
  const mixed = readRecords('a\r\n\nb\r\r\nc\n"d', ",");
  assert.deepEqual([...mixed.records.map(({ line }) => line), mixed.open], [1, 3, 5, 6, 6]);
});

test("plain negative numbers stay numbers in a spreadsheet, and formulas stay texts", () => {
  const numbers = ["-1", "-0.02", "-1,234.56", "-1.234,56", "-.5", "-3e5", "-12%", "- 7"];
  const formulas = ["=1+1", "+1", "-1+2", "-2+3+cmd", "-- comment", "-", "-cmd|' /C calc'!A0", "-1-1", "@x", "-1=1"];
  const cell = (text) => fieldsOf(writeCsv([[text]]), ",")[0][0];
  for (const text of numbers) assert.equal(cell(text), text);
  for (const text of formulas) assert.equal(cell(text), `'${text}`);
  for (const text of [...numbers, ...formulas, "'-1", "''=1", "'-1+2"]) assert.equal(unguard(cell(text)), text);
});

const bytes = (...numbers) => Uint8Array.from(numbers);
const utf8 = (text) => new TextEncoder().encode(text);

test("a file is read as UTF-8, as what its mark says, or as Windows-1252 with a word", () => {
  assert.deepEqual(readFile(utf8("\ufeffM\u00fcller")), { text: "M\u00fcller", note: "", problem: "" });
  assert.equal(readFile(bytes(0xff, 0xfe, 0x4d, 0, 0xfc, 0)).text, "M\u00fc");
  assert.equal(readFile(bytes(0xfe, 0xff, 0, 0x4d, 0, 0xfc)).text, "M\u00fc");
  const old = readFile(bytes(0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x80));
  assert.equal(old.text, "M\u00fcller \u20ac");
  assert.match(old.note, /not UTF-8.*Windows-1252/);
});

test("a workbook and other files that are no text are refused with a way out", () => {
  const workbook = bytes(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0);
  const before2007 = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1);
  for (const each of [workbook, before2007]) assert.match(readFile(each).problem, /workbook.*save.*CSV/i);
  assert.match(readFile(bytes(0x89, 0x50, 0x4e, 0x47, 0, 0)).problem, /no text.*CSV/i);
  assert.equal(readFile(workbook).text, "");
  assert.equal(readFile(utf8("PK is a class of ours")).problem, "");
});
