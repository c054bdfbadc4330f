// What the tools hand one another, in the address. The decision flow gives a tool its own fragment as `decision`, which the
// tool keeps and gives back. A tool gives the flow its result under its own name: the settings that bring it back, and
// `says`, its answer as a sentence. Both are fragments within a fragment, and as hostile as any other.

import { fragmentOf, readFragment } from "./address.mjs";

const SAYS = "says";
const LONGEST_ANSWER = 600;
/** What a sentence of a tool is made of; nothing else gets into a record. */
const STRANGE = /[^\p{L}\p{M}\p{N}\p{Sc} .,:;%()'"’“”?+×−–-]/gu;

const bare = (fragment) => fragment.replace(/^#/, "");

/** The text by which a tool hands over its answer `says`, with the fragment of its settings. */
export function handedOver(says, settings) {
  const own = bare(settings);
  return bare(fragmentOf([[SAYS, says]])) + (own && `&${own}`);
}

/** Read what a tool handed over: {says, settings}, a sentence and a fragment; null if it holds no sentence. */
export function readHanded(text) {
  const { entries } = readFragment(text, () => true);
  const says = (entries.get(SAYS) ?? "").replace(/\s+/g, " ").replace(STRANGE, "").trim().slice(0, LONGEST_ANSWER);
  entries.delete(SAYS);
  return says ? { says, settings: fragmentOf([...entries]) } : null;
}

/** A fragment with one more pair; unchanged if the text is empty. */
export function withPair(fragment, key, text) {
  if (!text) return fragment;
  return [fragment, fragmentOf([[key, text]])].map(bare).filter(Boolean).join("&").replace(/^/, "#");
}

/** The decision that a fragment of a tool carries along, as the flow's own fragment without "#"; "" if none. */
export function decisionIn(fragment) {
  return readFragment(fragment, () => false).decision;
}

/** The fragment of the flow that holds a decision and the result of a tool; "" for neither. */
export function fragmentOfFlow(decision, tool, handed) {
  const kept = readFragment(decision, (key) => key !== tool).entries;
  return withPair(fragmentOf([...kept]), tool, handed);
}
