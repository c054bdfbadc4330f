// The reader's choices, and their form in the address: #themes=a,b&options=c,d&weights=e:3,f:0&order=ranking
// A state is {themes: [], options: [], weights: {}, ordered: false}; no theme and no option chosen means all of them.

import { fragmentOf as fragmentOfPairs, readFragment } from "../shared/address.mjs";
import { DEFAULT_WEIGHT, WEIGHTS } from "./rank.mjs";

const KEYS = new Set(["themes", "options", "weights", "order"]);

/** The choices of a reader who has made none. */
export function noChoices() {
  return { themes: [], options: [], weights: {}, ordered: false };
}

/**
 * Read a fragment. `known` holds the Sets {themes, options, criteria} of ids that exist.
 * What cannot be read keeps its default; the first of two equal keys counts.
 * Returns {state, anchor, problems}: `anchor` is set, and state null, when the fragment names a place on the page
 * rather than choices; `problems` says what was left out, in words that never repeat the address.
 */
export function parseState(fragment, known) {
  const { entries, anchor, tooLong, unknown, repeated, unreadable } = readFragment(fragment, (key) => KEYS.has(key));
  const problems = new Set();
  if (anchor !== null) return { state: null, anchor, problems: [] };
  if (tooLong) problems.add("it is too long to be one of this page");
  if (unknown + unreadable.length) problems.add("it holds a setting that this page does not have");
  if (repeated) problems.add("it gives one setting twice, and the first counts");
  const ids = (key, valid, what) => {
    const wanted = (entries.get(key) ?? "").split(",").filter(Boolean);
    if (wanted.some((id) => !valid.has(id))) problems.add(`it names an unknown ${what}`);
    return [...valid].filter((id) => wanted.includes(id));
  };
  const state = {
    themes: ids("themes", known.themes, "group of criteria"),
    options: ids("options", known.options, "option"),
    weights: weightsIn(entries.get("weights") ?? "", known.criteria, problems),
    ordered: entries.get("order") === "ranking",
  };
  if (entries.has("order") && !state.ordered) problems.add("it asks for an unknown order");
  return { state, anchor: null, problems: [...problems] };
}

function weightsIn(value, criteria, problems) {
  const weights = {};
  for (const pair of value.split(",").filter(Boolean)) {
    const [id, weight, ...rest] = pair.split(":");
    if (!criteria.has(id) || !/^[0-3]$/.test(weight ?? "") || rest.length)
      problems.add("it holds a weight that cannot be used");
    else if (Object.hasOwn(weights, id)) problems.add("it gives one weight twice, and the first counts");
    else weights[id] = WEIGHTS[weight];
  }
  return Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight !== DEFAULT_WEIGHT));
}

/** Write a state as a fragment with its #, or as nothing when no choice was made. */
export function fragmentOf({ themes, options, weights, ordered }) {
  const given = Object.entries(weights).filter(([, weight]) => weight !== DEFAULT_WEIGHT);
  const pairs = [
    ["themes", themes],
    ["options", options],
    ["weights", given.map((pair) => pair.join(":"))],
    ["order", ordered ? ["ranking"] : []],
  ];
  return fragmentOfPairs(pairs.filter(([, chosen]) => chosen.length));
}
