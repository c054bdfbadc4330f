// <noise-check>: computes as the reader types. The address holds what was entered, so links and reload work.

import { holdsSettings } from "../shared/address.mjs";
import { copy } from "../shared/clipboard.mjs";
import { all } from "../shared/dom.mjs";
import { Form } from "../shared/form.mjs";
import { say } from "../shared/text.mjs";
import { Tool } from "../shared/tool.mjs";
import { check, fragmentOf, fragmentOfBill, readingsOf, readValues } from "./check.mjs";
import { intervals } from "./drawing.mjs";
import { resultParts } from "./results.mjs";

const PAUSE = 250; // milliseconds after the last keystroke: half a number is no mistake yet

class NoiseCheck extends Tool {
  #form;
  #typed = this.later(this.place("results"), () => this.#onTyped(), PAUSE);
  #address = this.address(() => fragmentOf(this.#form.texts));

  actions = {
    "copy-link": async () =>
      say(this.place("copied"), await copy(this.#address.now(), "Link copied.", "The link is in its address bar.")),
    reset: () => this.#fill(this.#form.examples),
  };

  prepare() {
    this.#form = new Form(this.place("form"));
  }

  start() {
    this.on(this.place("form"), "input", ({ target }) => {
      if (target.name === "mode") this.#showMode();
      this.#typed.ask();
    });
    this.onSettings(() => this.#readAddress());
    this.#readAddress();
  }

  #onTyped() {
    this.say("");
    if (this.#show()) this.#address.now();
  }

  #readAddress() {
    const { values, message } = readValues(window.location.hash, this.#form.examples);
    this.#fill(values, message || this.damageOf(window.location.hash));
  }

  #fill(values, message = "") {
    this.#typed.stop();
    for (const [name, value] of Object.entries(values)) this.#form.fill(name, value);
    this.say(message);
    this.#showMode();
    this.#show();
    if (holdsSettings(window.location.hash) && !message) this.#address.now();
  }

  #showMode() {
    for (const group of all(this, "[data-mode]")) group.hidden = group.dataset.mode !== this.#form.text("mode");
  }

  /** Show the result or the errors; returns whether there is a result. */
  #show() {
    const { errors = {}, result } = check(this.#form.texts);
    this.#form.showProblems(new Map(Object.entries(errors)));
    this.#form.showReadings(readingsOf(this.#form.texts));
    this.place("answer").dataset.verdict = result?.verdict ?? "none";
    say(this.place("answer"), result ? result.lead : "Mend the marked fields to see a result.");
    this.place("drawing").replaceChildren(...(result ? [intervals(result)] : []));
    this.place("results").replaceChildren(...(result ? resultParts(result) : []));
    this.place("bill").hash = this.carrying(result ? fragmentOfBill(result) : "");
    this.handOver(result ? `${result.lead} ${result.detail}` : "", fragmentOf(this.#form.texts));
    return Boolean(result);
  }
}

customElements.define("noise-check", NoiseCheck);
