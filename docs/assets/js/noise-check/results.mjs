// Everything below the form: the verdict, what it rests on, the interval on a line, and the table.

import { element } from "../shared/dom.mjs";
import { drawing, svg } from "../shared/svg.mjs";
import { table } from "../shared/table.mjs";
import { percent, points, whole } from "./check.mjs";
import { mcnemarExact, newcombe, newcombePaired } from "./noise.mjs";

/**
 * A gap called larger than noise that one answer would turn is close to the edge, and says so: a sentence with what the
 * other answer would have given. Empty for any other verdict.
 */
export function edgeOf(result) {
  if (result.verdict !== "beyond") return "";
  const turned = result.paired ? pairedByOne(result) : unpairedByOne(result);
  const found = turned.find(({ next: { low, high }, p }) => (low <= 0 && high >= 0) || p >= 0.05);
  if (!found) return "";
  const { next, p } = found;
  const range = `the interval would run from ${points(next.low)} to ${points(next.high)} points`;
  return `Close to the edge: had one answer come out the other way, ${range}${p ? ` and p would be ${p.toFixed(3)}` : ""}.`;
}

/** The results had the system ahead failed on one more item, or had the other not failed on it. */
function pairedByOne({ itemsA, rightA, onlyA, onlyB, difference }) {
  const [nextA, nextB] = difference.estimate > 0 ? [onlyA - 1, onlyB] : [onlyA, onlyB - 1];
  const p = mcnemarExact(nextA, nextB);
  const both = rightA - onlyA;
  return [both, both + 1].map((right) => ({
    next: newcombePaired(right, nextA, nextB, itemsA - right - nextA - nextB),
    p,
  }));
}

/** The results with one right answer less for the system ahead, and with one more for the other. */
function unpairedByOne({ itemsA, itemsB, rightA, rightB, difference }) {
  const step = difference.estimate > 0 ? 1 : -1;
  return [
    { next: newcombe(rightA - step, itemsA, rightB, itemsB) },
    { next: newcombe(rightA, itemsA, rightB + step, itemsB) },
  ];
}

/** Make the elements that show a result of check(). */
export function resultParts(result) {
  const { verdict, lead, detail, told, notes, needed, a, b, difference, rightA, rightB, itemsA, itemsB } = result;
  const edge = edgeOf(result);
  const row = (name, { estimate, low, high }, write) => [name, write(estimate), write(low), write(high)];
  return [
    element(
      "div",
      { class: `noise-verdict noise-verdict--${verdict}` },
      element("p", { class: "noise-lead" }, lead),
      element("p", {}, detail),
    ),
    ...(told ? [element("p", {}, told)] : []),
    ...[...notes, edge].filter(Boolean).map((note) => element("p", {}, note)),
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
