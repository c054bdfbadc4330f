// <decision-flow>: shows the rendered questions one at a time. The address holds the answers, so links,
// Back and reload work by themselves. Without this script the page is the complete, linked list.

import { copy } from "../shared/clipboard.mjs";
import { all, download, element } from "../shared/dom.mjs";
import { say } from "../shared/text.mjs";
import { Tool } from "../shared/tool.mjs";
import { Numbers } from "./numbers.mjs";
import { barParts, changesPanel, listParts, openPoints, trailParts } from "./panels.mjs";
import { inMonths, makeRecord, recordAsMarkdown } from "./record.mjs";
import { markDrawing, readTree } from "./tree.mjs";
import { fragmentOf, walk, whatWouldChange, withAnswer } from "./walk.mjs";

const REVIEW_AFTER_MONTHS = 6;

class DecisionFlow extends Tool {
  #tree;
  #state;
  #changes = [];
  #numbers;
  #bar = element("div", { class: "flow-bar" });
  #trail = element("div", { class: "flow-trail" });
  #list = element("ol");
  #after = element("div", { class: "flow-after" });
  #judging = this.later(this.#after, () => this.#judge());
  #marking = this.later(document.querySelector(".chart"), () => markDrawing(this.#state));

  actions = {
    "copy-record": (button) => this.#copyRecord(button),
    print: () => window.print(),
    share: (button) => this.#share(button),
    change: () => this.#trail.querySelector("a").focus(),
    "copy-markdown": (button) => this.#copyRecord(button),
    "save-markdown": () => download(`${this.#name}.md`, "text/markdown", this.#markdown()),
    "save-json": () =>
      download(`${this.#name}.json`, "application/json", `${JSON.stringify(this.#record(), null, 2)}\n`),
    "copy-link": (button) => this.#copyLink(button),
  };

  prepare() {
    this.#tree = readTree(this);
    this.#numbers = new Numbers(this.#tree.tools);
    this.classList.add("flow--live", "tool");
    this.prepend(this.#bar);
    const list = element(
      "details",
      { class: "tool-folded flow-list" },
      element("summary", {}, "Answer in a list"),
      this.#list,
    );
    this.append(this.#trail, list, this.#after);
    this.#after.append(this.place("numbers"), this.place("record")); // what is typed there survives a changed answer
  }

  start() {
    this.on(window, "hashchange", () => {
      if (this.#isElsewhere(window.location.hash)) return;
      const heading = this.load(window.location.hash);
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      this.scrollIntoView({ block: "start" });
    });
    const { hash } = window.location;
    this.on(this.#list, "change", ({ target }) => this.#choose(target));
    this.load(this.#isElsewhere(hash) ? "" : hash);
    this.draw(); // at once, for what stands below it must not move any more
    if (hash && !this.#isElsewhere(hash)) this.scrollIntoView({ block: "start" });
  }

  /** Tell whether a fragment names another place on this page, such as the drawing. */
  #isElsewhere(fragment) {
    const { elsewhere } = walk(this.#tree, fragment);
    return Boolean(elsewhere) && document.getElementById(elsewhere) !== null;
  }

  /** Show what a fragment leads to, and ask for the drawing; returns the heading of the question or outcome shown. */
  load(fragment) {
    const tree = this.#tree;
    const state = walk(tree, fragment);
    this.#state = state;
    for (const { section } of [...tree.questions.values(), ...tree.outcomes.values()]) {
      const hide = section !== state.node.section;
      if (section.hidden !== hide) section.hidden = hide;
    }
    for (const option of state.node.options ?? []) {
      option.anchor.setAttribute("href", fragmentOf([...state.path, { question: state.node, option }], state.handed));
    }
    this.#bar.replaceChildren(...barParts(tree, state));
    this.#trail.replaceChildren(...trailParts(state));
    this.#list.replaceChildren(...listParts(state));
    this.querySelector(".flow-open")?.remove();
    const finished = !state.node.options && state.path.length > 0;
    this.classList.toggle("flow--result", finished);
    this.place("keep").hidden = !finished;
    if (finished) state.node.section.querySelector(".flow-sure").after(this.place("keep"));
    const open = state.node.options ? [] : openPoints(state.path);
    if (open.length) {
      state.node.section
        .querySelector("[data-part=before]")
        .after(element("div", { class: "flow-part flow-open" }, ...open));
    }
    this.#judging.ask();
    this.#marking.ask();
    return state.node.section.querySelector("h3");
  }

  /** Take an answer from the list, and go on in the list: who fills it in wants no step back for each. */
  #choose({ name, value }) {
    const { path, handed } = this.#state;
    const question = this.#tree.questions.get(name);
    const option = question.options.find(({ id }) => id === value);
    if (!option) return;
    const changed = withAnswer(this.#tree, path, question, option);
    window.history.replaceState(null, "", fragmentOf(changed.path, handed));
    this.load(window.location.hash);
    const next =
      this.#list.querySelector(`[name="${changed.node.id}"]`) ?? this.#list.querySelector(`[name="${name}"]`);
    /** @type {HTMLElement} */ (next).focus();
  }

  /** Draw at once what waits for the next frame: what would change the answer, the record, and the path in the drawing. */
  draw() {
    this.#judging.now();
    this.#marking.now();
  }

  #judge() {
    const { path, handed } = this.#state;
    const finished = this.classList.contains("flow--result");
    this.#changes = finished ? whatWouldChange(this.#tree, path) : [];
    this.querySelector(".flow-changes")?.remove();
    if (finished) this.#after.prepend(changesPanel(this.#changes, handed));
    for (const part of ["numbers", "record"]) this.place(part).hidden = !finished;
    if (finished) this.#numbers.show(this.#state);
    this.place("review").value ||= inMonths(REVIEW_AFTER_MONTHS);
    for (const told of all(this, ".tool-buttons > [role=status]")) say(told, "");
  }

  get #name() {
    return `decision-${this.#state.node.id}`;
  }

  #record() {
    const context = this.place("context").value.trim();
    const review = this.place("review").value || inMonths(REVIEW_AFTER_MONTHS);
    const measured = this.#numbers.of(this.#state);
    return makeRecord({ ...this.#state, changes: this.#changes, measured }, context, review);
  }

  #markdown() {
    return recordAsMarkdown(this.#record(), this.#tree);
  }

  #copyRecord(button) {
    return this.#copy(button, this.#markdown(), "Record copied.", "Save the record as a file instead.");
  }

  #copyLink(button) {
    return this.#copy(button, this.#record().link, "Link copied.", "Copy it from the address bar instead.");
  }

  /** Hand the link to the device's own choice of ways to share, or copy it where there is none. */
  async #share(button) {
    if (!navigator.share) return this.#copyLink(button);
    const { link, outcome } = this.#record();
    await navigator.share({ title: outcome.title, url: link }).catch(() => {}); // the reader changed their mind
  }

  /** Copy a text, and say so beside the button. */
  async #copy(button, text, done, otherwise) {
    say(button.closest("[data-part]").querySelector("[role=status]"), await copy(text, done, otherwise));
  }
}

customElements.define("decision-flow", DecisionFlow);
