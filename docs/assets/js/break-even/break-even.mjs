// <break-even-calculator>: reads the rendered form, computes the bills and shows answer, tables and charts.
// The address holds what differs from the worked example. Without this script the page's formulas stand alone.

import { button, element } from "../shared/dom.mjs";
import { bill, breakEven, corners, DECIDED, machinesFor, makeInputs, most, requestsOf, saving, spread, swings, totalOf } from "./bill.mjs";
import { costChart, tornadoChart } from "./charts.mjs";
import { readFragment, readNumber, show, showInput, writeNumber } from "./entry.mjs";

const WRITE_AFTER = 300; // milliseconds between the last keystroke and the change of the address
const BARS = 8;
const STEPS = 24;

const nameOf = (id) => id.replaceAll("-", "_");
const idOf = (name) => name.replaceAll("_", "-");

class BreakEvenCalculator extends HTMLElement {
  #form;
  #fields = new Map();
  #options = new Map();
  #defaults = new Map();
  #timer;

  connectedCallback() {
    this.#form = this.querySelector("form");
    for (const control of this.#form.elements) {
      if (control.name && control.type !== "checkbox") this.#defaults.set(control.name, control.value);
    }
    for (const box of this.querySelectorAll("[data-input]")) {
      this.#fields.set(box.dataset.input, { error: box.querySelector(".be-error"), label: box.querySelector("label").firstChild.textContent.trim() });
    }
    for (const each of this.#form.elements.option.options) this.#options.set(each.value, each.textContent);
    for (const preset of this.querySelectorAll("[data-preset]")) preset.addEventListener("click", () => this.#usePrices(preset));
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", this.#onInput);
    this.querySelector("[data-buttons]").append(
      button("Copy link", () => this.#copyLink()),
      button("Back to the example", () => this.#reset()));
    window.addEventListener("hashchange", this.#onHashChange);
    this.querySelector("[data-without-script]").hidden = true;
    this.#form.hidden = false;
    this.load(window.location.hash);
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onHashChange);
    clearTimeout(this.#timer);
  }

  #onHashChange = () => {
    if (window.location.hash.includes("=")) this.load(window.location.hash);
  };

  #onInput = (event) => {
    if (event.target.name === "ranges") {
      this.#showRanges(event.target.checked);
      this.update();
      return;
    }
    this.#say("");
    this.update();
    this.#remember();
  };

  /** Put the example into the form and over it what a fragment holds; nothing that a fragment holds can fail. */
  load(fragment) {
    for (const [name, value] of this.#defaults) this.#form.elements[name].value = value;
    const known = new Set([...this.#defaults.keys()].filter((name) => !name.includes("~")));
    const { entries, message } = readFragment(fragment, known);
    const refused = [];
    for (const [key, text] of entries) {
      if (key === "option" || key === "baseline") {
        if (this.#options.has(text)) this.#form.elements[key].value = text;
        else refused.push(key);
      } else if (!this.#loadInput(key, text)) {
        refused.push(this.#fields.get(key).label);
      }
    }
    const unusable = refused.length ? `The link held values that cannot be used; the example's stand there: ${refused.join(", ")}.` : "";
    this.#say([message, unusable].filter(Boolean).join(" "));
    this.#showRanges([...entries.values()].some((text) => text.includes("~")));
    this.update();
  }

  #loadInput(id, text) {
    const [value, low, high, ...more] = text.split("~");
    const parts = more.length ? [] : [[id, value], [`${id}~low`, low], [`${id}~high`, high]].filter(([, part]) => part);
    const usable = parts.length && parts[0][0] === id
      && parts.every(([name, part]) => this.#form.elements[name] && "value" in this.#read(id, part));
    if (!usable) return false;
    for (const [name, part] of parts) this.#form.elements[name].value = part;
    if (this.#problemOfRange(id)) {
      for (const [name] of parts) this.#form.elements[name].value = this.#defaults.get(name);
      return false;
    }
    return true;
  }

  /** Read one entry as {value} or {problem}, within the limits of its input. */
  #read(id, text) {
    const name = nameOf(id);
    const limit = id === "spread" ? 90 : most(name);
    const entry = readNumber(text, limit <= 1);
    if (entry.value > limit) {
      return { problem: limit <= 1 ? `Write a share from 0 to ${limit}, or a percentage such as 80%.` : `This can be at most ${showInput(limit)}.` };
    }
    return entry;
  }

  #problemOfRange(id) {
    const value = this.#read(id, this.#form.elements[id].value).value;
    for (const end of ["low", "high"]) {
      const control = this.#form.elements[`${id}~${end}`];
      if (!control?.value.trim()) continue;
      const { value: limit, problem } = this.#read(id, control.value);
      if (problem) return `The ${end} end: ${problem}`;
      if (end === "low" ? limit > value : limit < value) return `The ${end} end must not lie ${end === "low" ? "above" : "below"} the value, ${showInput(value)}.`;
    }
    return "";
  }

  /** Read the form: {inputs, ranges} or {problems}, a Map from the id of a field to a sentence. */
  #readForm() {
    const values = {};
    const own = {};
    const problems = new Map();
    for (const id of this.#fields.keys()) {
      const { value, problem } = this.#read(id, this.#form.elements[id].value);
      const wrong = problem ?? this.#problemOfRange(id);
      if (wrong) problems.set(id, wrong);
      values[id] = value;
    }
    if (problems.size) return { problems };
    const share = values.spread / 100;
    delete values.spread;
    const inputs = makeInputs(Object.fromEntries(Object.entries(values).map(([id, value]) => [nameOf(id), value])));
    const ranges = spread(inputs, share);
    for (const id of Object.keys(values)) {
      const name = nameOf(id);
      if (DECIDED.has(name)) continue;
      const [low, high] = ranges[name] ?? [inputs[name], inputs[name]];
      own[name] = ["low", "high"].map((end, index) => {
        const text = this.#form.elements[`${id}~${end}`].value;
        return text.trim() ? this.#read(id, text).value : [low, high][index];
      });
      if (this.#form.elements.ranges.checked) {
        this.#form.elements[`${id}~low`].placeholder = showInput(low);
        this.#form.elements[`${id}~high`].placeholder = showInput(high);
      }
    }
    return { inputs, ranges: own };
  }

  /** Compute from the form as it stands, and show the result or what has to be mended. */
  update() {
    const { inputs, ranges, problems = new Map() } = this.#readForm();
    for (const [id, { error }] of this.#fields) {
      const problem = problems.get(id) ?? "";
      if (error.textContent !== problem) error.textContent = problem;
      const control = this.#form.elements[id];
      if (problem) {
        control.setAttribute("aria-invalid", "true");
        control.closest("details")?.setAttribute("open", "");
      } else {
        control.removeAttribute("aria-invalid");
      }
    }
    const answer = this.querySelector("[data-answer]");
    const results = this.querySelector("[data-results]");
    if (problems.size) {
      const named = [...problems.keys()].map((id) => this.#fields.get(id).label).join(", ");
      answer.textContent = `The result waits for ${problems.size === 1 ? "an input that needs" : `${problems.size} inputs that need`} mending: ${named}.`;
      results.replaceChildren();
      return;
    }
    if (!inputs.days) {
      answer.textContent = "A horizon of 0 days holds nothing to compare. Set one above 0.";
      results.replaceChildren();
      return;
    }
    const found = this.#compute(inputs, ranges);
    const opened = new Set([...results.querySelectorAll("details[open]")].map((each) => each.dataset.key));
    const parts = this.#results(found, opened); // measures the form, so before anything is changed
    answer.textContent = this.#answer(found);
    results.replaceChildren(...parts);
  }

  #compute(inputs, ranges) {
    const option = this.#form.elements.option.value;
    const baseline = this.#form.elements.baseline.value;
    const requests = requestsOf(inputs);
    const costs = bill(inputs);
    const gain = (each) => saving(each, option, baseline);
    const moves = option === baseline ? [] : swings(inputs, ranges, gain);
    const [worst, best] = corners(inputs, ranges, gain, moves);
    const crossing = (each) => {
      const at = bill(each);
      return breakEven(at[option], at[baseline]);
    };
    const rows = [...this.#options].map(([id, name]) => {
      const score = (each) => totalOf(bill(each)[id], requestsOf(each));
      const [low, high] = corners(inputs, ranges, score).map(score);
      return { id, name, cost: costs[id], total: totalOf(costs[id], requests), low, high, against: breakEven(costs[id], costs[baseline]) };
    });
    return {
      inputs, ranges, option, baseline, requests, rows, moves, gain: gain(inputs),
      now: crossing(inputs), worst: crossing(worst), best: crossing(best), worstGain: gain(worst), bestGain: gain(best),
    };
  }

  #answer({ inputs, option, baseline, gain, now, worst, best, worstGain, bestGain }) {
    const [one, other] = [this.#options.get(option), this.#options.get(baseline)];
    if (option === baseline) return "Choose two different options to compare.";
    const amount = (value) => (value === 0 ? "the same" : `${show(Math.abs(value))} ${value > 0 ? "less" : "more"}`);
    const lead = {
      never: `${one} is never cheaper than ${other}`,
      equal: `${one} and ${other} cost the same at every volume`,
    }[now.kind] ?? `${one} is cheaper than ${other} ${inWords(now, inputs.days, " requests")}`;
    return `${lead} (at best ${inWords(best, inputs.days)}, at worst ${inWords(worst, inputs.days)}). `
      + `At ${showInput(inputs.requests_per_day)} requests a day for ${showInput(inputs.days)} days it costs ${amount(gain)} (at best ${amount(bestGain)}, at worst ${amount(worstGain)}).`;
  }

  #results(found, opened) {
    const { inputs, baseline, rows, moves, requests } = found;
    const other = this.#options.get(baseline);
    const parts = [
      element("h3", {}, "The six bills"),
      table(`Bills over ${showInput(inputs.days)} days, in the currency of your prices. In small type: the range within your lows and highs. Volumes are in requests.`,
        ["Option", "Total", "Per 1,000 requests", `Cheaper than ${other}`],
        rows.map(({ id, name, total, low, high, against }) => [
          name,
          [show(total), element("small", {}, `${show(low)} to ${show(high)}`)],
          requests ? show((1000 * total) / requests) : "no requests",
          id === baseline ? "–" : inWords(against, inputs.days),
        ])),
      folded("parts", opened, "What each bill is made of", () => table("Parts of the bills.", ["Option", "Requests", "Hosting and machines", "Training", "People"],
        rows.map(({ name, cost }) => [name, show(cost.perRequest * requests), show(cost.hosting + machinesFor(cost, requests)), show(cost.training), show(cost.people)]))),
      ...this.#volumeParts(found, opened),
    ];
    if (moves.length) parts.push(...this.#moveParts(found, opened));
    return parts;
  }

  #volumeParts({ inputs, option, baseline, rows, now }, opened) {
    const perDay = inputs.requests_per_day;
    const crossings = now.volumes.map((volume) => volume / inputs.days).filter((volume) => volume <= 50 * (perDay || 1e6));
    const last = roundUp(Math.max(2 * perDay, ...crossings.map((volume) => 1.3 * volume)) || 1000);
    const volumes = Array.from({ length: STEPS + 1 }, (_, index) => (last * index) / STEPS);
    const lines = rows.map(({ id, name, cost }) => ({
      id, name, role: id === option ? "option" : id === baseline ? "baseline" : "other",
      totals: volumes.map((volume) => totalOf(cost, volume * inputs.days)),
    }));
    const every = volumes.filter((_, index) => index % (STEPS / 4) === 0);
    return [
      element("h3", {}, "Cost against volume"),
      element("div", { class: "be-drawing" }, costChart(lines, volumes, perDay, this.#room())),
      folded("volumes", opened, "This chart as a table", () => table("Total cost over the horizon, by requests a day.",
        ["Option", ...every.map((volume) => show(volume))],
        rows.map(({ name, cost }) => [name, ...every.map((volume) => show(totalOf(cost, volume * inputs.days)))]))),
    ];
  }

  #moveParts({ moves, gain, ranges, option, baseline }, opened) {
    const title = `What moves the saving of ${this.#options.get(option)} over ${this.#options.get(baseline)}`;
    const flips = ({ atLow, atHigh }) => [atLow, atHigh].some((value) => value > 0) !== [atLow, atHigh].every((value) => value > 0);
    const bars = moves.slice(0, BARS).map((move) => {
      const { label } = this.#fields.get(idOf(move.name));
      return { ...move, label: flips(move) ? `${label} (can flip the answer)` : label };
    });
    const first = moves[0];
    return [
      element("h3", {}, title),
      element("p", {}, `The answer is most sensitive to: ${this.#labelOf(first.name)}. `
        + (bars.some(flips) ? "An input that can flip the answer within its range deserves a measurement first." : "No input can flip the answer by itself within its range.")),
      element("div", { class: "be-drawing" }, tornadoChart(bars, gain, title, this.#room())),
      folded("moves", opened, "This chart as a table", () => table(`Saving with one input changed; as entered it is ${show(gain)}.`,
        ["Input", "Low to high", "Saving at low", "Saving at high"],
        bars.map(({ name, atLow, atHigh }) => [this.#labelOf(name), `${showInput(ranges[name][0])} to ${showInput(ranges[name][1])}`, show(atLow), show(atHigh)]))),
    ];
  }

  /** Width for a chart, in pixels: the form's, within reason. */
  #room() {
    return Math.round(Math.min(Math.max(this.#form.clientWidth - 50, 300), 560));
  }

  #labelOf(name) {
    return this.#fields.get(idOf(name)).label;
  }

  #usePrices(preset) {
    const prices = new Map(preset.dataset.preset.split(";").filter(Boolean).map((pair) => pair.split("=")));
    const priced = new Set([...this.querySelectorAll("[data-preset]")].flatMap((each) => [...each.dataset.preset.matchAll(/([a-z-]+)=/g)].map(([, id]) => id)));
    for (const id of priced) {
      this.#form.elements[id].value = prices.get(id) ?? this.#defaults.get(id);
      for (const end of ["low", "high"]) this.#form.elements[`${id}~${end}`].value = "";
    }
    this.#say(`Prices put in: ${preset.textContent}. Check them against your own price list.`);
    this.update();
    this.#remember();
  }

  #reset() {
    this.load("");
    this.#say("The form holds the worked example again.");
    this.#remember();
  }

  #showRanges(shown) {
    this.#form.elements.ranges.checked = shown;
    for (const range of this.querySelectorAll(".be-range")) range.hidden = !shown;
  }

  #say(message) {
    const place = this.querySelector("[data-message]");
    if (place.textContent !== message) place.textContent = message;
  }

  /** The part of the address that brings this form back. */
  #fragment() {
    const pairs = [];
    for (const [name, value] of this.#defaults) {
      if (name.includes("~")) continue;
      const ends = ["low", "high"].map((end) => this.#form.elements[`${name}~${end}`]?.value.trim() ?? "");
      const text = this.#form.elements[name].value.trim();
      if (text === value && !ends.join("")) continue;
      const written = this.#fields.has(name) ? [text, ...ends].map((each) => this.#written(name, each)).join("~").replace(/~+$/, "") : text;
      pairs.push(`${name}=${encodeURIComponent(written)}`);
    }
    return pairs.length ? `#${pairs.join("&")}` : "";
  }

  #written(id, text) {
    const { value } = text ? this.#read(id, text) : {};
    return value === undefined ? "" : writeNumber(value);
  }

  #remember() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeAddress(), WRITE_AFTER);
  }

  #writeAddress() {
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search + this.#fragment());
  }

  async #copyLink() {
    clearTimeout(this.#timer);
    this.#writeAddress();
    try {
      await navigator.clipboard.writeText(window.location.href);
      this.#say("Link copied.");
    } catch {
      this.#say("The browser did not allow copying. Copy the address of this page instead.");
    }
  }
}

/** The next number with two digits that count. */
function roundUp(value) {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return unit > 0 ? Math.ceil(value / unit) * unit : value;
}

/** Write a break-even, in requests a day, so that it can follow "cheaper". */
function inWords({ kind, volumes }, days, unit = "") {
  const [first, second] = volumes.map((volume) => show(volume / days));
  return {
    always: "from the first request",
    never: "never",
    equal: "never, and never dearer",
    from: `from ${first}${unit} a day`,
    until: `up to ${first}${unit} a day`,
    between: `between ${first} and ${second}${unit} a day`,
    outside: `up to ${first} and from ${second}${unit} a day`,
  }[kind];
}

function table(caption, heads, rows) {
  const cells = ([first, ...rest]) => [element("th", { scope: "row" }, first), ...rest.map((cell) => element("td", {}, ...[cell].flat()))];
  return element("div", { class: "be-scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", { class: "be-table" }, element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...cells(row))))));
}

/** A part that opens on demand, and is made only then; `opened` holds the keys of those that were open before. */
function folded(key, opened, summary, make) {
  const part = element("details", { class: "be-folded", "data-key": key }, element("summary", {}, summary));
  part.open = opened.has(key);
  if (part.open) part.append(make());
  else part.addEventListener("toggle", () => part.append(make()), { once: true });
  return part;
}

customElements.define("break-even-calculator", BreakEvenCalculator);
