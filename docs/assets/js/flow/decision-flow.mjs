// <decision-flow>: shows the rendered questions one at a time. The address holds the answers, so links,
// Back and reload work by themselves. Without this script the page is the complete, linked list.

import { element } from "../shared/dom.mjs";
import { Later } from "../shared/later.mjs";
import { markDrawing } from "./drawing.mjs";
import { barParts, changesPanel, trailParts } from "./panels.mjs";
import { recordPanel } from "./record.mjs";
import { decodeFragment, fragmentOf, nodeOf, walk, whatWouldChange } from "./walk.mjs";

/** Read the tree from the sections that the build rendered. */
export function readTree(root) {
  const questions = [...root.querySelectorAll("[data-question]")].map((section) => ({
    id: section.dataset.question,
    title: headingText(section),
    section,
    options: [...section.querySelectorAll("a[data-option]")].map((anchor) => ({
      id: anchor.dataset.option,
      label: anchor.textContent,
      next: anchor.dataset.next,
      anchor,
    })),
  }));
  const outcomes = [...root.querySelectorAll("[data-outcome]")].map((section) => ({
    id: section.dataset.outcome,
    title: headingText(section),
    section,
  }));
  return {
    start: root.dataset.start,
    questions: new Map(questions.map((each) => [each.id, each])),
    outcomes: new Map(outcomes.map((each) => [each.id, each])),
  };
}

function headingText(section) {
  const heading = section.querySelector("h3").cloneNode(true);
  heading.querySelector(".headerlink")?.remove();
  return heading.textContent.trim();
}

class DecisionFlow extends HTMLElement {
  #tree;
  #bar = element("div", { class: "flow-bar" });
  #trail = element("div", { class: "flow-trail" });
  #after = element("div", { class: "flow-after" });
  #judging = new Later(this.#after, () => this.#after.replaceChildren(...this.#outcomeParts(this.#state)));
  #marking = new Later(document.querySelector(".chart"), () => markDrawing(this.#state));
  #state;
  #draft = {}; // what the reader typed into the record; it survives a changed answer

  connectedCallback() {
    this.#tree = readTree(this);
    this.classList.add("flow--live");
    document.body.dataset.flow = "live"; // a :has() in the style sheet would be worked out anew after every click
    this.prepend(this.#bar);
    this.append(this.#trail, this.#after);
    window.addEventListener("hashchange", this.#onHashChange);
    const { hash } = window.location;
    this.load(this.#isElsewhere(hash) ? "" : hash);
    this.draw(); // at once, for what stands below it must not move any more
    if (hash && !this.#isElsewhere(hash)) this.scrollIntoView({ block: "start" });
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onHashChange);
  }

  #onHashChange = () => {
    if (this.#isElsewhere(window.location.hash)) return;
    const heading = this.load(window.location.hash);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
  };

  /** Tell whether a fragment names another place on this page, such as the drawing. */
  #isElsewhere(fragment) {
    const id = decodeFragment(fragment);
    return Boolean(id) && !nodeOf(this.#tree, id) && document.getElementById(id) !== null;
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
      option.anchor.setAttribute("href", fragmentOf([...state.path, { question: state.node, option }]));
    }
    this.#bar.replaceChildren(...barParts(tree, state));
    this.#trail.replaceChildren(...trailParts(state.path));
    this.#judging.ask();
    this.#marking.ask();
    return state.node.section.querySelector("h3");
  }

  /** Draw at once what waits for the next frame: what would change the answer, the record, and the path in the drawing. */
  draw() {
    this.#judging.now();
    this.#marking.now();
  }

  #outcomeParts({ path, node, joined }) {
    if (node.options || !path.length) return [];
    const changes = whatWouldChange(this.#tree, path);
    return [
      changesPanel(changes),
      recordPanel({ tree: this.#tree, path, outcome: node, changes, joined }, this.#draft),
    ];
  }
}

customElements.define("decision-flow", DecisionFlow);
