// <break-even-calculator>: answers from the rendered form as it is filled in, then draws tables and charts below.
// The address holds what differs from the worked example. Without this script the page's formulas stand alone.

import { button } from "../shared/dom.mjs";
import { Later } from "../shared/later.mjs";
import { fragmentOf, loadFragment } from "./address.mjs";
import { answerText, compare } from "./comparison.mjs";
import { BillForm, ENDS } from "./form.mjs";
import { readForm } from "./reading.mjs";
import { resultsOf } from "./results.mjs";

const WRITE_AFTER = 300; // milliseconds between the last keystroke and the change of the address

class BreakEvenCalculator extends HTMLElement {
  #form;
  #found; // what the answer says, for the drawing; undefined while there is none
  #usual;
  #drawing;
  #timer;

  connectedCallback() {
    const form = this.querySelector("form");
    this.#form = new BillForm(form);
    this.#drawing = new Later(this.querySelector("[data-results]"), () => this.#drawResults());
    for (const preset of this.querySelectorAll("[data-preset]"))
      preset.addEventListener("click", () => this.#usePrices(preset));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", this.#onInput);
    this.querySelector("[data-buttons]").append(
      button("Copy link", () => this.#copyLink()),
      button("Back to the example", () => this.#reset()),
    );
    window.addEventListener("hashchange", this.#onHashChange);
    this.querySelector("[data-without-script]").hidden = true;
    form.hidden = false;
    this.load(window.location.hash);
    this.draw(); // at once, for what stands below it must not move any more
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onHashChange);
    clearTimeout(this.#timer);
  }

  #onHashChange = () => {
    if (window.location.hash.includes("=")) this.load(window.location.hash);
  };

  #onInput = ({ target }) => {
    if (target.name === "ranges") {
      this.#form.showRanges(target.checked);
      this.update();
      return;
    }
    this.#say("");
    this.update();
    this.#remember();
  };

  /** Put what a fragment holds into the form, and the example for the rest. */
  load(fragment) {
    this.#say(loadFragment(this.#form, fragment));
    this.update();
  }

  /** Answer from the form as it stands, or say what has to be mended, and ask for the drawing. */
  update() {
    const { problems, inputs, ranges, usual } = readForm(this.#form);
    this.#form.showProblems(problems);
    this.#found = inputs?.days
      ? compare(inputs, ranges, this.#form.text("option"), this.#form.text("baseline"))
      : undefined;
    this.#usual = usual;
    this.querySelector("[data-answer]").textContent = this.#answer(problems);
    this.#drawing.ask();
  }

  #answer(problems) {
    if (this.#found) return answerText(this.#found, this.#form.options);
    if (!problems.size) return "A horizon of 0 days holds nothing to compare. Set one above 0.";
    const named = [...problems.keys()].map((id) => this.#form.labelOf(id)).join(", ");
    return `The result waits for ${problems.size === 1 ? "an input that needs" : `${problems.size} inputs that need`} mending: ${named}.`;
  }

  /** Draw at once what update() has asked for. */
  draw() {
    this.#drawing.now();
  }

  #drawResults() {
    const results = this.querySelector("[data-results]");
    const opened = new Set([...results.querySelectorAll("details[open]")].map((each) => each.dataset.key));
    const width = Math.round(Math.min(Math.max(this.querySelector("form").clientWidth - 50, 300), 560));
    if (this.#usual) this.#form.suggest(this.#usual);
    results.replaceChildren(...(this.#found ? resultsOf(this.#found, this.#form, width, opened) : []));
  }

  #usePrices(preset) {
    const inputsOf = ({ dataset }) =>
      dataset.preset
        .split(";")
        .filter(Boolean)
        .map((pair) => pair.split("="));
    const prices = new Map(inputsOf(preset));
    const priced = new Set([...this.querySelectorAll("[data-preset]")].flatMap(inputsOf).map(([id]) => id));
    for (const id of priced) {
      this.#form.fill(id, prices.get(id));
      for (const end of ENDS) this.#form.fill(`${id}~${end}`, "");
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

  #say(message) {
    const place = this.querySelector("[data-message]");
    if (place.textContent !== message) place.textContent = message;
  }

  #remember() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#writeAddress(), WRITE_AFTER);
  }

  #writeAddress() {
    window.history.replaceState(
      window.history.state,
      "",
      window.location.pathname + window.location.search + fragmentOf(this.#form),
    );
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

customElements.define("break-even-calculator", BreakEvenCalculator);
