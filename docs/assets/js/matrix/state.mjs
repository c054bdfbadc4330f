// The reader's choices, and their form in the address: #themes=a,b&options=c,d&weights=e:3,f:0&order=ranking
// A state is {themes: [], options: [], weights: {}, ordered: false}; no theme and no option chosen means all of them.

import { DEFAULT_WEIGHT, WEIGHTS } from "./rank.mjs";

const LONGEST_FRAGMENT = 4000; // every choice made at once takes less than 1,000 characters

/** The choices of a reader who has made none. */
export function noChoices() {
  return { themes: [], options: [], weights: {}, ordered: false };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // a percent sign that is no escape
  }
}

/**
 * Read a fragment. `known` holds the Sets {themes, options, criteria} of ids that exist.
 * What cannot be read keeps its default; the first of two equal keys counts.
 * Returns {state, anchor, problems}: `anchor` is set, and state null, when the fragment names a place on the page
 * rather than choices; `problems` says what was left out, in words that never repeat the address.
 */
export function parseState(fragment, known) {
  const text = fragment.replace(/^#/, "");
  const state = noChoices();
  if (text.length > LONGEST_FRAGMENT)
    return { state, anchor: null, problems: ["it is too long to be one of this page"] };
  if (text && !/[=&]/.test(text)) return { state: null, anchor: decoded(text) ?? "", problems: [] };
  const problems = new Set();
  const seen = new Set();
  const ids = (value, valid, what) => {
    const wanted = value.split(",").filter(Boolean);
    if (wanted.some((id) => !valid.has(id))) problems.add(`it names an unknown ${what}`);
    return [...valid].filter((id) => wanted.includes(id));
  };
  const readers = {
    themes: (value) => {
      state.themes = ids(value, known.themes, "group of criteria");
    },
    options: (value) => {
      state.options = ids(value, known.options, "option");
    },
    weights: (value) => {
      state.weights = weightsIn(value, known.criteria, problems);
    },
    order: (value) => {
      state.ordered = value === "ranking";
      if (!state.ordered) problems.add("it asks for an unknown order");
    },
  };
  for (const pair of text ? text.split("&") : []) {
    const [key, value, ...rest] = pair.split("=").map(decoded);
    if (value == null || rest.length || !Object.hasOwn(readers, key ?? ""))
      problems.add("it holds a setting that this page does not have");
    else if (seen.has(key)) problems.add("it gives one setting twice, and the first counts");
    else readers[seen.add(key) && key](value);
  }
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
  const given = Object.entries(weights)
    .filter(([, weight]) => weight !== DEFAULT_WEIGHT)
    .map(([id, weight]) => `${id}:${weight}`);
  const parts = [
    themes.length && `themes=${themes.join(",")}`,
    options.length && `options=${options.join(",")}`,
    given.length && `weights=${given.join(",")}`,
    ordered && "order=ranking",
  ].filter(Boolean);
  return parts.length ? `#${parts.join("&")}` : "";
}
