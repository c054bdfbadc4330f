// The controls of a rendered form by name, and what is written beside them. A field is what the block's template
// parts/field.html renders: a label, a control, and the place for what is wrong with it.

import { element } from "./dom.mjs";
import { say } from "./text.mjs";

export class Form {
  #controls = new Map();
  #examples = new Map(); // what stands in each control when the page is opened
  #fields = new Map(); // the name of a field -> {label, error}

  constructor(form) {
    for (const { name, type } of form.elements) {
      if (!name || type === "checkbox") continue;
      this.#controls.set(name, form.elements.namedItem(name));
      this.#examples.set(name, form.elements.namedItem(name).value);
    }
    for (const place of form.querySelectorAll("[data-field]")) {
      this.#fields.set(place.dataset.field, {
        error: place.querySelector(".tool-error"),
        label: place.querySelector("label").firstChild.textContent.trim(),
        reading: null, // made when there is something to tell
      });
    }
  }

  /** The names of all controls, in the order of the form. */
  get names() {
    return [...this.#controls.keys()];
  }

  /** The names of the fields. */
  get fields() {
    return [...this.#fields.keys()];
  }

  has(name) {
    return this.#controls.has(name);
  }

  labelOf(name) {
    return this.#fields.get(name).label;
  }

  control(name) {
    return this.#controls.get(name);
  }

  /** What stands in a control; nothing if there is no such control. */
  text(name) {
    return this.#controls.get(name)?.value.trim() ?? "";
  }

  /** The text of every control by its name. */
  get texts() {
    return Object.fromEntries(this.names.map((name) => [name, this.text(name)]));
  }

  exampleOf(name) {
    return this.#examples.get(name);
  }

  get examples() {
    return Object.fromEntries(this.#examples);
  }

  /** Write into a control: a text, or else what stands there in the example. */
  fill(name, text = this.#examples.get(name)) {
    this.#controls.get(name).value = text;
  }

  /** Bring the example back. */
  reset() {
    for (const name of this.names) this.fill(name);
  }

  /** Write what is wrong, a Map from the name of a field to a sentence, beside each field, and open its group. */
  showProblems(problems) {
    for (const [name, { error }] of this.#fields) {
      const problem = problems.get(name) ?? "";
      say(error, problem);
      const control = this.#controls.get(name);
      if (problem) {
        control.setAttribute("aria-invalid", "true");
        control.closest("details")?.setAttribute("open", "");
      } else {
        control.removeAttribute("aria-invalid");
      }
    }
  }

  /** Write how a text was read, a Map from the name of a field to a sentence, beside each field. */
  showReadings(readings) {
    for (const [name, field] of this.#fields) {
      const told = readings.get(name) ?? "";
      if (told) field.reading ??= this.#placeOfReading(name, field.error);
      if (!field.reading) continue;
      say(field.reading, told);
      field.reading.hidden = !told;
    }
  }

  #placeOfReading(name, error) {
    const control = this.#controls.get(name);
    const place = element("span", { class: "tool-help", id: `${control.id}-reading` });
    error.before(place);
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby")} ${place.id}`);
    return place;
  }
}
