// <comparison-matrix>: lets the reader show part of the rendered table and rank its options by weights of their own.
// The address holds every choice. Without this script the page is the complete table.

import { download, element } from "../shared/dom.mjs";
import { say } from "../shared/text.mjs";
import { Tool } from "../shared/tool.mjs";
import { putWordsAway, toggleWords } from "./picture.mjs";
import { DEFAULT_WEIGHT, rank, weightOf } from "./rank.mjs";
import { showRanking } from "./ranking.mjs";
import { fragmentOf, noChoices, parseState } from "./state.mjs";
import { asCsv, nameParts, readTable, showPart, visiblePart } from "./table.mjs";

class ComparisonMatrix extends Tool {
  #data;
  #state = noChoices();
  /** @type {HTMLFormElement} */
  #form = this.place("form");
  #address = this.address(() => fragmentOf(this.#state));

  actions = {
    "show-everything": () => this.#reset({ themes: [], options: [] }),
    "reset-weights": () => this.#reset({ weights: {}, ordered: false }),
    "save-csv": () => download("comparison-matrix.csv", "text/csv;charset=utf-8", asCsv(this.#visible)),
    "save-json": () =>
      download("comparison-matrix.json", "application/json", `${JSON.stringify(this.#record(), null, 2)}\n`),
  };

  prepare() {
    this.#data = readTable(this);
    nameParts(this.#data);
  }

  start() {
    this.on(this, "change", () => this.#choose());
    this.on(this.#data.picture, "click", (event) => this.#openWords(event));
    this.on(window, "hashchange", () => this.readAddress());
    const [entry] = performance.getEntriesByType("navigation");
    const { type } = /** @type {PerformanceNavigationTiming} */ (entry ?? {});
    this.readAddress({ move: type === "navigate" }); // else the browser brings the reader back to where they were
    // At the end of loading the browser goes to the place of the address by itself, and under the heads.
    if (type === "navigate" && document.readyState !== "complete") this.on(window, "load", () => this.readAddress());
  }

  /** Show the words of a cell of the picture in place; opened elsewhere, its link leads to them. */
  #openWords(event) {
    const mark = event.target.closest("td[data-option] > a");
    if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const criterion = this.#data.criteria.find(({ sign }) => sign === mark.closest("tr"));
    const { option } = mark.parentElement.dataset;
    toggleWords(mark, criterion, criterion.row.querySelector(`[data-option="${option}"]`));
  }

  /** Take the state of the address; an anchor leaves the choices as they are, but its row must be in sight. */
  readAddress({ move = true } = {}) {
    const { themes, options, criteria } = this.#data;
    const ids = (entries) => new Set(entries.map(({ id }) => id));
    const known = { themes: ids(themes), options: ids(options), criteria: ids(criteria) };
    const { state, anchor, problems } = parseState(window.location.hash, known);
    const target = anchor ? document.getElementById(anchor) : null;
    if (anchor !== null && !target) problems.push("it names a place that this page does not have");
    this.say(problems.length ? `Part of the address was left out: ${problems.join("; ")}.` : "");
    if (state) this.#state = state;
    else if (target?.closest("[hidden]")) this.#state = { ...this.#state, themes: [], options: [] };
    this.#setControls();
    if (state && (state.ordered || Object.keys(state.weights).length)) this.place("weights").setAttribute("open", "");
    this.#show();
    const place = target ?? (fragmentOf(this.#state) || problems.length ? this.#form : null);
    if (move) place?.scrollIntoView(); // the controls have moved the target since the page was opened
    const box = place?.closest(".matrix");
    if (move && box && getComputedStyle(box).overflowY !== "visible") box.scrollIntoView(); // its heads as well
  }

  /** Take the state of the controls, and write it into the address. */
  #choose() {
    const chosen = new FormData(this.#form);
    const weights = this.#data.criteria.map(({ id }) => [id, Number(chosen.get(`weight-${id}`))]);
    this.#state = {
      themes: chosen.getAll("themes"),
      options: chosen.getAll("options"),
      weights: Object.fromEntries(weights.filter(([, weight]) => weight !== DEFAULT_WEIGHT)),
      ordered: chosen.has("ordered"),
    };
    this.#changed();
  }

  #changed() {
    this.say("");
    this.#show();
    this.#address.remember();
  }

  #reset(part) {
    this.#state = { ...this.#state, ...part };
    this.#setControls();
    this.#changed();
  }

  #setControls() {
    const { themes, options, weights, ordered } = this.#state;
    for (const box of this.#form.querySelectorAll("input")) {
      box.checked = { themes, options }[box.name]?.includes(box.value) ?? ordered;
    }
    for (const { id } of this.#data.criteria) this.#form.elements[`weight-${id}`].value = weightOf(weights, id);
  }

  #show() {
    const { options, criteria } = this.#data;
    const columns = options.map(({ id }) => id);
    const result = rank(criteria, columns, this.#state.weights);
    const order = this.#state.ordered && result.rows.length ? result.rows.map(({ id }) => id) : columns;
    putWordsAway(this.#data.picture);
    showPart(this.#data, this.#state, order);
    const places = {
      body: this.place("ranking"),
      note: this.place("ranking-note"),
      status: this.place("ranking-first"),
    };
    showRanking(places, result, this.#data, this.#state);
    const ranked = result.rows.length && !result.equal;
    this.handOver(ranked ? places.status.textContent : "", fragmentOf(this.#state));
    const part = this.#visible;
    const count = (shown, all, what) => (shown === all ? `all ${all} ${what}` : `${shown} of ${all} ${what}`);
    say(
      this.place("status"),
      `Showing ${count(part.criteria.length, criteria.length, "criteria")} and ${count(part.options.length, options.length, "options")}.`,
    );
    for (const { id, row } of criteria) {
      const weight = weightOf(this.#state.weights, id);
      row.querySelector(".matrix-weight")?.remove();
      if (weight !== DEFAULT_WEIGHT) {
        row.cells[0].append(element("span", { class: "matrix-weight" }, `Your weight: ${weight}`));
      }
    }
  }

  get #visible() {
    return visiblePart(this.#data, this.#state);
  }

  /** What is shown, as saved in the JSON file; the ranking is over all criteria, whatever is shown. */
  #record() {
    const { options, criteria } = this.#data;
    const columns = options.map(({ id }) => id);
    const { total, rows } = rank(criteria, columns, this.#state.weights);
    const ranked = rows.map(({ id, rank: place, sum, mean }) => ({ option: id, rank: place, sum, mean }));
    return { source: this.#address.href, ...this.#visible, ranking: { sum_of_weights: total, rows: ranked } };
  }
}

customElements.define("comparison-matrix", ComparisonMatrix);
