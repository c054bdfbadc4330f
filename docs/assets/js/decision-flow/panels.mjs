// The parts that the flow adds around a question or an outcome: progress, answers given, and what would change them.

import { element, link } from "../shared/dom.mjs";
import { fragmentOf, mostQuestionsLeft } from "./walk.mjs";

const MOST_RESULTS_NAMED = 3;

/** How far the walk has come, the ways back, and a notice if a part of the address did not fit. */
export function barParts(tree, { path, node, handed, joined, lost }) {
  const left = mostQuestionsLeft(tree, node);
  const moves = [];
  if (path.length) moves.push(link(fragmentOf(path.slice(0, -1), handed, path[0].question), "Back"));
  if (path.length || joined) {
    const start = fragmentOf([], handed, tree.questions.get(tree.start));
    moves.push(link(start, joined ? "Start from the beginning" : "Start again"));
  }
  const parts = [
    element("p", { class: "flow-progress" }, progressText(path.length, left, joined)),
    element("progress", { value: path.length, max: path.length + left || 1, "aria-label": "Answers given" }),
  ];
  if (moves.length) parts.push(element("p", { class: "flow-moves" }, ...moves));
  if (lost) {
    parts.push(
      element(
        "p",
        { class: "flow-notice", role: "alert" },
        "A part of this link does not fit the flow. You see the place up to which it could be followed. " +
          `Links and records from before ${tree.changed} belong to other questions: answer again to compare.`,
      ),
    );
  }
  return parts;
}

function progressText(answered, left, joined) {
  const more = left === 1 ? "the last one" : `at most ${left - 1} more`;
  if (joined) {
    if (!answered)
      return left ? "Opened by itself: earlier questions were not asked" : "Opened by itself: no questions were asked";
    return left ? `Entered on the way, ${more}` : "Result of a walk entered on the way";
  }
  return left ? `Question ${answered + 1}, ${more}` : `Result after ${answered} answer${answered === 1 ? "" : "s"}`;
}

/** The answers given, each with a link to change it. */
export function trailParts({ path, handed }) {
  if (!path.length) return [];
  return [
    element("h4", {}, "Your answers"),
    element(
      "ol",
      {},
      ...path.map(({ question, option }, index) =>
        element(
          "li",
          {},
          `${question.title} `,
          element("b", {}, option.label),
          " ",
          link(fragmentOf(path.slice(0, index), handed, question), "Change", {
            "aria-label": `Change the answer to: ${question.title}`,
          }),
        ),
      ),
    ),
  ];
}

/** The same walk to fill in: a choice for each answer given, and for the question at hand. */
export function listParts({ path, node }) {
  const asked = [...path, ...(node.options ? [{ question: node, option: null }] : [])];
  return asked.map(({ question, option: given }) => {
    const choices = question.options.map((option) => {
      const made = element("option", { value: option.id }, option.label);
      if (option === given) made.setAttribute("selected", "");
      return made;
    });
    const none = given ? [] : [element("option", { value: "" }, "Choose")];
    return element(
      "li",
      { class: "tool-field" },
      element("label", {}, question.title, element("select", { name: question.id }, ...none, ...choices)),
    );
  });
}

/** What was not known on the way, each with what settles it; nothing if all was known. */
export function openPoints(path) {
  const open = path.filter(({ option }) => option.note);
  if (!open.length) return [];
  const rows = open.map(({ question, option }) =>
    element("li", {}, element("b", {}, question.title), " ", ...[...option.note.cloneNode(true).childNodes]),
  );
  return [element("p", {}, element("strong", {}, "To settle, since you did not know")), element("ul", {}, ...rows)];
}

/** The answers whose change alone would lead elsewhere, by question: the last one first, whose answers lie nearest. */
export function changesPanel(changes, handed) {
  const asked = [...new Set(changes.map(({ question }) => question))].reverse();
  const rows = asked.map((question) =>
    element(
      "li",
      {},
      question.title,
      element(
        "ul",
        {},
        ...changes.filter((change) => change.question === question).map((change) => changeRow(change, handed)),
      ),
    ),
  );
  return element(
    "section",
    { class: "flow-changes" },
    element("h4", {}, "What would change this answer?"),
    rows.length ? element("p", {}, "Each line changes one answer and keeps the others.") : "",
    rows.length
      ? element("ul", {}, ...rows)
      : element("p", {}, "No single answer: you would have to change at least two."),
  );
}

function changeRow({ option, path, node, outcomes }, handed) {
  const goal = link(fragmentOf(path, handed), node.title);
  if (!node.options) return element("li", {}, element("b", {}, option.label), ": ", goal);
  const results =
    outcomes.size > MOST_RESULTS_NAMED
      ? `one of ${outcomes.size} results`
      : [...outcomes].map(({ title }) => title).join("; or: ");
  const parts = [element("b", {}, option.label), ": another question, ", goal, ` Then: ${results}.`];
  return element("li", { class: "flow-far" }, ...parts);
}
