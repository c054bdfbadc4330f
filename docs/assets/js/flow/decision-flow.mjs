// <decision-flow>: shows the rendered questions one at a time. The address holds the answers, so links,
// Back and reload work by themselves. Without this script the page is the complete, linked list.

import { element, link } from "../shared/dom.mjs";
import { markDrawing } from "./drawing.mjs";
import { recordPanel } from "./record.mjs";
import { decodeFragment, fragmentOf, mostQuestionsLeft, nodeOf, walk, whatWouldChange } from "./walk.mjs";

const MOST_RESULTS_NAMED = 3;

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
  #draft = {}; // what the reader typed into the record; it survives a changed answer

  connectedCallback() {
    this.#tree = readTree(this);
    this.classList.add("flow--live");
    document.body.dataset.flow = "live"; // a :has() in the style sheet would be worked out anew after every click
    this.prepend(this.#bar);
    this.append(this.#trail, this.#after);
    window.addEventListener("hashchange", this.#onHashChange);
    this.#show();
    if (window.location.hash && !this.#isElsewhere()) this.scrollIntoView({ block: "start" });
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onHashChange);
  }

  #onHashChange = () => {
    if (this.#isElsewhere()) return;
    const heading = this.#show();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
  };

  /** Tell whether the address names another place on this page, such as the drawing. */
  #isElsewhere() {
    const id = decodeFragment(window.location.hash);
    return Boolean(id) && !nodeOf(this.#tree, id) && document.getElementById(id) !== null;
  }

  /** Show the state of the address; returns the heading of the question or outcome now shown. */
  #show() {
    const tree = this.#tree;
    const state = walk(tree, this.#isElsewhere() ? "" : window.location.hash);
    for (const { section } of [...tree.questions.values(), ...tree.outcomes.values()]) {
      const hide = section !== state.node.section;
      if (section.hidden !== hide) section.hidden = hide;
    }
    for (const option of state.node.options ?? []) {
      option.anchor.setAttribute("href", fragmentOf([...state.path, { question: state.node, option }]));
    }
    this.#bar.replaceChildren(...this.#barParts(state));
    this.#trail.replaceChildren(...trailParts(state.path));
    this.#after.replaceChildren(...this.#outcomeParts(state));
    markDrawing(state);
    return state.node.section.querySelector("h3");
  }

  #barParts({ path, node, joined, lost }) {
    const left = mostQuestionsLeft(this.#tree, node);
    const moves = [];
    if (path.length) moves.push(link(path.length > 1 ? fragmentOf(path.slice(0, -1)) : `#${path[0].question.id}`, "Back"));
    if (path.length || joined) moves.push(link(`#${this.#tree.start}`, joined ? "Start from the beginning" : "Start again"));
    const parts = [
      element("p", { class: "flow-progress" }, progressText(path.length, left, joined)),
      element("progress", { value: path.length, max: path.length + left || 1, "aria-label": "Answers given" }),
    ];
    if (moves.length) parts.push(element("p", { class: "flow-moves" }, ...moves));
    if (lost) {
      parts.push(element("p", { class: "flow-notice", role: "alert" },
        "A part of this link does not fit the flow. You see the place up to which it could be followed."));
    }
    return parts;
  }

  #outcomeParts({ path, node, joined }) {
    if (node.options || !path.length) return [];
    const changes = whatWouldChange(this.#tree, path);
    return [changesPanel(changes), recordPanel({ tree: this.#tree, path, outcome: node, changes, joined }, this.#draft)];
  }
}

function progressText(answered, left, joined) {
  const more = left === 1 ? "the last one" : `at most ${left - 1} more`;
  if (joined) {
    if (!answered) return left ? "Opened by itself: earlier questions were not asked" : "Opened by itself: no questions were asked";
    return left ? `Entered on the way, ${more}` : "Result of a walk entered on the way";
  }
  return left ? `Question ${answered + 1}, ${more}` : `Result after ${answered} answer${answered === 1 ? "" : "s"}`;
}

function trailParts(path) {
  if (!path.length) return [];
  return [
    element("h4", {}, "Your answers"),
    element("ol", {}, ...path.map(({ question, option }, index) => element("li", {},
      `${question.title} `, element("b", {}, option.label), " ",
      link(index ? fragmentOf(path.slice(0, index)) : `#${question.id}`, "Change",
        { "aria-label": `Change the answer to: ${question.title}` })))),
  ];
}

function changesPanel(changes) {
  const asked = [...new Set(changes.map(({ question }) => question))];
  const rows = asked.map((question) => element("li", {}, question.title,
    element("ul", {}, ...changes.filter((change) => change.question === question).map(changeRow))));
  return element("section", { class: "flow-changes" }, element("h4", {}, "What would change this answer?"),
    rows.length ? element("p", {}, "Each line changes one answer and keeps the others.") : "",
    rows.length ? element("ul", {}, ...rows) : element("p", {}, "No single answer: you would have to change at least two."));
}

function changeRow({ option, path, node, outcomes }) {
  const goal = link(fragmentOf(path), node.title);
  if (!node.options) return element("li", {}, element("b", {}, option.label), ": ", goal);
  const results = outcomes.size > MOST_RESULTS_NAMED ? `one of ${outcomes.size} results`
    : [...outcomes].map(({ title }) => title).join("; or: ");
  return element("li", {}, element("b", {}, option.label), ": another question, ", goal, ` Then: ${results}.`);
}

customElements.define("decision-flow", DecisionFlow);
