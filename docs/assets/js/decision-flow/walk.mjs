// The decision tree as data, and what can be computed from it: where answers lead, and what would change that.
// A tree is {start, questions: Map(id -> {id, title, options: [{id, label, next}]}), outcomes: Map(id -> {id, title})}.

import { fragmentOf as fragmentOfPairs, readFragment } from "../shared/address.mjs";

/** Write a path, [{question, option}], as the fragment that leads to its end. */
export function fragmentOf(path) {
  return fragmentOfPairs(path.map(({ question, option }) => [question.id, option.id]));
}

/**
 * Follow a fragment through the tree.
 * "#node" opens that question or outcome by itself. "#q=a&r=b" answers questions, from the start of the flow or,
 * where that is not among them, from the first one named. Whatever does not fit is left out.
 * Returns {path: [{question, option}], node, joined, lost, elsewhere}: `joined` tells that the walk did not begin at the
 * start, `lost` that a part of the fragment could not be followed, and `elsewhere` is what a fragment names if that is
 * neither an answer nor a question nor an outcome, else null.
 */
export function walk(tree, fragment) {
  const start = tree.questions.get(tree.start);
  const isQuestion = (key) => tree.questions.has(key);
  const { entries, anchor, tooLong, unknown, repeated, unreadable } = readFragment(fragment, isQuestion);
  if (anchor !== null) {
    const node = nodeOf(tree, anchor);
    const elsewhere = node ? null : anchor;
    return { path: [], node: node ?? start, joined: Boolean(node) && node !== start, lost: !node, elsewhere };
  }
  const [first = tree.start] = entries.keys();
  const entry = entries.has(tree.start) ? start : tree.questions.get(first);
  const path = [];
  let node = entry;
  while (node.options && entries.has(node.id)) {
    const option = node.options.find(({ id }) => id === entries.get(node.id));
    if (!option) break;
    path.push({ question: node, option });
    node = nodeOf(tree, option.next);
  }
  const left = unknown + repeated + unreadable.length + (entries.size - path.length);
  return { path, node, joined: entry !== start, lost: tooLong || left > 0, elsewhere: null };
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
  const answers = new Map(path.map(({ question, option }) => [question.id, option]));
  const reached = nodeOf(tree, path.at(-1).option.next);
  const changes = [];
  path.forEach(({ question, option: given }, index) => {
    for (const option of question.options.filter((each) => each !== given)) {
      const changed = [...path.slice(0, index), { question, option }];
      let node = nodeOf(tree, option.next);
      while (node.options && answers.has(node.id)) {
        const next = answers.get(node.id);
        changed.push({ question: node, option: next });
        node = nodeOf(tree, next.next);
      }
      if (node !== reached) {
        changes.push({ question, option, path: changed, node, outcomes: outcomesFrom(tree, node) });
      }
    }
  });
  return changes;
}
