// Everything below the form: the verdict, what it rests on, the interval on a line, and the table.

import { element } from "../shared/dom.mjs";
import { drawing, svg } from "../shared/svg.mjs";
import { table } from "../shared/table.mjs";
import { percent, points, whole } from "./check.mjs";

/** Make the elements that show a result of check(). */
export function resultParts({ verdict, lead, detail, told, notes, needed, a, b, difference, ...counts }) {
  const { rightA, rightB, itemsA, itemsB } = counts;
  const row = (name, { estimate, low, high }, write) => [name, write(estimate), write(low), write(high)];
  return [
    element(
      "div",
      { class: `noise-verdict noise-verdict--${verdict}` },
      element("p", { class: "noise-lead" }, lead),
      element("p", {}, detail),
    ),
    ...(told ? [element("p", {}, told)] : []),
    ...notes.map((note) => element("p", {}, note)),
    intervalOnALine(difference),
    table(
      "Scores and their difference, with 95% intervals",
      ["", "Value", "From", "To"],
      [
        row(`A: ${whole(rightA)} of ${whole(itemsA)}`, a, percent),
        row(`B: ${whole(rightB)} of ${whole(itemsB)}`, b, percent),
        row("A minus B, points", difference, points),
      ],
    ),
    element("p", { class: "noise-needed" }, element("b", {}, "Items needed. "), needed.text),
  ];
}

/** The interval of the difference on a line, with zero marked; the table holds the same numbers. */
function intervalOnALine({ estimate, low, high }) {
  const from = Math.min(low, 0);
  const span = Math.max(high, 0) - from || 1;
  const x = (share) => 30 + (260 * (share - from)) / span;
  const zero = x(0);
  const text = (at, y, anchor, words) => svg("text", { x: at, y, "text-anchor": anchor }, words);
  const either = low < 0 && high > 0;
  const sides = either
    ? [text(2, 14, "start", "B better"), text(318, 14, "end", "A better")]
    : [text(160, 14, "middle", high > 0 ? "A better" : low < 0 ? "B better" : "No difference")];
  return drawing(
    "noise-drawing",
    320,
    92,
    "Interval of the difference between A and B",
    `From ${points(low)} to ${points(high)} points, estimate ${points(estimate)}; zero is marked.`,
    svg("line", { x1: 6, x2: 314, y1: 44, y2: 44, class: "noise-axis" }),
    svg("line", { x1: zero, x2: zero, y1: 20, y2: 68, class: "noise-zero" }),
    svg("line", { x1: x(low), x2: x(high), y1: 44, y2: 44, class: "noise-bar" }),
    svg("circle", { cx: x(estimate), cy: 44, r: 7, class: "noise-dot" }),
    text(zero, 86, "middle", "0"),
    ...sides,
  );
}
