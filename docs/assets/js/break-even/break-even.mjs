// <break-even>: answers from the rendered form as it is filled in, then draws tables and charts below.
// The address holds what differs from the worked example. Without this script the page's formulas stand alone.

import { copy } from "../shared/clipboard.mjs";
import { writeCsv } from "../shared/csv.mjs";
import { all, download } from "../shared/dom.mjs";
import { say } from "../shared/text.mjs";
import { Tool } from "../shared/tool.mjs";
import { answerText, compare } from "./comparison.mjs";
import { BillForm } from "./form.mjs";
import { readEntry, readForm } from "./reading.mjs";
import { billRows, resultsOf } from "./results.mjs";
import { fragmentOf, loadFragment } from "./state.mjs";

class BreakEven extends Tool {
  #form;
  #found; // what the answer says, for the drawing; undefined while there is none
  #usual;
  #drawing = this.later(this.place("results"), () => this.#drawResults());
  #address = this.address(() => fragmentOf(this.#form));

  actions = {
    "copy-link": async () =>
      this.say(await copy(this.#address.now(), "Link copied.", "Copy the address of this page instead.")),
    "save-csv": () => this.#saveBill(),
    reset: () => this.#reset(),
    "use-prices": (button) => this.#usePrices(button),
  };

  prepare() {
    this.#form = new BillForm(this.place("form"));
  }

  start() {
    this.on(this.place("form"), "input", this.#onInput);
    this.onSettings((hash) => this.load(hash));
    this.on(window, "beforeprint", () => {
      for (const part of all(this, ".be-folded:not([open])")) part.dispatchEvent(new Event("toggle")); // makes it
    });
    this.load(window.location.hash);
    this.draw(); // at once, for what stands below it must not move any more
  }

  #onInput = ({ target }) => {
    if (target.name === "ranges") {
      this.#form.showRanges(target.checked);
      this.update();
      return;
    }
    this.say("");
    if (target === this.place("prompt-tokens")) this.#scale();
    this.update();
    this.#address.remember();
  };

  /** Set the token counts that the length of the prompt stands for; a length that cannot be read sets none. */
  #scale() {
    const { value, problem } = readEntry(this.#form.scaled[0], this.place("prompt-tokens").value);
    say(this.place("prompt-tokens-error"), problem ?? "");
    if (!problem) this.#form.scale(value);
  }

  /** Put what a fragment holds into the form, and the example for the rest. */
  load(fragment) {
    this.say(loadFragment(this.#form, fragment) || this.damageOf(fragment));
    this.update();
  }

  /** Answer from the form as it stands, or say what has to be mended, and ask for the drawing. */
  update() {
    if (document.activeElement !== this.place("prompt-tokens")) this.#form.showLength();
    const { problems, readings, inputs, ranges, usual, quality } = readForm(this.#form);
    this.#form.showProblems(problems);
    this.#form.showReadings(readings);
    this.#found = inputs?.days
      ? compare(inputs, ranges, quality, this.#form.text("option"), this.#form.text("baseline"))
      : undefined;
    this.#usual = usual;
    const answer = answerText(this.#found, this.#form, problems);
    say(this.place("answer"), answer);
    this.handOver(this.#found ? answer : "", fragmentOf(this.#form));
    this.#drawing.ask();
  }

  /** Draw at once what update() has asked for. */
  draw() {
    this.#drawing.now();
  }

  #drawResults() {
    const results = this.place("results");
    const opened = new Set(all(results, "details[open]").map((each) => each.dataset.key));
    const width = Math.round(Math.min(Math.max(this.place("form").clientWidth - 50, 300), 560));
    if (this.#usual) this.#form.suggest(this.#usual);
    results.replaceChildren(...(this.#found ? resultsOf(this.#found, this.#form, width, opened) : []));
  }

  #usePrices(preset) {
    const told = this.#form.usePrices(preset.dataset.set, new Date().toISOString().slice(0, 10));
    this.say(`${told} Check them against your own price list.`);
    this.update();
    this.#address.remember();
  }

  #saveBill() {
    if (!this.#found) this.say("There is no bill yet: see the sentence above.");
    else download("bill.csv", "text/csv;charset=utf-8", writeCsv(billRows(this.#found, this.#form)));
  }

  #reset() {
    this.load("");
    this.say("The form holds the worked example again.");
    this.#address.remember();
  }
}

customElements.define("break-even", BreakEven);
