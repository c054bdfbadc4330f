// Everything below the answer: the chart of cost against volume, the six bills, and what moves the saving.

import { element } from "../shared/dom.mjs";
import { machinesFor, totalOf } from "./bill.mjs";
import { cacheNotes } from "./caches.mjs";
import { costChart, tornadoChart } from "./charts.mjs";
import { allBills, inWords } from "./comparison.mjs";
import { money, show, showInput } from "./figures.mjs";
import { folded, scrolling } from "./tables.mjs";

const BARS = 8;
const STEPS = 24;

/**
 * Make the elements that show a comparison. `form` gives labels and names, `width` is the room for a chart in pixels,
 * and `opened` holds the keys of the folded parts that stand open.
 */
export function resultsOf(found, form, width, opened) {
  const rows = namedBills(found, form);
  const made = [...volumeParts(found, rows, form, width, opened), ...billParts(found, rows, form, opened)];
  return found.moves.length ? [...made, ...moveParts(found, form, width, opened)] : made;
}

/** The bills as rows of texts for a CSV file, unrounded, under their heads. */
export function billRows(found, form) {
  const heads = ["option", "currency", "total", "low", "high", "per 1,000 requests", "per accepted answer"];
  const parts = Object.keys(PARTS).map((name) => name.toLowerCase());
  const written = (value) => (Number.isFinite(value) ? String(value) : "");
  const rows = namedBills(found, form).map((row) => [
    row.name,
    form.sign,
    ...[row.total, row.low, row.high, row.perThousand, row.accepted, ...partsOf(row)].map(written),
  ]);
  return [[...heads, ...parts], ...rows];
}

const namedBills = (found, form) =>
  allBills(found, [...form.options.keys()]).map((row) => ({ ...row, name: form.options.get(row.id) }));

/** What a bill is made of. */
const PARTS = {
  Requests: ({ cost, requests }) => cost.perRequest * requests,
  "Hosting, machines and storage": ({ cost, requests }) => cost.hosting + machinesFor(cost, requests),
  Training: ({ cost }) => cost.training,
  People: ({ cost }) => cost.people,
};
const partsOf = (row) => Object.values(PARTS).map((part) => part(row));

function billParts({ inputs, baseline }, rows, form, opened) {
  const price = (value, nothing) =>
    value === null ? "no requests" : Number.isFinite(value) ? money(value, form.sign) : nothing;
  return [
    element("h3", {}, "The six bills"),
    scrolling(
      `Bills over ${showInput(inputs.days)} days, in the currency of your prices, rounded to two digits. In small type: the range within your lows and highs. Volumes are in requests.`,
      ["Option", "Total", "Per 1,000 requests", "Per accepted answer", `Cheaper than ${form.options.get(baseline)}`],
      rows.map(({ id, name, total, low, high, perThousand, accepted, against }) => [
        name,
        [money(total, form.sign), element("small", {}, `${money(low, form.sign)} to ${money(high, form.sign)}`)],
        price(perThousand),
        price(accepted, "none passes"),
        id === baseline ? "–" : inWords(against, inputs.days),
      ]),
    ),
    ...cacheNotes(inputs, form.options, form.steps).map((note) => element("p", { class: "tool-help" }, note)),
    folded("parts", opened, "What each bill is made of", () =>
      scrolling(
        "Parts of the bills.",
        ["Option", ...Object.keys(PARTS)],
        rows.map((row) => [row.name, ...partsOf(row).map((part) => money(part, form.sign))]),
      ),
    ),
  ];
}

function volumeParts(found, rows, { sign }, width, opened) {
  const { inputs, option, baseline, now } = found;
  const perDay = inputs.requests_per_day;
  const crossings = now.volumes
    .map((volume) => volume / inputs.days)
    .filter((volume) => volume <= 50 * (perDay || 1e6));
  const last = roundUp(Math.max(2 * perDay, ...crossings.map((volume) => 1.3 * volume)) || 1000);
  const volumes = Array.from({ length: STEPS + 1 }, (_, index) => (last * index) / STEPS);
  const lines = rows.map(({ id, name, cost }) => ({
    id,
    name,
    role: id === option ? "option" : id === baseline ? "baseline" : "other",
    totals: volumes.map((volume) => totalOf(cost, volume * inputs.days)),
  }));
  const what = `Total over ${showInput(inputs.days)} days`;
  const chart = costChart(lines, volumes, perDay, crossingOf(found, last), width, what, sign);
  const every = volumes.filter((_, index) => index % (STEPS / 4) === 0);
  return [
    element("h3", {}, "Cost against volume"),
    element("div", { class: "be-drawing" }, chart),
    folded("volumes", opened, "This chart as a table", () =>
      scrolling(
        "Total cost over the horizon, by requests a day.",
        ["Option", ...every.map((volume) => show(volume))],
        rows.map(({ name, cost }) => [
          name,
          ...every.map((volume) => money(totalOf(cost, volume * inputs.days), sign)),
        ]),
      ),
    ),
  ];
}

/** Where the option is cheaper, in requests a day up to `last`, and how far the first change may lie to either side. */
function crossingOf({ inputs, now, best, worst }, last) {
  const [first, second] = now.volumes.map((volume) => volume / inputs.days);
  const cheaper = {
    always: [[0, last]],
    from: [[first, last]],
    until: [[0, first]],
    between: [[first, second]],
    outside: [
      [0, first],
      [second, last],
    ],
  };
  const alone = now.kind === "from" && [best, worst].every(({ kind }) => ["always", "from", "never"].includes(kind));
  const end = ({ kind, volumes }) => (kind === "always" ? 0 : (volumes[0] ?? Infinity) / inputs.days);
  return {
    cheaper: cheaper[now.kind] ?? [],
    at: [first, second].filter((volume) => volume !== undefined),
    range: alone ? [end(best), end(worst)] : null,
  };
}

function moveParts({ moves, gain, ranges, option, baseline }, form, width, opened) {
  const { sign } = form;
  const title = `What moves the saving of ${form.options.get(option)} over ${form.options.get(baseline)}`;
  const flips = ({ atLow, atHigh }) =>
    [atLow, atHigh].some((value) => value > 0) !== [atLow, atHigh].every((value) => value > 0);
  const bars = moves.slice(0, BARS).map((move) => {
    const label = form.labelOf(move.name);
    return { ...move, label: flips(move) ? `${label} (can flip the answer)` : label };
  });
  return [
    element("h3", {}, title),
    element(
      "p",
      {},
      `The answer is most sensitive to: ${form.labelOf(moves[0].name)}. ` +
        (bars.some(flips)
          ? "An input that can flip the answer within its range deserves a measurement first."
          : "No input can flip the answer by itself within its range."),
    ),
    element(
      "div",
      { class: "be-drawing" },
      tornadoChart(bars, gain, "Saving, with each input at its low and at its high end", width, sign),
    ),
    folded("moves", opened, "This chart as a table", () =>
      scrolling(
        `Saving with one input changed; as entered it is ${money(gain, sign)}.`,
        ["Input", "Low to high", "Saving at low", "Saving at high"],
        bars.map(({ name, atLow, atHigh }) => [
          form.labelOf(name),
          `${showInput(ranges[name][0])} to ${showInput(ranges[name][1])}`,
          money(atLow, sign),
          money(atHigh, sign),
        ]),
      ),
    ),
  ];
}

/** The next number with two digits that count. */
function roundUp(value) {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return unit > 0 ? Math.ceil(value / unit) * unit : value;
}
