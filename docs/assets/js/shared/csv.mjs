// Reads and writes CSV (RFC 4180), forgiving what spreadsheets and people paste.

/** Characters at the start of a cell that a spreadsheet takes for a formula. */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * Split text into records of fields. `raw` is a record as it stood, `loose` tells that text follows a closing quote in it,
 * as in "No," it said. `open` is the line of a quote never closed, or 0.
 */
export function readRecords(text, delimiter) {
  const source = text.replace(/^\ufeff/, "");
  const records = [];
  let [fields, field, start, line, at] = [[], "", 0, 1, 0];
  let [quotedSince, closed, loose] = [0, false, false];
  const endRecord = () => {
    const raw = source.slice(start, at);
    if (raw.trim()) records.push({ fields: [...fields, field], raw, loose });
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
      if (character === "\r" && source[at + 1] === "\n") at += 1;
      start = at + 1;
    } else {
      loose ||= closed;
      field += character;
    }
    if (character === "\n" || (character === "\r" && source[at + 1] !== "\n")) line += 1;
    at += 1;
  }
  endRecord();
  return { records, open: quotedSince };
}

/** Write rows of texts as CSV that spreadsheets open as text: every cell quoted, no cell a formula. */
export function writeCsv(rows) {
  const cell = (text) => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/** Take away the apostrophe that writeCsv put before a formula. */
export function unguard(text) {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
