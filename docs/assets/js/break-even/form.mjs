// The controls of the calculator's form by name: their texts, their labels, and what is written beside them.
// A number has the id of its input as its name, and the ends of its range are `id~low` and `id~high`.

import { showInput } from "./entry.mjs";

export const ENDS = ["low", "high"];

/** The id of an input, as the page writes it, and its name in a bill. */
export const nameOf = (id) => id.replaceAll("-", "_");
export const idOf = (name) => name.replaceAll("_", "-");

export class BillForm {
  #controls = new Map();
  #examples = new Map(); // what stands in each control when the page is opened
  #numbers = new Map(); // the id of a number -> {label, error}
  #box; // shows the ends of all ranges
  #ends;
  options; // the id of an option -> its name

  constructor(form) {
    for (const control of form.elements) {
      if (!control.name || control.type === "checkbox") continue;
      this.#controls.set(control.name, control);
      this.#examples.set(control.name, control.value);
    }
    for (const place of form.querySelectorAll("[data-input]")) {
      this.#numbers.set(place.dataset.input, {
        error: place.querySelector(".be-error"),
        label: place.querySelector("label").firstChild.textContent.trim(),
      });
    }
    this.#box = form.elements.ranges;
    this.#ends = form.querySelectorAll(".be-range");
    this.options = new Map([...form.elements.option.options].map((each) => [each.value, each.textContent]));
  }

  /** The names of all controls but the ends of ranges, in the order of the form. */
  get names() {
    return [...this.#controls.keys()].filter((name) => !name.includes("~"));
  }

  /** The ids of the controls that hold a number. */
  get numbers() {
    return [...this.#numbers.keys()];
  }

  has(name) {
    return this.#controls.has(name);
  }

  /** The label of a number, by its id or by its name in a bill. */
  labelOf(name) {
    return this.#numbers.get(idOf(name)).label;
  }

  /** What stands in a control; nothing if there is no such control. */
  text(name) {
    return this.#controls.get(name)?.value.trim() ?? "";
  }

  exampleOf(name) {
    return this.#examples.get(name);
  }

  /** Write into a control: a text, or else what stands there in the example. */
  fill(name, text = this.#examples.get(name)) {
    this.#controls.get(name).value = text;
  }

  /** Bring the example back. */
  reset() {
    for (const name of this.#controls.keys()) this.fill(name);
  }

  showRanges(shown) {
    this.#box.checked = shown;
    for (const each of this.#ends) each.hidden = !shown;
  }

  /** Show in the empty ends of ranges what holds there: `usual` is {name: [low, high]}. */
  suggest(usual) {
    if (!this.#box.checked) return;
    for (const [name, values] of Object.entries(usual)) {
      ENDS.forEach((end, index) => {
        this.#controls.get(`${idOf(name)}~${end}`).placeholder = showInput(values[index]);
      });
    }
  }

  /** Write what is wrong, a Map from the id of a number to a sentence, beside each number, and open its group. */
  showProblems(problems) {
    for (const [id, { error }] of this.#numbers) {
      const problem = problems.get(id) ?? "";
      if (error.textContent !== problem) error.textContent = problem;
      const control = this.#controls.get(id);
      if (problem) {
        control.setAttribute("aria-invalid", "true");
        control.closest("details")?.setAttribute("open", "");
      } else {
        control.removeAttribute("aria-invalid");
      }
    }
  }
}
