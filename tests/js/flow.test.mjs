// The decision flow without a page: where answers lead, what would change that, and what odd addresses do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseState } from "../../docs/assets/js/comparison-matrix/state.mjs";
import { barParts, changesPanel, trailParts } from "../../docs/assets/js/decision-flow/panels.mjs";
import {
  fragmentOf,
  mostQuestionsLeft,
  nodeOf,
  outcomesFrom,
  walk,
  whatWouldChange,
} from "../../docs/assets/js/decision-flow/walk.mjs";
import { readFragment } from "../../docs/assets/js/shared/address.mjs";
import { handedOver } from "../../docs/assets/js/shared/handover.mjs";
import { chance, dataOf, find, NOT_FOR_READERS, rounds, withoutBrowser, written } from "./support.mjs";

withoutBrowser();

const decision = dataOf("decision");
const byId = (entries, title) => new Map(entries.map((each) => [each.id, { ...each, title: each[title] }]));
const TREE = {
  start: decision.start,
  changed: decision.changed,
  questions: byId(decision.questions, "ask"),
  outcomes: new Map([...byId(decision.outcomes, "title")].map(([id, { title }]) => [id, { id, title }])),
  tools: byId(
    dataOf("forms").filter(({ asks }) => asks),
    "title",
  ),
};

/** Every path from a node to an outcome, as [{question, option}]. */
function pathsFrom(node, above = []) {
  if (!node.options) return [above];
  return node.options.flatMap((option) => pathsFrom(nodeOf(TREE, option.next), [...above, { question: node, option }]));
}

const PATHS = pathsFrom(TREE.questions.get(TREE.start));
const endOf = (path) => nodeOf(TREE, path.at(-1).option.next);

test("every path of the data leads to its outcome, and its fragment brings it back", () => {
  assert.ok(PATHS.length > 100);
  for (const path of PATHS) {
    const found = walk(TREE, fragmentOf(path));
    assert.deepEqual([found.node, found.joined, found.lost], [endOf(path), false, false]);
    assert.equal(fragmentOf(found.path), fragmentOf(path));
  }
});

test("what would change an answer is what changing each single answer would do", () => {
  for (const path of PATHS) {
    const given = new Map(path.map(({ question, option }) => [question.id, option.id]));
    const expected = path.flatMap(({ question, option: old }) =>
      question.options
        .filter((option) => option !== old)
        .map((option) => {
          let node = nodeOf(TREE, option.next);
          while (node.options && given.has(node.id)) {
            node = nodeOf(TREE, node.options.find(({ id }) => id === given.get(node.id)).next);
          }
          return [question.id, option.id, node];
        })
        .filter(([, , node]) => node !== endOf(path)),
    );
    const found = whatWouldChange(TREE, path);
    assert.deepEqual(
      found.map(({ question, option, node }) => [question.id, option.id, node]),
      expected,
    );
    for (const { node, outcomes, path: changed } of found) {
      assert.deepEqual(outcomes, outcomesFrom(TREE, node));
      assert.equal(walk(TREE, fragmentOf(changed)).node, node);
    }
  }
});

test("progress never promises less than is asked", () => {
  for (const path of PATHS) {
    path.forEach(({ question }, answered) => {
      assert.ok(mostQuestionsLeft(TREE, question) >= path.length - answered);
    });
  }
});

const first = TREE.questions.get(TREE.start);

test("a fragment names a node, a place elsewhere, or answers from where they begin", () => {
  const other = PATHS.find((path) => path.length > 3)[2];
  const state = ({ path, node, joined, lost, elsewhere }) => [path.length, node.id, joined, lost, elsewhere];
  assert.deepEqual(state(walk(TREE, "")), [0, first.id, false, false, null]);
  assert.deepEqual(state(walk(TREE, `#${other.question.id}`)), [0, other.question.id, true, false, null]);
  assert.deepEqual(state(walk(TREE, "#flowchart")), [0, first.id, false, true, "flowchart"]);
  assert.deepEqual(state(walk(TREE, `#${other.question.id}=${other.option.id}`)), [
    1,
    other.option.next,
    true,
    false,
    null,
  ]);
  assert.equal(walk(TREE, `#${first.id}=${first.options[0].id}&${first.id}=${first.options[1].id}`).lost, true);
  assert.equal(walk(TREE, `#${"x".repeat(100_000)}`).lost, true);
});

