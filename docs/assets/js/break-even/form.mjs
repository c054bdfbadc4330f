// The calculator's form. A number has the id of its input as its name, and the ends of its range are `id~low` and `id~high`;
// an input without them is decided, not estimated.

import { all } from "../shared/dom.mjs";
import { Form } from "../shared/form.mjs";
import { readNumber, writeNumber } from "../shared/number.mjs";
import { showInput } from "./figures.mjs";
import { pricesOn, readSet, validity } from "./presets.mjs";

export const ENDS = ["low", "high"];
const MINIMUM = "cache-minimum";

/** The id of an input, as the page writes it, and its name in a bill. */
export const nameOf = (id) => id.replaceAll("-", "_");
export const idOf = (name) => name.replaceAll("_", "-");

export class BillForm extends Form {
  #box; // shows the ends of all ranges
  #ends;
  #length; // the field of the length of the prompt, which is no input of a bill
  options; // the id of an option -> its name
  #sets; // the id of a set of prices -> what its button holds

  constructor(form) {
    super(form);
    this.#box = form.elements.ranges;
    this.#length = form.querySelector("[data-part=prompt-tokens]");
    this.#ends = form.querySelectorAll(".tool-range");
    this.options = new Map([...form.elements.option.options].map((each) => [each.value, each.textContent]));
    this.#sets = new Map(all(form, "[data-set]").map((button) => [button.dataset.set, readSet(button)]));
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
    if (name === "prices") return this.#sets.has(text);
    return [...this.control(name).options].some(({ value }) => value === text);
  }

  /** The steps in which hits come from the cache whose prices were put in; 0 without any. */
  get steps() {
    return Number(this.#sets.get(this.text("prices"))?.steps ?? 0);
  }

  /** Put in the prices of a set as they hold on a day, and its vendor's rules; returns what to tell the reader. */
  usePrices(id, day) {
    const sets = [...this.#sets.values()];
    const { name, currency, minimum, ...set } = this.#sets.get(id);
    const rows = pricesOn(set, day);
    for (const input of new Set(sets.flatMap(({ prices }) => prices.map((row) => row.id)))) {
      this.fill(input, rows.get(input)?.value);
      for (const end of ENDS) this.fill(`${input}~${end}`, "");
    }
    this.fill("prices", id);
    if (currency) this.fill("currency", currency);
    const own = this.text(MINIMUM);
    const kept = own !== this.exampleOf(MINIMUM) && sets.every((each) => each.minimum !== own);
    if (!kept) this.fill(MINIMUM, minimum);
    return `Prices put in: ${name}${validity(rows.values(), day)}.${kept ? ` Your own shortest beginning, ${own} tokens, stays.` : ""}`;
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
