// Answers the messages of the theme's search dialog: 0 set up, 1 ready, 2 query, 3 result.

import { beside } from "./answers.mjs";
import { open } from "./engine.mjs";
import { QUERY, READY, RESULT, SETUP } from "./messages.mjs";
import { items } from "./results.mjs";

/**
 * Make the handler of one dialog.
 *
 * @param {() => object} load gives the index, or throws
 * @returns {(message: {type?: number, data?: unknown}) => {type: number, data?: any} | undefined} the answer to a message
 */
export function handler(load) {
  let engine;
  return ({ type, data }) => {
    try {
      if (type === SETUP) {
        engine = open(load());
        return { type: READY };
      }
      return type === QUERY ? { type: RESULT, data: answer(String(data), engine) } : undefined;
    } catch (error) {
      return { type: RESULT, data: { items: [], failure: error instanceof Error ? error.message : String(error) } };
    }
  };
}

/** The whole answer to a query. */
export function answer(text, engine) {
  const result = engine.search(text);
  const [last] = result.query.concepts.slice(-1);
  const longer = last && engine.vocabulary.completions(last.written, 1)[0];
  return {
    items: items(result, engine),
    suggest: longer ? [engine.vocabulary.spelled(longer, last.written)] : [],
    beside: beside(text, result, engine),
  };
}
