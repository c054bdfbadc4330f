// The rendered table as data: reading it, showing part of it, and writing the visible part as CSV or JSON.

import { writeCsv } from "../shared/csv.mjs";
import { plain } from "../shared/text.mjs";
import { weightOf } from "./rank.mjs";

/**
 * Read the table: {table, picture, themes, options, criteria} in the order in which the build rendered them. A theme and
 * a criterion stand in both: as `body` and `row` in the table, as `signs` and `sign` in the picture.
 */
export function readTable(root) {
  const table = root.querySelector(".matrix-table");
  const picture = root.querySelector(".matrix-picture");
  const options = [...table.querySelectorAll("thead th[data-option]")].map((head) => ({
    id: head.dataset.option,
    name: plain(head),
  }));
  const themes = [...table.querySelectorAll("tbody[data-theme]")].map((body) => ({
    id: body.dataset.theme,
    title: plain(body.rows[0]),
    body,
    signs: picture.querySelector(`[data-theme="${body.dataset.theme}"]`),
  }));
  const criteria = themes.flatMap((theme) =>
    [...theme.body.querySelectorAll("tr[data-criterion]")].map((row) => {
      const cells = [...row.querySelectorAll("td[data-option]")].map((cell) => [
        cell.dataset.option,
        {
          level: cell.dataset.level,
          score: Number(cell.dataset.score),
          note: plain(cell.querySelector(".matrix-note")),
          claims: [...cell.querySelectorAll("a[data-claim]")].map(({ hash }) => hash.slice(1)),
        },
      ]);
      return {
        id: row.id,
        name: plain(row.querySelector(".matrix-name")),
        question: plain(row.querySelector(".matrix-question")),
        measure: plain(row.querySelector(".matrix-measure > span")),
        theme: theme.id,
        row,
        sign: picture.querySelector(`[data-row="${row.id}"]`),
        cells: Object.fromEntries(cells),
        scores: Object.fromEntries(cells.map(([id, { score }]) => [id, score])),
      };
    }),
  );
  return { table, picture, themes, options, criteria };
}

const ROLES = {
  thead: "rowgroup",
  tbody: "rowgroup",
  tr: "row",
  "th[scope=col]": "columnheader",
  "th:not([scope=col])": "rowheader",
  td: "cell",
};

/** Say of each part what it is: phones lay rows out as cards, and some browsers then forget that this is a table. */
export function nameParts({ table }) {
  table.setAttribute("role", "table");
  for (const [selector, role] of Object.entries(ROLES)) {
    for (const part of table.querySelectorAll(selector)) part.setAttribute("role", role);
  }
}

/** Show the chosen part of the table and of its picture; `order` lists all option ids as the columns shall stand. */
export function showPart({ table, picture, themes, criteria }, state, order) {
  const shown = new Set(state.options.length ? state.options : order);
  const heads = [table.tHead.rows[0], picture.tHead.rows[0]];
  for (const row of [...heads, ...criteria.flatMap((each) => [each.row, each.sign])]) {
    const cells = new Map([...row.cells].map((cell) => [cell.dataset.option, cell]));
    cells.forEach((cell, id) => {
      cell.hidden = Boolean(id) && !shown.has(id);
    });
    const wanted = order.map((id) => cells.get(id));
    if (wanted.some((cell, index) => cell !== row.cells[index + 1])) row.append(...wanted);
  }
  for (const { id, body, signs } of themes) {
    body.hidden = signs.hidden = state.themes.length > 0 && !state.themes.includes(id);
    body.rows[0].cells[0].colSpan = shown.size + 1;
    const own = criteria.filter(({ theme }) => theme === id);
    const sorted = state.ordered
      ? [...own].sort((a, b) => weightOf(state.weights, b.id) - weightOf(state.weights, a.id))
      : own;
    if (sorted.every(({ row }, index) => row === body.rows[index + 1])) continue;
    body.append(...sorted.map(({ row }) => row));
    signs.append(...sorted.map(({ sign }) => sign));
  }
  table.classList.toggle("matrix-table--few", shown.size <= 3);
}

/** The visible part as plain data, in the order shown. */
export function visiblePart({ table, themes, options, criteria }, state) {
  const byId = new Map(criteria.map((each) => [each.id, each]));
  const names = new Map(options.map(({ id, name }) => [id, name]));
  const columns = [...table.tHead.rows[0].cells]
    .filter((cell) => cell.dataset.option && !cell.hidden)
    .map((cell) => cell.dataset.option);
  const rows = themes
    .filter(({ body }) => !body.hidden)
    .flatMap(({ body }) => [...body.rows].slice(1).map(({ id }) => byId.get(id)));
  return {
    options: columns.map((id) => ({ id, name: names.get(id) })),
    criteria: rows.map(({ id, name, theme, question, measure, cells }) => ({
      id,
      name,
      theme,
      question,
      measure,
      weight: weightOf(state.weights, id),
      cells: Object.fromEntries(columns.map((option) => [option, cells[option]])),
    })),
  };
}

const COLUMNS = [
  "theme",
  "criterion",
  "name",
  "question",
  "measure",
  "weight",
  "option",
  "level",
  "score",
  "note",
  "claims",
];

/** Write the visible part as CSV, one line per cell. */
export function asCsv({ criteria }) {
  const lines = criteria.flatMap(({ id, name, theme, question, measure, weight, cells }) =>
    Object.entries(cells).map(([option, { level, score, note, claims }]) =>
      [theme, id, name, question, measure, weight, option, level, score, note, claims.join(" ")].map(String),
    ),
  );
  return writeCsv([COLUMNS, ...lines]);
}
