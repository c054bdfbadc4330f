// Both systems' intervals, and that of their difference below them on the same scale.

import { drawing, svg, ticks } from "../shared/svg.mjs";
import { percent, points } from "./check.mjs";

const [WIDTH, HEIGHT, LEFT, RIGHT] = [320, 164, 40, 298];

/** Draw a result of check(); the table holds the same numbers. */
export function intervals({ a, b, difference, verdict }) {
  const [least, most] = [Math.min(a.low, b.low), Math.max(a.high, b.high)];
  const [from, to] = [Math.min(difference.low, 0), Math.max(difference.high, 0)];
  const unit = (RIGHT - LEFT) / (Math.max(most - least, to - from) || 1);
  const middle = (LEFT + RIGHT) / 2;
  const score = (share) => middle + unit * (share - (least + most) / 2);
  const gap = (share) => middle + unit * (share - (from + to) / 2);
  const text = (x, y, words, anchor = "middle") => svg("text", { x, y, "text-anchor": anchor }, words);
  const bar = (name, x, y, { estimate, low, high }, kind) => [
    text(2, y + 5, name, "start"),
    svg("line", { x1: x(low), x2: x(high), y1: y, y2: y, class: `noise-bar noise-bar--${kind}` }),
    svg("circle", { cx: x(estimate), cy: y, r: 6, class: `noise-dot noise-dot--${kind}` }),
  ];
  const zero = gap(0);
  const sides = [
    ...(zero - LEFT > 60 ? [text(zero - 8, 160, "B better", "end")] : []),
    ...(RIGHT - zero > 60 ? [text(zero + 8, 160, "A better", "start")] : []),
  ];
  const told = (name, { low, high }, write) => `${name}: ${write(low)} to ${write(high)}`;
  return drawing(
    "noise-drawing",
    WIDTH,
    HEIGHT,
    "95% intervals of A, of B, and of A minus B",
    `${told("A", a, percent)}; ${told("B", b, percent)}; ${told("A minus B", difference, points)} points, zero is marked.`,
    ...ticks(least, most, 5).flatMap((share) => [
      svg("line", { x1: score(share), x2: score(share), y1: 6, y2: 68, class: "noise-grid" }),
      text(score(share), 84, `${Number((100 * share).toFixed(2))}%`),
    ]),
    ...bar("A", score, 20, a, "a"),
    ...bar("B", score, 50, b, "b"),
    svg("line", { x1: zero, x2: zero, y1: 102, y2: 146, class: "noise-zero" }),
    ...bar("A \u2212 B", gap, 122, difference, verdict),
    text(zero, 160, "0"),
    ...sides,
  );
}
