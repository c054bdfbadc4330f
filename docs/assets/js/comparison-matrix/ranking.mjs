// The ranking on the page: a table of weighted averages, and in words what they are worth.

import { element } from "../shared/dom.mjs";
import { svg } from "../shared/svg.mjs";
import { say } from "../shared/text.mjs";

/** Show a result of rank() in the table's `body`, with a sentence about the first in `status` and a caution in `note`. */
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
  const part = (name, width) => svg("rect", { class: name, width, height: 24 });
  const parts = [part("matrix-bar", 300), part("matrix-bar matrix-bar--filled", mean * 100)];
  return svg("svg", { viewBox: "0 0 300 24", "aria-hidden": "true" }, ...parts);
}
