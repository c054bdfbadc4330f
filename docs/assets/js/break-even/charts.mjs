// The two charts of the calculator: cost against volume, and what moves the answer. Classes and attributes only.

import { drawing, svg, ticks } from "../shared/svg.mjs";
import { money, show } from "./figures.mjs";

const LABELS = 152; // units kept free for the names at the ends of the lines
const NARROW = 460; // below it the names of lines stand in the plot, which then has all the width

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
 * `crossing`: {cheaper, at, range} in requests a day: stretches in which the option is cheaper, the volumes at which that
 * begins or ends, and the lowest and highest that the first of them can be, 0 and Infinity included; null without one.
 * `width` is the room there is, in pixels, so that text keeps its size; `what` names the amounts, and `sign` stands
 * before them.
 */
export function costChart(lines, volumes, today, crossing, width, what, sign) {
  const narrow = width < NARROW;
  const [left, right, top, bottom] = [8, width - (narrow ? 10 : LABELS), 30, 272];
  const marked = lines.filter(({ role }) => role !== "other").flatMap(({ totals }) => totals);
  const ceiling = 1.25 * Math.max(...marked) || 1;
  const last = volumes.at(-1);
  const x = (volume) => left + ((right - left) * Math.min(volume, last)) / last;
  const y = (total) => bottom - ((bottom - top) * Math.min(total, ceiling)) / ceiling;
  const drawn = lines
    .map((line) => drawnLine(line, volumes, ceiling, x, y))
    .sort((a, b) => a.end - b.end || b.totals.at(-1) - a.totals.at(-1));
  const [labelled, listed] = narrow
    ? [drawn.filter(({ role }) => role !== "other"), drawn.filter(({ role }) => role === "other")]
    : [drawn, []];
  const places = spreadOut(
    labelled.map(({ end }) => (narrow ? Math.max(end - 8, top + 14) : end + 5)),
    17,
    bottom + 5,
  );
  const names = labelled.map((line, index) =>
    svg(
      "text",
      {
        x: narrow ? right - 2 : right + 6,
        y: places[index],
        class: nameClass(line),
        "text-anchor": narrow ? "end" : "start",
      },
      line.totals.at(-1) > ceiling ? `↑ ${line.name}` : line.name,
    ),
  );
  const cheaper = `${lines.find(({ role }) => role === "option")?.name} is cheaper`;
  const tint = crossing.cheaper.length ? [{ cheaper }] : [];
  const key = (narrow ? [...listed, ...tint] : tint).flatMap((each, index) => {
    const from = narrow ? left + (index % 2) * (width / 2) : right - 22 - 7 * cheaper.length;
    const at = narrow ? bottom + 62 + 20 * Math.floor(index / 2) : 14;
    if (!each.id)
      return [
        svg("rect", { x: from, y: at - 11, width: 18, height: 13, class: "be-tint" }),
        svg("text", { x: from + 24, y: at, class: "fig-muted" }, each.cheaper),
      ];
    return [
      svg("line", { x1: from, x2: from + 20, y1: at - 4, y2: at - 4, class: lineClass(each) }),
      svg("text", { x: from + 26, y: at, class: nameClass(each) }, each.name),
    ];
  });
  const now = x(today);
  const description = `From 0 to ${show(last)} requests a day. ${lines.map(({ name, totals }) => `${name}: ${money(totals[0], sign)} to ${money(totals.at(-1), sign)}`).join("; ")}.`;
  return drawing(
    "be-cost",
    width,
    bottom + 48 + (narrow ? 20 * Math.ceil((listed.length + tint.length) / 2) : 0),
    "Total cost over the horizon against requests a day",
    description,
    ...crossing.cheaper.map(([from, to]) =>
      svg("rect", { x: x(from), y: top, width: Math.max(x(to) - x(from), 0), height: bottom - top, class: "be-tint" }),
    ),
    ...ticks(0, ceiling, 4).map((total) =>
      svg("line", { x1: left, y1: y(total), x2: right, y2: y(total), class: total ? "be-grid" : "fig-line" }),
    ),
    ...ticks(0, last, 4).flatMap((volume) => [
      svg("line", { x1: x(volume), y1: bottom, x2: x(volume), y2: bottom + 5, class: "fig-line" }),
      svg(
        "text",
        { x: x(volume), y: bottom + 20, class: "fig-muted", "text-anchor": anchorAt(x(volume), left, width) },
        show(volume),
      ),
    ]),
    svg("text", { x: left, y: 14, class: "fig-muted" }, what),
    svg(
      "text",
      { x: (left + right) / 2, y: bottom + 38, class: "fig-muted", "text-anchor": "middle" },
      "requests a day",
    ),
    ...drawn.map((line) => svg("polyline", { points: pathOf(line.points), class: lineClass(line) })),
    svg("line", { x1: now, y1: top, x2: now, y2: bottom, class: "be-now" }),
    ...ticks(0, ceiling, 4)
      .filter(Boolean)
      .map((total) => svg("text", { x: left + 2, y: y(total) - 4, class: "fig-muted be-over" }, money(total, sign))),
    svg("text", { x: Math.min(now + 4, right - 30), y: bottom - 6, class: "fig-muted be-over" }, "you"),
    ...names,
    ...crossingMarks(crossing, drawn, volumes, x, y, { left, right, bottom, narrow }),
    ...key,
  );
}

