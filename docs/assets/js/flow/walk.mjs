// The decision tree as data, and what can be computed from it: where answers lead, and what would change that.
// A tree is {start, questions: Map(id -> {id, title, options: [{id, label, next}]}), outcomes: Map(id -> {id, title})}.

const LONGEST_FRAGMENT = 2000;

/** Decode a fragment without its "#"; null when it is too long or holds a percent sign that is no escape. */
export function decodeFragment(fragment) {
  const text = fragment.replace(/^#/, "");
  if (text.length > LONGEST_FRAGMENT) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Read "a=yes&b=no" into a Map; of two answers to one question the first stands. */
function answersIn(text) {
  const answers = new Map();
  for (const [, id, answer] of text.matchAll(/([^&=]+)=([^&=]*)/g)) {
    if (!answers.has(id)) answers.set(id, answer);
  }
  return answers;
}

/** Write a path, [{question, option}], as the fragment that leads to its end. */
export function fragmentOf(path) {
  return `#${path.map(({ question, option }) => `${question.id}=${option.id}`).join("&")}`;
}

/**
 * Follow a fragment through the tree.
 * "#node" opens that question or outcome by itself. "#q=a&r=b" answers questions, from the start of the flow or,
 * where that is not among them, from the first one named. Whatever does not fit is left out.
 * Returns {path: [{question, option}], node, joined, lost}: `joined` tells that the walk did not begin at the start,
 * `lost` that a part of the fragment could not be followed.
 */
export function walk(tree, fragment) {
  const start = tree.questions.get(tree.start);
  const text = decodeFragment(fragment);
  if (!text) return { path: [], node: start, joined: false, lost: text === null };
  if (!text.includes("=")) {
    const node = nodeOf(tree, text);
    return { path: [], node: node ?? start, joined: Boolean(node) && node !== start, lost: !node };
  }
  const answers = answersIn(text);
  const entry = answers.has(tree.start)
    ? start
    : ([...answers.keys()].map((id) => tree.questions.get(id)).find(Boolean) ?? start);
  const path = [];
  let node = entry;
  while (node.options && answers.has(node.id)) {
    const option = node.options.find(({ id }) => id === answers.get(node.id));
    if (!option) break;
    path.push({ question: node, option });
    node = nodeOf(tree, option.next);
  }
  return { path, node, joined: entry !== start, lost: path.length < text.split("&").length };
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
