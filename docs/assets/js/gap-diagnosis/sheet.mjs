// The sheet of failures without the page: what a paste holds, what the counts say, and the files to save.
// A failure is {id, text, gap}; `gap` is the id of its class, or "" while it is not sorted. A class is {id, label, leads}.

import { mcnemarExact, wilson } from "../noise-check/noise.mjs";
import { readRecords, unguard, writeCsv } from "../shared/csv.mjs";

export const MOST_FAILURES = 50;
export const LONGEST_TEXT = 2000;
export const LONGEST_PASTE = 1_000_000;
export const FEWEST_TO_TELL = 20;
const LONGEST_ID = 60;
const TEXT_NAMES = ["text", "failure"];
const CLASS_NAMES = ["class", "cause"];
const SIGNS = { ",": "comma", ";": "semicolon", "\t": "tab" };

/** Tidy one text: no control characters, no space around it, at most LONGEST_TEXT characters. */
export function tidy(text, longest = LONGEST_TEXT) {
  const clean = text
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, " ")
    .trim();
  if (clean.length <= longest) return { text: clean, cut: false };
  return { text: clean.slice(0, longest).replace(/[\ud800-\udbff]$/, ""), cut: true };
}

/** Read a paste. Returns {failures, messages, problem}: with a problem, nothing is to be added. */
export function readPaste(text, room, classes) {
  const nothing = (problem) => ({ failures: [], messages: [], problem });
  if (text.length > LONGEST_PASTE)
    return nothing("That is more than 1,000,000 characters. Nothing was added; paste the failures only.");
  if (!text.replace(/^\ufeff/, "").trim()) return nothing("There is nothing to add yet.");
  const known = new Map(
    classes.flatMap(({ id, label }) => [
      [id, id],
      [label.toLowerCase(), id],
    ]),
  );
  const layout = layoutOf(text, known);
  const isClass = (cell) => known.has(unguard(cell.trim()).toLowerCase());
  if (layout.open) {
    return nothing(
      `Line ${layout.open} opens a quotation mark that is never closed. Nothing was added; close it, or take it away.`,
    );
  }
  const failures = [];
  let [cut, empty] = [0, 0];
  const strange = new Set();
  let unsortable = 0;
  const [joined, surplus] = [[], []]; // lines of records with more cells than names
  for (const record of layout.records) {
    const { fields, kept } = fitted(record.fields, layout, isClass);
    if (kept !== null && failures.length < room) (kept ? joined : surplus).push(record.line);
    const cell = (column) => (column >= 0 ? (fields[column] ?? "") : "");
    const whole = layout.single
      ? record.fields.length === 1 && !record.loose
        ? record.fields[0]
        : record.raw
      : cell(layout.text);
    const { text: tidied, cut: wasCut } = tidy(unguard(whole.trim()));
    if (!tidied) {
      empty += 1;
      continue;
    }
    const named = unguard(cell(layout.class).trim()).toLowerCase();
    const gap = known.get(named) ?? "";
    if (named && !gap && failures.length < room) {
      strange.add(named.slice(0, 30));
      unsortable += 1;
    }
    if (wasCut && failures.length < room) cut += 1;
    failures.push({ id: tidy(unguard(cell(layout.id).trim()), LONGEST_ID).text, text: tidied, gap });
  }
  if (!failures.length) return nothing("No text was found in it. Nothing was added.");
  const added = failures.slice(0, room);
  const messages = [`Added ${many(added.length, "failure")}, read as ${layout.name}.`];
  if (failures.length > room)
    messages.push(`${many(failures.length - room, "more")} left out: the sheet holds ${MOST_FAILURES}.`);
  if (cut) messages.push(`${many(cut, "text")} cut at 2,000 characters.`);
  if (empty) messages.push(`${many(empty, "row")} without text skipped.`);
  if (joined.length)
    messages.push(
      `${lines(joined)} held a ${SIGNS[layout.delimiter] ?? layout.delimiter} outside quotation marks, which was kept in the text: put such a text in quotation marks.`,
    );
  if (surplus.length)
    messages.push(
      `${lines(surplus)} held more cells than the columns have names; what stands behind them was left out.`,
    );
  if (unsortable)
    messages.push(
      `${many(unsortable, "row")} left unsorted, as the class is none of ${classes.map(({ label }) => label.toLowerCase()).join(", ")}: ${[...strange].slice(0, 3).join("; ")}${strange.size > 3 ? "; ..." : ""}.`,
    );
  return { failures: added, messages, problem: "" };
}

/**
 * The cells of a record under the names of its columns. One with more cells holds a delimiter that nobody quoted: in its
 * text, unless its class then is none and was one before. `kept` tells whether the text was joined, null if nothing was amiss.
 */
function fitted(cells, { width, text, class: sorted, delimiter }, isClass) {
  const amiss = cells.slice(width).some((each) => each.trim());
  const classed = sorted < 0 || isClass(cells[sorted] ?? "") || !cells[sorted]?.trim();
  if (cells.length <= width || (classed && !amiss)) return { fields: cells, kept: null };
  const join = (row) => {
    const end = text + 1 + row.length - width;
    return [...row.slice(0, text), row.slice(text, end).join(delimiter), ...row.slice(end)];
  };
  const filled = cells.slice(0, Math.max(width, cells.findLastIndex((each) => each.trim()) + 1));
  const joined = [cells, filled].map(join).find((row) => isClass(row[sorted] ?? "")) ?? join(cells);
  const kept = sorted < 0 || isClass(joined[sorted]) || !isClass(cells[sorted]);
  return { fields: kept ? joined : cells, kept };
}

