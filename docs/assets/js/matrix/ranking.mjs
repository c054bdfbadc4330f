// The ranking on the page: a table of weighted averages, and in words what they are worth.

import { element } from "../shared/dom.mjs";

export const weightNames = ["0: ignore", "1: counts", "2: matters", "3: decisive"];

/** Put a text in, unless it is there: a status that is set again would be read out again. */
export function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Say how the average is made and what it is not; levels are [[label, score]], best first. */
function explanation(levels, count) {
  return (
    `Each level counts (${levels.map(([label, score]) => `${label} ${score}`).join(", ")}). An option's average is the sum of weight × level ` +
    `over all ${count} criteria, shown or not, divided by the sum of the weights. It orders your reading and is not a verdict: the levels are ` +
    "judgements on a coarse scale, criteria overlap, and one weak cell on a fixed requirement rules an option out whatever its average."
  );
}

/** Make the empty ranking: {section, body, note, status}. */
export function rankingOf({ levels, criteria }) {
  const body = element("tbody");
  const note = element("p", { class: "matrix-ranking-note" });
  const status = element("p", { class: "matrix-ranking-first", role: "status" });
  const heads = ["Rank", "Option", "Average (0 to 3)", "Weak where you put 3"];
  const table = element(
    "table",
    { class: "matrix-ranking", "aria-label": "Options by your weights" },
    element("thead", {}, element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text)))),
    body,
  );
  return {
    section: element(
      "div",
      {},
      status,
      table,
      note,
      element("p", { class: "matrix-how" }, explanation(levels, criteria.length)),
    ),
    body,
    note,
    status,
  };
}

/** Fill it with a result of rank(). */
export function showRanking({ body, note, status }, { total, equal, rows }, { options, criteria }, state) {
  const optionName = new Map(options.map(({ id, name }) => [id, name]));
  const criterionName = new Map(criteria.map(({ id, name }) => [id, name]));
  body.closest("table").hidden = !rows.length;
  body.replaceChildren(
    ...rows.map((row) =>
      element(
        "tr",
        state.options.includes(row.id) ? { class: "matrix-chosen" } : {},
        element("td", {}, row.tied ? `${row.rank}, tied` : `${row.rank}`),
        element("th", { scope: "row" }, optionName.get(row.id)),
        element("td", {}, row.mean.toFixed(2), " ", bar(row.mean)),
        element("td", {}, row.weak.map((id) => criterionName.get(id)).join(", ") || "none"),
      ),
    ),
  );
  if (!rows.length) {
    say(status, "Every weight is 0, so there is nothing to rank by. Give at least one criterion a weight.");
    note.textContent = "";
    return;
  }
  const first = rows.filter((row) => row.rank === 1).map(({ id }) => optionName.get(id));
  say(
    status,
    equal
      ? "All criteria weigh the same, which is nobody's case. Set the weights below to yours."
      : `First by your weights: ${first.join(" and ")}${first.length > 1 ? ", tied" : ""}, ${rows[0].mean.toFixed(2)} of 3.`,
  );
  note.textContent =
    `Weights add up to ${total}. One level up or down on a criterion of weight 1 moves an average by ${(1 / total).toFixed(2)}: ` +
    "do not read more into smaller differences.";
}

function bar(mean) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("viewBox", "0 0 300 24");
  drawing.setAttribute("aria-hidden", "true");
  for (const [name, width] of [
    ["matrix-bar", 300],
    ["matrix-bar matrix-bar--filled", mean * 100],
  ]) {
    const part = document.createElementNS(space, "rect");
    part.setAttribute("class", name);
    part.setAttribute("width", width);
    part.setAttribute("height", 24);
    drawing.append(part);
  }
  return drawing;
}
