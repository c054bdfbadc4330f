// Everything below the form: what the verdict rests on, and the table.

import { element } from "../shared/dom.mjs";
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

/** Make the elements that explain the verdict of a result of check(). */
export function resultParts(result) {
  const { detail, told, notes, needed, a, b, difference, rightA, rightB, itemsA, itemsB } = result;
  const edge = edgeOf(result);
  const row = (name, { estimate, low, high }, write) => [name, write(estimate), write(low), write(high)];
  return [
    ...[detail, told, ...notes, edge].filter(Boolean).map((note) => element("p", {}, note)),
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
