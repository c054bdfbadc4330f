// The decision tree as data, and what can be computed from it: where answers lead, and what would change that.
// A tree is {start, questions: Map(id -> {id, title, options: [{id, label, next}]}), outcomes: Map(id -> {id, title})}.

const LONGEST_FRAGMENT = 2000;

/** Read "#a=yes&b=no" into [["a", "yes"], ["b", "no"]]; anything unreadable gives an empty list. */
export function parseFragment(fragment) {
  const text = fragment.replace(/^#/, "");
  if (!text || text.length > LONGEST_FRAGMENT) return [];
  try {
    return text.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
  } catch {
    return []; // a percent sign that is no escape
  }
}

/** Write a path, [{question, option}], as the fragment that leads to its end. */
export function fragmentOf(path) {
  return `#${path.map(({ question, option }) => `${question.id}=${option.id}`).join("&")}`;
}

/**
 * Follow a fragment through the tree.
 * "#node" opens that question or outcome by itself; "#q=a&r=b" answers from the first question named.
 * Whatever does not fit is left out: the walk stops at the last answer that did.
 * Returns {path: [{question, option}], node, joined}, where joined tells that it did not begin at the start.
 */
export function walk(tree, fragment) {
  const pairs = parseFragment(fragment);
  const [first] = pairs;
  const start = tree.questions.get(tree.start);
  if (pairs.length === 1 && first.length === 1) {
    const node = tree.questions.get(first[0]) ?? tree.outcomes.get(first[0]) ?? start;
    return { path: [], node, joined: node !== start };
  }
  const entry = (first && tree.questions.get(first[0])) ?? start;
  const path = [];
  let node = entry;
  for (const [id, answer] of pairs) {
    const option = node.options && id === node.id && node.options.find((each) => each.id === answer);
    if (!option) break;
    path.push({ question: node, option });
    node = nodeOf(tree, option.next);
  }
  return { path, node, joined: entry !== start };
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