/** Which columns a paste has: named ones, id-text-class without names, or one text per record. */
function layoutOf(text, known) {
  const plans = ["\t", ",", ";"].map((delimiter) => ({ delimiter, ...readRecords(text, delimiter) }));
  for (const { records, open, delimiter } of plans) {
    const names = records[0]?.fields.map((field) => field.trim().toLowerCase()) ?? [];
    const column = (wanted) => names.findIndex((name) => wanted.includes(name));
    const columns = { id: column(["id"]), text: column(TEXT_NAMES), class: column(CLASS_NAMES) };
    if (columns.text >= 0 && names.length > 1 && (columns.id >= 0 || columns.class >= 0)) {
      return {
        ...columns,
        width: names.length,
        delimiter,
        records: records.slice(1),
        open,
        name: `the columns ${["id", "text", "class"].filter((each) => columns[each] >= 0).join(", ")}`,
      };
    }
  }
  for (const { delimiter, records, open } of plans) {
    const width = records[0]?.fields.length;
    const even = records.every(({ fields }) => fields.length === width);
    const sorted = records.some(({ fields }) => known.has(fields.at(-1).trim().toLowerCase()));
    if (open || !even) continue;
    const plan = { records, open, width, delimiter };
    if (width === 3 && (sorted || delimiter === "\t"))
      return { id: 0, text: 1, class: 2, name: "the columns id, text, class", ...plan };
    if (width === 2 && sorted) return { id: -1, text: 0, class: 1, name: "the columns text, class", ...plan };
    if (width === 2 && delimiter === "\t") return { id: 0, text: 1, class: -1, name: "the columns id, text", ...plan };
  }
  const { records, open } = plans[1];
  const headed =
    records.length > 1 &&
    records[0].fields.length === 1 &&
    TEXT_NAMES.includes(records[0].fields[0].trim().toLowerCase());
  return {
    single: true,
    id: -1,
    text: -1,
    class: -1,
    records: headed ? records.slice(1) : records,
    open,
    width: Number.POSITIVE_INFINITY,
    delimiter: ",",
    name: "one failure a line",
  };
}

/** Count the failures of each class. */
export function countGaps(failures, classes) {
  return classes.map((each) => ({ ...each, count: failures.filter(({ gap }) => gap === each.id).length }));
}

/**
 * What the counts say. `kind` is "none", "few", "close" or "clear"; `lead` says it in words; `next` are the classes to
 * follow up. The largest class is told from the runner-up by an exact test of the two: Hung and Fithian 2019 prove that
 * this needs no correction for having picked them after looking.
 */
export function diagnose(failures, classes) {
  const counts = countGaps(failures, classes).sort((one, other) => other.count - one.count);
  const [first, second] = counts;
  const sorted = counts.reduce((sum, { count }) => sum + count, 0);
  if (!sorted)
    return { kind: "none", lead: failures.length ? "Nothing is sorted yet." : "The sheet is empty.", next: [], sorted };
  if (sorted < FEWEST_TO_TELL) {
    return {
      kind: "few",
      lead: `Too few to tell: ${sorted} sorted. Sort at least ${FEWEST_TO_TELL}, better ${MOST_FAILURES}.`,
      next: [],
      sorted,
    };
  }
  if (mcnemarExact(first.count, second.count) >= 0.05) {
    const next = counts.filter(({ count }) => count > 0 && mcnemarExact(first.count, count) >= 0.05);
    const names = next.map(({ label, count }) => `${label} (${count})`);
    const lead = `Too few to tell which is largest: ${names.slice(0, -1).join(", ")} and ${names.at(-1)} are too close. Another ${MOST_FAILURES} failures could change their order.`;
    return { kind: "close", lead, next, sorted };
  }
  return {
    kind: "clear",
    lead: `${first.label} is the largest class: ${first.count} of ${sorted} sorted failures.`,
    next: [first],
    sorted,
  };
}

/** A share with its Wilson interval, in words, named as `what`; empty without failures. */
export function shareOf(count, sorted, what = "95% interval ") {
  if (!sorted) return "";
  const { estimate, low, high } = wilson(count, sorted);
  const write = (share) => Math.round(100 * share);
  return `${write(estimate)}% (${what}${write(low)} to ${write(high)}%)`;
}

/** The sheet as CSV with the columns id, text, class. */
export function sheetAsCsv(failures) {
  return writeCsv([
    ["id", "text", "class"],
    ...failures.map(({ id, text, gap }, index) => [id || String(index + 1), text, gap]),
  ]);
}

/** The sheet as Markdown; `address` resolves the links of the classes. */
export function sheetAsMarkdown(failures, classes, address, date) {
  const safe = (text) => text.replace(/[\\`*_{}[\]<>|#~$&!]/g, "\\$&").replace(/\s+/g, " ");
  const { lead, next, sorted } = diagnose(failures, classes);
  const label = (gap) => classes.find(({ id }) => id === gap)?.label ?? "not sorted";
  const table = (head, rows) =>
    [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
  return `# Gap diagnosis

Date: ${date}. Failures: ${failures.length}, of which sorted: ${sorted}.

**${lead}**

${next.map((each) => `- Go on with ${each.label}: <${new URL(each.leads, address).href}>\n`).join("")}
${table(
  ["Class", "Count", "Share of the sorted"],
  countGaps(failures, classes).map((each) => [each.label, each.count, shareOf(each.count, sorted)]),
)}

## Failures

${table(
  ["Id", "Class", "What went wrong"],
  failures.map(({ id, text, gap }, index) => [safe(id) || index + 1, label(gap), safe(text)]),
)}
`;
}

function lines(numbers) {
  const shown = numbers.length > 3 ? [...numbers.slice(0, 3), "..."] : numbers;
  return `Line${numbers.length > 1 ? "s" : ""} ${shown.join(", ")}`;
}

function many(number, name) {
  return `${number} ${name}${number === 1 || name === "more" ? "" : "s"}`;
}
