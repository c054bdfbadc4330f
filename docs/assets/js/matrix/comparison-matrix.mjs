// <comparison-matrix>: lets the reader show part of the rendered table and rank its options by weights of their own.
// The address holds every choice. Without this script the page is the complete table.

import { button, download, element } from "../shared/dom.mjs";
import { DEFAULT_WEIGHT, WEIGHTS, rank, weightOf } from "./rank.mjs";
import { rankingOf, say, showRanking, weightNames } from "./ranking.mjs";
import { fragmentOf, noChoices, parseState } from "./state.mjs";
import { asCsv, nameParts, readTable, showPart, visiblePart } from "./table.mjs";

const ADDRESS_DELAY = 200; // milliseconds; some browsers limit how often a page may change its address

class ComparisonMatrix extends HTMLElement {
  #data;
  #state = noChoices();
  #boxes = { themes: new Map(), options: new Map() };
  #weights = new Map();
  #ordered = element("input", { type: "checkbox" });
  #status = element("p", { class: "matrix-status", role: "status" });
  #problem = element("p", { class: "matrix-problem", role: "status" });
  #ranking;
  #panel = element("details", { class: "matrix-weights" });
  #timer;

  connectedCallback() {
    if (this.#data) return;
    this.#data = readTable(this);
    nameParts(this.#data);
    this.#ranking = rankingOf(this.#data);
    this.prepend(this.#controls());
    this.addEventListener("change", () => this.#choose());
    window.addEventListener("hashchange", () => this.readAddress());
    const [{ type } = {}] = performance.getEntriesByType("navigation");
    this.readAddress({ move: type === "navigate" }); // else the browser brings the reader back to where they were
  }

  /** Take the state of the address; an anchor leaves the choices as they are, but its row must be in sight. */
  readAddress({ move = true } = {}) {
    const { themes, options, criteria } = this.#data;
    const ids = (entries) => new Set(entries.map(({ id }) => id));
    const read = parseState(window.location.hash, {
      themes: ids(themes),
      options: ids(options),
      criteria: ids(criteria),
    });
    const { anchor } = read;
    const target = anchor ? document.getElementById(anchor) : null;
    if (anchor !== null && !target) read.problems.push("it names a place that this page does not have");
    say(this.#problem, read.problems.length ? `Part of the address was left out: ${read.problems.join("; ")}.` : "");
    if (read.state) this.#state = read.state;
    else if (target?.closest("tbody[hidden]")) this.#state = { ...this.#state, themes: [] };
    this.#setControls();
    if (read.state && Object.keys(read.state.weights).length + read.state.ordered) this.#panel.open = true;
    this.#show();
    const place = target ?? (fragmentOf(this.#state) || read.problems.length ? this.firstElementChild : null);
    if (move) place?.scrollIntoView(); // the controls have moved the target since the page was opened
    const box = place?.closest(".matrix");
    if (move && box && getComputedStyle(box).overflowY !== "visible") box.scrollIntoView(); // its heads as well
  }

  /** Take the state of the controls, and write it into the address. */
  #choose() {
    const ticked = (boxes) => [...boxes].filter(([, box]) => box.checked).map(([id]) => id);
    const weights = [...this.#weights].map(([id, select]) => [id, Number(select.value)]);
    this.#state = {
      themes: ticked(this.#boxes.themes),
      options: ticked(this.#boxes.options),
      weights: Object.fromEntries(weights.filter(([, weight]) => weight !== DEFAULT_WEIGHT)),
      ordered: this.#ordered.checked,
    };
    this.#changed();
  }

  #changed() {
    say(this.#problem, "");
    this.#show();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => window.history.replaceState(null, "", this.#address()), ADDRESS_DELAY);
  }

  #address() {
    return window.location.pathname + window.location.search + fragmentOf(this.#state);
  }

  #reset(part) {
    this.#state = { ...this.#state, ...part };
    this.#setControls();
    this.#changed();
  }

  #setControls() {
    for (const part of ["themes", "options"]) {
      this.#boxes[part].forEach((box, id) => {
        box.checked = this.#state[part].includes(id);
      });
    }
    this.#weights.forEach((select, id) => {
      select.value = weightOf(this.#state.weights, id);
    });
    this.#ordered.checked = this.#state.ordered;
  }

  #show() {
    const { options, criteria } = this.#data;
    const columns = options.map(({ id }) => id);
    const result = rank(criteria, columns, this.#state.weights);
    showPart(
      this.#data,
      this.#state,
      this.#state.ordered && result.rows.length ? result.rows.map(({ id }) => id) : columns,
    );
    showRanking(this.#ranking, result, this.#data, this.#state);
    const part = visiblePart(this.#data, this.#state);
    const count = (shown, all, what) => (shown === all ? `all ${all} ${what}` : `${shown} of ${all} ${what}`);
    say(
      this.#status,
      `Showing ${count(part.criteria.length, criteria.length, "criteria")} and ${count(part.options.length, options.length, "options")}.`,
    );
    for (const { id, row } of criteria) {
      const weight = weightOf(this.#state.weights, id);
      row.querySelector(".matrix-weight")?.remove();
      if (weight !== DEFAULT_WEIGHT)
        row.cells[0].append(element("span", { class: "matrix-weight" }, `Your weight: ${weight}`));
    }
  }

  #controls() {
    const { themes, options } = this.#data;
    this.#panel.append(element("summary", {}, "Sort by what matters to me"), ...this.#weightControls());
    return element(
      "div",
      { class: "matrix-controls" },
      this.#problem,
      this.#choice(
        "themes",
        "Criteria to show (none ticked: all)",
        themes.map(({ id, title }) => [id, title]),
      ),
      this.#choice(
        "options",
        "Options to compare (none ticked: all)",
        options.map(({ id, name }) => [id, name]),
      ),
      this.#panel,
      this.#status,
      element(
        "p",
        { class: "flow-buttons" },
        button("Show everything", () => this.#reset({ themes: [], options: [] })),
        button("Save as CSV", () =>
          download("comparison-matrix.csv", "text/csv;charset=utf-8", asCsv(visiblePart(this.#data, this.#state))),
        ),
        button("Save as JSON", () =>
          download("comparison-matrix.json", "application/json", `${JSON.stringify(this.#record(), null, 2)}\n`),
        ),
      ),
    );
  }

  #choice(part, legend, entries) {
    return element(
      "fieldset",
      {},
      element("legend", {}, legend),
      ...entries.map(([id, text]) => {
        const box = element("input", { type: "checkbox" });
        this.#boxes[part].set(id, box);
        return element("label", {}, box, text);
      }),
    );
  }

  #weightControls() {
    const { themes, criteria } = this.#data;
    const groups = themes.map(({ id, title }) =>
      element(
        "fieldset",
        {},
        element("legend", {}, title),
        ...criteria
          .filter(({ theme }) => theme === id)
          .map((criterion) => {
            const name = `weight-${criterion.id}`;
            const select = element(
              "select",
              { id: name },
              ...WEIGHTS.map((weight) => element("option", { value: weight }, weightNames[weight])),
            );
            this.#weights.set(criterion.id, select);
            return element("p", {}, element("label", { for: name }, criterion.name), select);
          }),
      ),
    );
    return [
      this.#ranking.section,
      element(
        "p",
        {},
        element(
          "label",
          { class: "matrix-order" },
          this.#ordered,
          "Put the columns in this order, and within each group the weightier rows first",
        ),
      ),
      element("div", { class: "matrix-groups" }, ...groups),
      element(
        "p",
        { class: "flow-buttons" },
        button("Reset weights", () => this.#reset({ weights: {}, ordered: false })),
      ),
    ];
  }

  /** What is shown, as saved in the JSON file; the ranking is over all criteria, whatever is shown. */
  #record() {
    const { options, criteria } = this.#data;
    const { total, rows } = rank(
      criteria,
      options.map(({ id }) => id),
      this.#state.weights,
    );
    const place = new URL(this.#address(), window.location.href);
    return {
      source: place.href,
      ...visiblePart(this.#data, this.#state),
      ranking: {
        sum_of_weights: total,
        rows: rows.map(({ id, rank: place_, sum, mean }) => ({ option: id, rank: place_, sum, mean })),
      },
    };
  }
}

customElements.define("comparison-matrix", ComparisonMatrix);