test("what tools handed over stays with every step, and is no answer", () => {
  const handed = new Map(
    [...TREE.tools.keys()].map((tool) => [tool, handedOver(`The answer of ${tool}.`, "#a=1&b=2")]),
  );
  assert.ok(handed.size > 3);
  for (const path of PATHS.slice(0, 20)) {
    const state = walk(TREE, fragmentOf(path, handed));
    assert.deepEqual([state.node, state.joined, state.lost, state.handed], [endOf(path), false, false, handed]);
    const ways = [
      ...find(barParts(TREE, state), "a"),
      ...find(trailParts(state), "a"),
      ...find([changesPanel(whatWouldChange(TREE, path), handed)], "a"),
    ];
    assert.ok(ways.length > path.length);
    for (const way of ways) {
      const next = walk(TREE, way.attributes.get("href"));
      assert.deepEqual([next.lost, next.handed], [false, handed], way.attributes.get("href"));
    }
  }
  const other = [...TREE.questions.values()].at(-1);
  const opened = walk(TREE, fragmentOf([], handed, other));
  assert.deepEqual([opened.node, opened.joined, opened.lost, opened.path], [other, true, false, []]);
  assert.equal(walk(TREE, "#noise-check=nothing").lost, true);
});

test("what a result lets tools compare can be read by them", () => {
  const ids = (entries) => new Set(entries.map(({ id }) => id));
  const { themes, options, criteria } = dataOf("matrix");
  const known = { themes: ids(themes), options: ids(options), criteria: ids(criteria) };
  const billed = ids(dataOf("cost").options);
  const compared = decision.outcomes.filter(({ compare }) => compare).map(({ compare }) => compare);
  assert.ok(compared.length > 8);
  for (const { "break-even": bill, "comparison-matrix": matrix = "" } of compared) {
    const { entries } = readFragment(bill, (key) => ["option", "baseline"].includes(key));
    assert.equal(entries.size, 2, bill);
    assert.ok(billed.has(entries.get("option")) && billed.has(entries.get("baseline")), bill);
    assert.notEqual(entries.get("option"), entries.get("baseline"), bill);
    if (matrix) assert.deepEqual(parseState(`#${matrix}`, known).problems, [], matrix);
  }
});

/** Fragments made of true answers, near misses and noise. */
function oddFragment(random) {
  const noise = () => random.many([..."abz09-=&%#<>\"'/\\;:?+ ~é中\u{1f600}\u202e\u0000\t[]{}"], 40).join("");
  const pair = () => {
    const { id, options } = random.one([...TREE.questions.values()]);
    const option = random.one(options).id;
    return random.one([`${id}=${option}`, `${id}=`, `=${option}`, id, `${option}=${id}`, noise()]);
  };
  const true_ = fragmentOf(random.one(PATHS)).slice(1);
  const cut = random.below(true_.length);
  return random.one([
    noise,
    () => random.many([pair(), pair(), pair(), pair()], 8).join("&"),
    () => true_.slice(0, cut) + noise() + true_.slice(cut),
    () => true_.split("&").reverse().join("&"),
    () => encodeURIComponent(true_),
  ])();
}

test("odd fragments lead to a question or an outcome, in words for readers", () => {
  const random = chance(20261123);
  for (let round = 0; round < rounds(10_000); round += 1) {
    const fragment = `#${oddFragment(random)}`;
    const state = walk(TREE, fragment);
    assert.ok(nodeOf(TREE, state.node.id), fragment);
    const parts = [...barParts(TREE, state), ...trailParts(state)];
    if (!state.node.options && state.path.length)
      parts.push(changesPanel(whatWouldChange(TREE, state.path), state.handed));
    assert.doesNotMatch(parts.map(written).join(" "), NOT_FOR_READERS, fragment);
    if (state.path.length) assert.equal(walk(TREE, fragmentOf(state.path)).node, state.node, fragment);
  }
});
