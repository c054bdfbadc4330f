// Sets of prices: what a button of the page holds, and which of its prices hold on a day.

/**
 * Read a button as {name, currency, minimum, steps, prices}: what the vendor's cache asks is undefined where nothing is
 * known, and `prices` are rows {id, value, from, to} in order of time, with days as texts, empty where none is named.
 * @param {Pick<HTMLElement, "textContent" | "dataset">} button
 */
export function readSet({ textContent, dataset: { currency, minimum, steps, prices } }) {
  return {
    name: textContent,
    currency,
    minimum,
    steps,
    prices: (prices ?? "")
      .split(";")
      .filter(Boolean)
      .map((row) => {
        const [id, terms] = row.split("=");
        const [value, from, to] = terms.split("~");
        return { id, value, from, to };
      }),
  };
}

/** The prices of a set that hold on a day, as a Map from input to row; the first of an input before it holds. */
export function pricesOn({ prices }, day) {
  const found = new Map();
  for (const row of prices) if (!found.has(row.id) || row.from <= day) found.set(row.id, row);
  return found;
}

/** Until when prices hold, to be written behind the name of their set. */
export function validity(rows, day) {
  const [end] = [...rows].flatMap(({ to }) => to || []).sort();
  if (!end) return "";
  return end < day ? `, some of which held until ${end} only` : `, good until ${end}`;
}