const lineClass = ({ role, id }) => `be-line be-line--${role} be-line--${id}`;
const nameClass = ({ role, id }) => `${role === "other" ? "fig-muted" : "fig-text fig-strong"} be-over be-name--${id}`;
const pathOf = (points) => points.map((point) => point.map((each) => each.toFixed(1)).join(",")).join(" ");
const anchorAt = (at, left, width) => (at < left + 15 ? "start" : at > width - 30 ? "end" : "middle");

/** A line with its points up to the ceiling, and the height at which it ends. */
function drawnLine(line, volumes, ceiling, x, y) {
  const beyond = line.totals.findIndex((total) => total > ceiling);
  const points = volumes
    .map((volume, index) => [x(volume), y(line.totals[index])])
    .slice(0, beyond < 0 ? undefined : beyond);
  if (beyond > 0) {
    const [before, after] = [line.totals[beyond - 1], line.totals[beyond]];
    const share = (ceiling - before) / (after - before);
    points.push([x(volumes[beyond - 1] + share * (volumes[beyond] - volumes[beyond - 1])), y(ceiling)]);
  }
  return { ...line, points, end: y(line.totals.at(-1)) };
}

/** A ring where the two lines cross, and below it how far to either side that may lie. */
function crossingMarks({ at, range }, drawn, volumes, x, y, { left, right, bottom, narrow }) {
  const { totals } = drawn.find(({ role }) => role === "baseline") ?? drawn[0];
  const last = volumes.at(-1);
  const step = volumes[1] - volumes[0];
  const height = (volume) => {
    const index = Math.min(Math.floor(volume / step), volumes.length - 2);
    const share = volume / step - index;
    return y(totals[index] + share * (totals[index + 1] - totals[index]));
  };
  const shown = at.filter((volume) => volume <= last);
  const rings = shown.map((volume) => svg("circle", { cx: x(volume), cy: height(volume), r: 6, class: "be-crossing" }));
  if (!shown.length || !range) return rings;
  const [from, to] = range.map(x);
  const level = bottom - 26;
  const ends = [from, to].map((end, index) =>
    range[index] > last
      ? svg("path", { d: `M${end - 7} ${level - 5} L${end} ${level} L${end - 7} ${level + 5}`, class: "be-range" })
      : svg("line", { x1: end, x2: end, y1: level - 5, y2: level + 5, class: "be-range" }),
  );
  const middle = x(shown[0]);
  const limits = `${show(range[0])} to ${range[1] === Infinity ? "never" : show(range[1])}`;
  const words = `${narrow ? "" : "break-even "}${show(shown[0])} (${limits})`;
  const half = 4.2 * words.length;
  return [
    ...rings,
    svg("line", { x1: middle, x2: middle, y1: height(shown[0]) + 6, y2: level, class: "be-range be-range--drop" }),
    svg("line", { x1: from, x2: to, y1: level, y2: level, class: "be-range" }),
    ...ends,
    svg(
      "text",
      {
        x: Math.max(left + half, Math.min(middle, right - half)),
        y: level - 9,
        class: "fig-text fig-strong be-over",
        "text-anchor": "middle",
      },
      words,
    ),
  ];
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
