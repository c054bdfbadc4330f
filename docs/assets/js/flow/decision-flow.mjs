// <decision-flow>: shows the rendered questions one at a time. The address holds the answers, so links,
// Back and reload work by themselves. Without this script the page is the complete, linked list.

import { element, link } from "../shared/dom.mjs";
import { recordPanel } from "./record.mjs";
import { fragmentOf, mostQuestionsLeft, walk, whatWouldChange } from "./walk.mjs";

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

  connectedCallback() {
    this.#tree = readTree(this);
    this.classList.add("flow--live");
    this.prepend(this.#bar);
    this.append(this.#after, this.#trail);
    window.addEventListener("hashchange", this.#onHashChange);
    this.#show();
  }

  disconnectedCallback() {
    window.removeEventListener("hashchange", this.#onHashChange);
  }

  #onHashChange = () => {
    const heading = this.#show();
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    this.scrollIntoView({ block: "start" });
  };

  /** Show the state of the address; returns the heading of the question or outcome now shown. */
  #show() {
    const tree = this.#tree;
    const state = walk(tree, window.location.hash);
    for (const { section } of [...tree.questions.values(), ...tree.outcomes.values()]) {
      section.hidden = section !== state.node.section;
    }
    for (const option of state.node.options ?? []) {
      option.anchor.setAttribute("href", fragmentOf([...state.path, { question: state.node, option }]));
    }
    this.#bar.replaceChildren(...this.#barParts(state));
    this.#trail.replaceChildren(...trailParts(state.path));
    this.#after.replaceChildren(...this.#outcomeParts(state));
    markChart(state);
    return state.node.section.querySelector("h3");
  }

  #barParts({ path, node, joined }) {
    const start = `#${this.#tree.start}`;
    const left = mostQuestionsLeft(this.#tree, node);
    const progress = left
      ? `Question ${path.length + 1}, at most ${left - 1} more`
      : `Result after ${path.length} answer${path.length === 1 ? "" : "s"}`;
    const back = path.length > 1 ? fragmentOf(path.slice(0, -1)) : path.length ? `#${path[0].question.id}` : null;
    const total = path.length + left;
    return [
      element("p", { class: "flow-progress" }, joined && !path.length ? "Opened from a link" : progress),
      element("progress", { value: path.length, max: total || 1, "aria-label": "Answers given" }),
      element("p", { class: "flow-moves" }, ...(back ? [link(back, "Back")] : []),
        ...(path.length || joined ? [link(start, joined && !path.length ? "Start from the beginning" : "Start again")] : [])),
    ];
  }

  #outcomeParts({ path, node }) {
    if (node.options || !path.length) return [];
    const changes = whatWouldChange(this.#tree, path);
    return [changesPanel(changes), recordPanel(this.#tree, path, node, changes)];
  }
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
  const rows = changes.map(({ question, option, path, node, outcomes }) => {
    const goal = link(fragmentOf(path), node.title);
    const lead = node.options ? ["leads to another question, ", goal, ` (${[...outcomes].map((each) => each.title).join("; ")})`]
      : ["leads to ", goal];
    return element("li", {}, `${question.title} `, element("b", {}, option.label), " ", ...lead, ".");
  });
  return element("section", { class: "flow-changes" }, element("h4", {}, "What would change this answer?"),
    rows.length ? element("ul", {}, ...rows) : element("p", {}, "No single answer: you would have to change at least two."));
}

/** Highlight the path in the drawing on the same page. */
function markChart({ path, node }) {
  const edges = new Set(path.map(({ question, option }) => `${question.id}/${option.id}`));
  for (const mark of document.querySelectorAll("[data-edge]")) {
    mark.classList.toggle("chart-edge--taken", edges.has(mark.dataset.edge));
  }
  for (const mark of document.querySelectorAll("[data-chart-node]")) {
    const current = mark.dataset.chartNode === node.id;
    if (current) mark.setAttribute("aria-current", "step");
    else mark.removeAttribute("aria-current");
  }
}

customElements.define("decision-flow", DecisionFlow);
