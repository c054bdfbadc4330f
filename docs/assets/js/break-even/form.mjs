// The calculator's form. A number has the id of its input as its name, and the ends of its range are `id~low` and `id~high`;
// an input without them is decided, not estimated.

import { Form } from "../shared/form.mjs";
import { readNumber, writeNumber } from "../shared/number.mjs";
import { showInput } from "./figures.mjs";

export const ENDS = ["low", "high"];

/** The id of an input, as the page writes it, and its name in a bill. */
export const nameOf = (id) => id.replaceAll("-", "_");
export const idOf = (name) => name.replaceAll("_", "-");

export class BillForm extends Form {
  #box; // shows the ends of all ranges
  #ends;
  #length; // the field of the length of the prompt, which is no input of a bill
  options; // the id of an option -> its name

  constructor(form) {
    super(form);
    this.#box = form.elements.ranges;
    this.#length = form.querySelector("[data-part=prompt-tokens]");
    this.#ends = form.querySelectorAll(".tool-range");
    this.options = new Map([...form.elements.option.options].map((each) => [each.value, each.textContent]));
  }

  /** The names of all controls but the ends of ranges. */
  get inputs() {
    return this.names.filter((name) => !name.includes("~"));
  }

  /** The label of a number, by its id or by its name in a bill. */
  labelOf(name) {
    return super.labelOf(idOf(name));
  }

  /** The sign to write before money; nothing if the reader chose none. */
  get sign() {
    return this.text("currency");
  }

  /** Tell whether a choice offers `text`. */
  offers(name, text) {
    return [...this.control(name).options].some(({ value }) => value === text);
  }

  showRanges(shown) {
    this.#box.checked = shown;
    for (const each of this.#ends) each.hidden = !shown;
  }

  /** The inputs that follow the length of the prompt. */
  get scaled() {
    return this.#length.dataset.scales.split(" ");
  }

  #sum(read) {
    return this.#length.dataset.adds.split(" ").reduce((sum, id) => sum + read(id), 0);
  }

  /** Set the inputs that follow the length of the prompt in the proportions of the example, whole tokens each. */
  scale(length) {
    const whole = this.#sum((id) => Number(this.exampleOf(id)));
    for (const id of this.scaled) {
      this.fill(id, writeNumber(Math.round((Number(this.exampleOf(id)) / whole) * length)));
      for (const end of ENDS) this.fill(`${id}~${end}`, "");
    }
  }

  /** Show the length of the prompt that the form holds; nothing while a part of it cannot be read. */
  showLength() {
    const length = this.#sum((id) => readNumber(this.text(id), "count").value ?? Number.NaN);
    this.#length.value = Number.isFinite(length) ? writeNumber(length) : "";
  }

  /** Show in the empty ends of ranges what holds there: `usual` is {name: [low, high]}. */
  suggest(usual) {
    if (!this.#box.checked) return;
    for (const [name, values] of Object.entries(usual)) {
      ENDS.forEach((end, index) => {
        this.control(`${idOf(name)}~${end}`).placeholder = showInput(values[index]);
      });
    }
  }
}
