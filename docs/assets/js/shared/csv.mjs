// The one reader and the one writer of CSV (RFC 4180), forgiving what spreadsheets and people make of it.

/** Characters at the start of a cell that a spreadsheet takes for a formula. */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A negative number, which starts like a formula and is none. */
const NEGATIVE = /^- ?(?:\d{1,3}(?:[.,]\d{3})+|\d+|(?=[.,]\d))(?:[.,]\d+)?(?:e[+-]?\d+)?%?$/i;

/** The line that tells Excel the delimiter; where Excel has saved it anew, empty cells follow. */
const FOR_EXCEL = /^(?:"sep=([^\w"\r\n])"|sep=([^\w"\r\n]))[,;\t]*(?:\r\n|\n|\r|$)/i;

/** What begins a workbook: the one since 2007, which is a zip file, and the one before. */
const WORKBOOKS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];

/**
 * The text in the bytes of a file. `note` tells the reader how it was read, where that is a guess; with a `problem` there is
 * no text.
 * @param {Uint8Array} bytes
 */
export function readFile(bytes) {
  const refused = (problem) => ({ text: "", note: "", problem });
  const read = (encoding, note = "") => ({ text: new TextDecoder(encoding).decode(bytes), note, problem: "" });
  if (WORKBOOKS.some((start) => start.every((byte, at) => bytes[at] === byte))) {
    return refused(
      "That is a workbook or another packed file, not its text. Save it as CSV in your spreadsheet first.",
    );
  }
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return read("utf-16le");
  if (first === 0xfe && second === 0xff) return read("utf-16be");
  if (bytes.includes(0)) return refused("That file holds no text. Save what you have as CSV (UTF-8) first.");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), note: "", problem: "" };
  } catch {
    return read("windows-1252", "The file is not UTF-8 and was read as Windows-1252: check letters such as ä and é.");
  }
}

/** The delimiter that the first line of a text tells Excel, and the length of that line; "" and 0 without one. */
function toldToExcel(text) {
  const [line = "", quoted = "", bare = ""] = FOR_EXCEL.exec(text) ?? [];
  return { told: quoted || bare, length: line.length };
}

/**
 * Split text into records of fields, by the delimiter that its first line tells Excel, or else by `fallback`. `line` is
 * where a record begins, `raw` is a record as it stood, `loose` tells that text follows a closing quote in it,
 * as in "No," it said. `open` is the line of a quote never closed, or 0.
 */
export function readRecords(text, fallback) {
  const whole = text.replace(/^\ufeff/, "");
  const { told, length } = toldToExcel(whole);
  const delimiter = told || fallback;
  const source = whole.slice(length);
  const records = [];
  let [fields, field, start, line, at] = [[], "", 0, told ? 2 : 1, 0];
  let begun = line;
  let [quotedSince, closed, loose] = [0, false, false];
  const endRecord = () => {
    const raw = source.slice(start, at);
    if (raw.trim()) records.push({ fields: [...fields, field], raw, loose, line: begun });
    [fields, field, closed, loose] = [[], "", false, false];
  };
  while (at < source.length) {
    const character = source[at];
    if (quotedSince) {
      if (character !== '"') field += character;
      else if (source[at + 1] === '"') {
        field += '"';
        at += 1;
      } else [quotedSince, closed] = [0, true];
    } else if (character === '"' && field === "" && (at === start || source[at - 1] === delimiter)) {
      quotedSince = line;
    } else if (character === delimiter) {
      fields.push(field);
      [field, closed] = ["", false];
    } else if (character === "\n" || character === "\r") {
      endRecord();
      start = at + 1;
      begun = line + 1;
    } else {
      loose ||= closed;
      field += character;
    }
    if (character === "\n" || (character === "\r" && source[at + 1] !== "\n")) line += 1;
    at += 1;
  }
  endRecord();
  return { records, open: quotedSince, delimiter };
}

/** Write rows of texts as CSV that spreadsheets open as text: every cell quoted, no cell a formula; a negative number stays one. */
export function writeCsv(rows) {
  const isFormula = (text) => FORMULA.test(text) && !NEGATIVE.test(text);
  const cell = (text) => `"${(isFormula(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** Take away the apostrophe that writeCsv put before a formula. */
export function unguard(text) {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
