// What a vendor's cache leaves out of the beginnings that prompts share.

import { prefixesOf } from "./bill.mjs";
import { showInput } from "./figures.mjs";

/**
 * Sentences on beginnings that are too short for the cache, and on what its steps cut off. `names` are those of the options
 * by id, and `steps` is 0 where the cache has none.
 */
export function cacheNotes(inputs, names, steps) {
  const prefixes = Object.entries(prefixesOf(inputs));
  const listed = (found, told) => found.map((each) => `${names.get(each[0])} (${told(each[1])})`).join(", ");
  const short = prefixes.filter(([, tokens]) => tokens < inputs.cache_minimum);
  const cut = prefixes.filter((each) => !short.includes(each) && each[1] % steps);
  return [
    short.length &&
      `Too short for the cache, which takes ${showInput(inputs.cache_minimum)} tokens or more, so billed as plain input: ${listed(short, showInput)}.`,
    cut.length &&
      `Hits come in steps of ${steps} tokens, and what is left over is plain input, though the bill counts it as cached: ${listed(cut, (tokens) => `${showInput(tokens % steps)} of ${showInput(tokens)}`)}.`,
  ].filter(Boolean);
}
