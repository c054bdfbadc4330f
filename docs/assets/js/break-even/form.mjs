// The calculator's form. A number has the id of its input as its name, and the ends of its range are `id~low` and `id~high`;
// an input without them is decided, not estimated.

import { Form } from "../shared/form.mjs";
import { showInput } from "./figures.mjs";

export const ENDS = ["low", "high"];

/** The id of an input, as the page writes it, and its name in a bill. */
export const nameOf = (id) => id.replaceAll("-", "_");
export const idOf = (name) => name.replaceAll("_", "-");

export class BillForm extends Form {
  #box; // shows the ends of all ranges
  #ends;
  options; // the id of an option -> its name

  constructor(form) {
    super(form);
    this.#box = form.elements.ranges;
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
