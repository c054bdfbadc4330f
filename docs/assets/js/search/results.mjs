// Writes what was found in the form that the theme's dialog shows: one item a page, its best sections first.

import { COMMON, plain, words } from "./words.mjs";

const PAGES = 24; // more than anybody reads
const NEAR = 0.6; // a section this close to the best one is shown with it, the others are folded away
const SHOWN = 3;
const FOLDED = 5;
const FAINT = 0.03; // pages this far behind the best one are left out

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that shows as it is when the theme sets it as HTML. */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

/** Text as HTML with the words that matched marked. */
export function mark(text, terms) {
  return text
    .split(/(\s+)/)
    .map((piece) =>
      words(piece).some(({ term, parts }) => [term, ...parts].some((each) => terms.has(each)))
        ? `<mark data-md-highlight>${escaped(piece)}</mark>`
        : escaped(piece),
    )
    .join("")
    .replace(/<\/mark>(\s+)<mark data-md-highlight>/g, "$1");
}

/** Which words of the query a section holds, with the words that it holds in their place, and which it lacks. */
function held(query, found, vocabulary) {
  const terms = {};
  query.concepts.forEach((concept, which) => {
    if (COMMON.has(concept.written)) return;
    const match = found.matched.find((each) => each.which === which);
    terms[concept.corrected ?? concept.written] = Boolean(match);
    for (const term of match?.terms ?? [])
      if (!concept.terms.includes(term)) terms[plain(vocabulary.spelling(term))] = true;
  });
  return terms;
}

/**
 * The items of a result message.
 *
 * @returns {object[][]} for each page its sections, best first, and the page itself
 */
export function items({ query, groups }, { pages, sections, vocabulary }) {
  const least = (groups[0]?.score ?? 0) * FAINT;
  return groups
    .filter(({ score }) => score >= least)
    .slice(0, PAGES)
    .map(({ page, found }) => {
      const best = found[0].score;
      let near = 0;
      const shown = found
        .slice(0, FOLDED)
        .filter(({ score }, which) => which === 0 || score >= best / 10)
        .map((each) => {
          const section = sections[each.at];
          const telling = each.matched.filter(({ written }) => !COMMON.has(written));
          const terms = new Set(telling.flatMap(({ which, terms }) => [...terms, ...query.concepts[which].terms]));
          if (each.score >= best * NEAR) near += 1;
          const close = each.score >= best * NEAR && near <= SHOWN;
          return {
            location: section.location,
            title: title(section, pages[page], terms),
            text: mark(section.lead, terms),
            score: close ? best : each.score,
            terms: held(query, each, vocabulary),
          };
        });
      const own = sections.find((section) => section.page === page && section.kind === "page");
      if (!shown.some(({ location }) => location === own.location)) {
        shown.push({
          location: own.location,
          title: title(own, pages[page], new Set()),
          text: "",
          score: 0,
          terms: shown[0].terms,
        });
      }
      return shown;
    });
}

/** The title of a page with the path to it, or the title of a section. */
function title(section, { trail }, terms) {
  const path = section.kind === "page" ? trail : section.kind === "term" ? [] : section.above;
  const over = path.length ? `<small class="search-path">${escaped(path.join(" \u203a "))}</small> ` : "";
  return over + mark(section.title, terms);
}
