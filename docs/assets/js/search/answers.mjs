// What the dialog says above the list: the answer itself where the site has one, and a way on where it found nothing.

import { COMMON } from "./words.mjs";

const ABOUT_MEANING = new Set(["mean", "definition", "defin", "glossari", "explain"]);
const CLOSE = 0.55; // likeness of a question to one of the FAQ from which its answer is shown
const COVERED = 0.7;
const DEEP = 3; // an answer is shown only if its page is among the first few

/** The term that a query names, alone or in "what is ..." and "... meaning". */
function term({ concepts }, { sections, titles }) {
  const content = concepts.filter(({ written, terms }) => !COMMON.has(written) && !ABOUT_MEANING.has(terms[0]));
  const named = (content.length ? content : concepts).flatMap(({ terms }) => terms).join(" ");
  if (!named) return undefined;
  const terms = sections.filter(({ kind }) => kind === "term");
  return (
    terms.find(({ at }) => titles[at][0].join(" ") === named) ??
    terms.find(({ at }) => titles[at].some((title) => title.join(" ") === named))
  );
}

/** The entry of the FAQ that asks the same. */
function answer({ groups }, { sections }) {
  for (const { found } of groups.slice(0, DEEP)) {
    const best = found.find(({ at }) => sections[at].kind === "answer");
    if (best && best.likeness >= CLOSE && best.coverage >= COVERED) return sections[best.at];
  }
  return undefined;
}

/** Names of the glossary that share most pairs of letters with a text. */
function nearest(text, sections) {
  const pairs = (word) =>
    new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + 2)));
  const wanted = pairs(text.toLowerCase());
  const shared = (name) => {
    const own = pairs(name.toLowerCase());
    return (2 * [...own].filter((pair) => wanted.has(pair)).length) / (own.size + wanted.size || 1);
  };
  return sections
    .filter(({ kind }) => kind === "term")
    .map(({ title, location }) => ({ title, location, likeness: shared(title) }))
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, 3);
}

/** A word as the site spells it: "forgeting" was found by its stem, and is not to be shown as a correction. */
function spelt(word, vocabulary) {
  return COMMON.has(word) || vocabulary.spells(word) ? word : (vocabulary.neighbours(word)[0]?.spelling ?? word);
}

/**
 * What goes beside the list.
 *
 * @returns {{card?: object, corrected?: string, wayOn?: object}} `card` is a definition or an answer, `corrected` the
 *   query that was searched instead, `wayOn` what to try after nothing was found
 */
export function beside(text, result, engine) {
  const { query, groups } = result;
  const { sections, start } = engine;
  if (!query.concepts.length) return {};
  const corrected =
    query.concepts.some((concept) => concept.corrected) &&
    query.concepts.map(({ corrected, written }) => corrected ?? spelt(written, engine.vocabulary)).join(" ");
  if (!groups.length) {
    const spelled = query.concepts
      .map(({ written }) => engine.vocabulary.neighbours(written, 3)[0]?.spelling ?? written)
      .join(" ");
    return {
      wayOn: {
        spelled: spelled === text.trim().toLowerCase() ? "" : spelled,
        terms: nearest(text, sections),
        pages: start,
      },
    };
  }
  const found = term(query, engine) ?? answer(result, engine);
  const card = found && { kind: found.kind, title: found.title, text: found.lead, location: found.location };
  return { ...(card && { card }), ...(corrected && { corrected }) };
}
