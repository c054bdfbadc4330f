// What every tool does: it takes the place of the note for readers without JavaScript, answers its buttons, and leaves
// no listener and no timer behind when it leaves the page. The places in it are named by data-part.

import { Address, DAMAGED, holdsSettings, placeIn } from "./address.mjs";
import { all } from "./dom.mjs";
import { decisionIn, fragmentOfFlow, handedOver, withPair } from "./handover.mjs";
import { Later } from "./later.mjs";
import { say } from "./text.mjs";

export class Tool extends HTMLElement {
  #leaving;
  #waiting = [];
  #prepared = false;

  connectedCallback() {
    this.#leaving = new AbortController();
    if (!this.#prepared) this.prepare();
    this.#prepared = true;
    for (const note of all(this, "[data-part=without-script]")) note.hidden = true;
    for (const form of all(this, "[data-part=form]")) form.hidden = false;
    this.on(this, "submit", (event) => event.preventDefault());
    this.on(this, "click", ({ target }) => this.#press(target.closest("[data-action]")));
    this.start();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    for (const each of this.#waiting) each.stop();
  }

  /** Read what the build rendered and make what is missing; once. */
  prepare() {}

  /** Listen, and show what the address asks for; each time the element enters a page. */
  start() {}

  /** What the buttons do: a function for each data-action. */
  actions = {};

  #press(button) {
    this.actions[button?.dataset.action]?.(button);
  }

  /**
   * The element in this tool that has a name.
   * @returns {any} an element of the kind that the block renders there
   */
  place(name) {
    return this.querySelector(`[data-part=${name}]`);
  }

  /** Tell the reader something, in the tool's place for messages. */
  say(text) {
    say(this.place("message"), text);
  }

  /** What to tell the reader of a fragment that names a place which this page does not have; nothing of any other. */
  damageOf(fragment) {
    const place = placeIn(fragment);
    return place === null || place === "top" || document.getElementById(place) ? "" : DAMAGED;
  }

  /** Call `load` whenever the address comes to hold other settings, and say so where it is damaged. */
  onSettings(load) {
    this.on(window, "hashchange", () => {
      const { hash } = window.location;
      if (holdsSettings(hash)) load(hash);
      else if (this.damageOf(hash)) this.say(this.damageOf(hash));
    });
  }

  /** Listen until this element leaves the page. */
  on(target, type, action) {
    target.addEventListener(type, action, { signal: this.#leaving.signal });
  }

  /** Work that may wait until the answer is shown, and that ends when this element leaves. */
  later(place, task, pause = 0) {
    return this.#ending(new Later(place, task, pause));
  }

  /** Keep the address up to date with what `write` returns and the decision it carries, until this element leaves. */
  address(write) {
    return this.#ending(new Address(() => this.carrying(write())));
  }

  /** A fragment of settings, and with it the decision that the address carries. */
  carrying(settings) {
    return withPair(settings, "decision", decisionIn(window.location.hash));
  }

  /**
   * Let the reader take an answer, a sentence or "", to the decision flow; `settings` is the fragment that brings it back.
   * What it hands over is returned.
   */
  handOver(says, settings) {
    const handed = says && handedOver(says, settings);
    const way = this.place("handover").querySelector("a");
    way.hash = fragmentOfFlow(decisionIn(window.location.hash), this.localName, handed);
    return handed;
  }

  #ending(each) {
    this.#waiting.push(each);
    return each;
  }
}
