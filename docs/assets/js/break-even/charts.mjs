// The two charts of the calculator: cost against volume, and what moves the answer. Classes and attributes only.

import { drawing, svg } from "../shared/svg.mjs";
import { money, show } from "./figures.mjs";

const LABELS = 152; // units kept free for the names at the ends of the lines

/** Push numbers apart so that each stands at least `gap` after the one before, none beyond `end`. */
function spreadOut(places, gap, end) {
  const apart = [];
  for (const place of places) apart.push(Math.max(place, (apart.at(-1) ?? -Infinity) + gap));
  for (let index = apart.length - 1, limit = end; index >= 0; index -= 1, limit -= gap)
    apart[index] = Math.min(apart[index], limit);
  return apart;
}

/**
 * Lines of total cost against requests a day.
 * `lines`: [{id, name, role, totals}] with one total for each of `volumes`; role is option, baseline or other.
 * `width` is the room there is, in pixels, so that text keeps its size, and `sign` stands before money.
 */
export function costChart(lines, volumes, today, width, sign) {
  const [left, right, top, bottom] = [8, width - LABELS, 26, 262];
  const marked = lines.filter(({ role }) => role !== "other").flatMap(({ totals }) => totals);
  const ceiling = 1.25 * Math.max(...marked) || 1;
  const last = volumes.at(-1);
  const x = (volume) => left + ((right - left) * volume) / last;
  const y = (total) => bottom - ((bottom - top) * Math.min(total, ceiling)) / ceiling;
  const drawn = lines
    .map((line) => {
      const beyond = line.totals.findIndex((total) => total > ceiling);
      const points = volumes
        .map((volume, index) => [x(volume), y(line.totals[index])])
        .slice(0, beyond < 0 ? undefined : beyond);
      if (beyond > 0) {
        const [before, after] = [line.totals[beyond - 1], line.totals[beyond]];
        const share = (ceiling - before) / (after - before);
        points.push([x(volumes[beyond - 1] + share * (volumes[beyond] - volumes[beyond - 1])), top]);
      }
      return { ...line, points, end: beyond < 0 ? y(line.totals.at(-1)) : top };
    })
    .sort((a, b) => a.end - b.end || b.totals.at(-1) - a.totals.at(-1));
  const labels = spreadOut(
    drawn.map(({ end }) => end),
    17,
    bottom,
  );
  const parts = drawn.flatMap((line, index) => [
    svg("polyline", {
      points: line.points.map((point) => point.map((each) => each.toFixed(1)).join(",")).join(" "),
      class: `be-line be-line--${line.role} be-line--${line.id}`,
    }),
    svg(
      "text",
      { x: right + 6, y: labels[index] + 5, class: line.role === "other" ? "fig-muted" : "fig-text fig-strong" },
      line.totals.at(-1) > ceiling ? `↑ ${line.name}` : line.name,
    ),
  ]);
  const now = x(Math.min(today, last));
  const description = `From 0 to ${show(last)} requests a day. ${lines.map(({ name, totals }) => `${name}: ${money(totals[0], sign)} to ${money(totals.at(-1), sign)}`).join("; ")}.`;
  return drawing(
    "be-cost",
    width,
    bottom + 30,
    "Total cost over the horizon against requests a day",
    description,
    svg("line", { x1: left, y1: bottom, x2: right, y2: bottom, class: "fig-line" }),
    svg("line", { x1: left, y1: top - 6, x2: left, y2: bottom, class: "fig-line" }),
    svg("line", { x1: now, y1: top - 6, x2: now, y2: bottom, class: "be-now" }),
    svg("text", { x: left, y: 14, class: "fig-muted" }, `up to ${money(ceiling, sign)}`),
    svg("text", { x: Math.min(now + 4, right - 30), y: bottom - 6, class: "fig-muted" }, "you"),
    svg("text", { x: left, y: bottom + 20, class: "fig-muted" }, "0"),
    svg("text", { x: right, y: bottom + 20, class: "fig-muted", "text-anchor": "end" }, `${show(last)} a day`),
    ...parts,
  );
}

/** Bars of what each input alone does to the saving: `bars` are [{label, atLow, atHigh}], widest first. */
export function tornadoChart(bars, middle, title, width, sign) {
  const [left, right, row] = [8, width - 8, 40];
  const ends = [middle, 0, ...bars.flatMap(({ atLow, atHigh }) => [atLow, atHigh])];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const x = (value) => left + ((right - left) * (value - least)) / (most - least || 1);
  const height = 24 + bars.length * row;
  const parts = bars.flatMap(({ label, atLow, atHigh }, index) => {
    const top = 24 + index * row;
    const [from, to] = [Math.min(atLow, atHigh), Math.max(atLow, atHigh)];
    return [
      svg("text", { x: left, y: top + 13, class: "fig-text" }, label),
      svg("rect", { x: x(from), y: top + 18, width: Math.max(x(to) - x(from), 1), height: 14, class: "fig-accent" }),
      svg("line", { x1: x(middle), y1: top + 16, x2: x(middle), y2: top + 34, class: "fig-line" }),
    ];
  });
  const at = x(0);
  return drawing(
    "be-tornado",
    width,
    height + 6,
    title,
    bars.map(({ label, atLow, atHigh }) => `${label}: ${money(atLow, sign)} to ${money(atHigh, sign)}`).join("; "),
    svg("line", { x1: at, y1: 18, x2: at, y2: height, class: "be-now" }),
    svg(
      "text",
      { x: Math.min(Math.max(at, 46), right - 46), y: 13, class: "fig-muted", "text-anchor": "middle" },
      "no saving",
    ),
    ...parts,
  );
}
