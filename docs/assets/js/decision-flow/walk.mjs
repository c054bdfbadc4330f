// The decision tree as data, and what can be computed from it: where answers lead, and what would change that.
// A tree is {start, questions: Map(id -> {id, title, options: [{id, label, next}]}), outcomes: Map(id -> {id, title}),
// tools: Map(id -> anything)}, the last those that may hand over a result.

import { fragmentOf as fragmentOfPairs, readFragment } from "../shared/address.mjs";
import { readHanded } from "../shared/handover.mjs";

/**
 * Write a path, [{question, option}], as the fragment that leads to its end, with what tools have `handed` over. An empty
 * path leads to the start, or to the question `at` by itself.
 */
export function fragmentOf(path, handed = new Map(), at = undefined) {
  if (at && !path.length && !handed.size) return `#${at.id}`;
  const answers = path.map(({ question, option }) => [question.id, option.id]);
  return fragmentOfPairs([...(at && !path.length ? [[at.id, ""]] : answers), ...handed]);
}

/**
 * Follow a fragment through the tree.
 * "#node" opens that question or outcome by itself. "#q=a&r=b" answers questions, from the start of the flow or,
 * where that is not among them, from the first one named; "#q=" opens a question by itself. "#tool=..." is what that tool
 * hands over. Whatever does not fit is left out.
 * Returns {path: [{question, option}], node, handed, joined, lost, elsewhere}: `handed` is a Map from a tool to what it
 * handed over, `joined` tells that the walk did not begin at the start, `lost` that a part of the fragment could not be
 * followed, and `elsewhere` is what a fragment names if that is neither an answer nor a question nor an outcome, else null.
 */
export function walk(tree, fragment) {
  const start = tree.questions.get(tree.start);
  const isKnown = (key) => tree.questions.has(key) || tree.tools.has(key);
  const { entries, anchor, tooLong, unknown, repeated, unreadable } = readFragment(fragment, isKnown);
  if (anchor !== null) {
    const node = nodeOf(tree, anchor);
    const joined = Boolean(node) && node !== start;
    return { path: [], node: node ?? start, handed: new Map(), joined, lost: !node, elsewhere: node ? null : anchor };
  }
  const answers = new Map([...entries].filter(([key]) => tree.questions.has(key)));
  const handed = new Map([...entries].filter(([key, text]) => tree.tools.has(key) && readHanded(text)));
  const [first = tree.start] = answers.keys();
  const entry = answers.has(tree.start) ? start : tree.questions.get(first);
  const path = [];
  let node = entry;
  while (node.options && answers.has(node.id)) {
    const option = node.options.find(({ id }) => id === answers.get(node.id));
    if (!option) break;
    path.push({ question: node, option });
    node = nodeOf(tree, option.next);
  }
  const opened = answers.get(entry.id) === "" ? 1 : 0;
  const left = unknown + repeated + unreadable.length + entries.size - handed.size - opened - path.length;
  return { path, node, handed, joined: entry !== start, lost: tooLong || left > 0, elsewhere: null };
}

/** The question or outcome with this id. */
export function nodeOf(tree, id) {
  return tree.questions.get(id) ?? tree.outcomes.get(id);
}

/** The largest number of questions that can still follow, this one included; 0 at an outcome. */
export function mostQuestionsLeft(tree, node) {
  if (!node.options) return 0;
  return 1 + Math.max(...node.options.map((option) => mostQuestionsLeft(tree, nodeOf(tree, option.next))));
}

/** All outcomes that can be reached from a node, as a Set in the order found. */
export function outcomesFrom(tree, node) {
  if (!node.options) return new Set([node]);
  return new Set(node.options.flatMap((option) => [...outcomesFrom(tree, nodeOf(tree, option.next))]));
}

/**
 * The answers of a finished path whose change alone would lead elsewhere.
 * The other answers of the path stand as far as their questions still come up.
 * Returns [{question, option, path, node, outcomes}]: `node` is where the changed walk ends, an outcome or a
 * question that was not asked before, and `outcomes` is the Set that it can still reach.
 */
export function whatWouldChange(tree, path) {
  const reached = nodeOf(tree, path.at(-1).option.next);
  const changes = [];
  for (const { question, option: given } of path) {
    for (const option of question.options.filter((each) => each !== given)) {
      const changed = withAnswer(tree, path, question, option);
      if (changed.node !== reached) {
        changes.push({ question, option, ...changed, outcomes: outcomesFrom(tree, changed.node) });
      }
    }
  }
  return changes;
}

/**
 * Give one question of a path another answer, or answer the question at its end; the other answers stand as far as their
 * questions still come up. Returns {path, node}, where that leads.
 */
export function withAnswer(tree, path, question, option) {
  const answers = new Map(path.map((step) => [step.question.id, step.option]));
  const index = path.findIndex((step) => step.question === question);
  const changed = [...(index < 0 ? path : path.slice(0, index)), { question, option }];
  let node = nodeOf(tree, option.next);
  while (node.options && answers.has(node.id)) {
    const next = answers.get(node.id);
    changed.push({ question: node, option: next });
    node = nodeOf(tree, next.next);
  }
  return { path: changed, node };
}
