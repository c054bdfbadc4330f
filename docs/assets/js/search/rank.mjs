// Orders the sections of the site by how well they answer a query.

import { COMMON } from "./words.mjs";

/** What kind of place a section is decides between equals. */
const STANDING = { page: 1.12, section: 1, term: 1.05, answer: 1.05, entry: 0.75 };

const ASKED = { page: 1.05, section: 1, term: 0.6, answer: 1.45, entry: 0.9 };

// Chosen by hand on queries of our own, before those of tests/search/queries.tsv were asked.
const UNCOVERED = 0.1; // what is left of the score of a section that hardly any of the query covers
const COVERED = 3; // how steeply the score rises with the share of the query that is covered
const ALIKE = 2.4; // what a title that says what the query says adds
const ALIKE_STEEP = 1.5;
const SAME = 1.5; // what a title in the very words of the query adds
const RAREST = 5; // beyond this, a rare word counts no more
const COMMON_IN_TITLE = 0.3; // what a common word counts in a title

/** Scores one term at a time with MiniSearch and keeps what it has computed: somebody who types asks again at every key. */
export class Scorer {
  constructor(library) {
    this.library = library;
    this.known = new Map();
  }

  /** @returns {Map<number, {score: number, fields: string[]}>} by section */
  of(term) {
    let found = this.known.get(term);
    if (!found) {
      found = new Map(this.library.find(term).map(({ id, score, match }) => [id, { score, fields: match[term] }]));
      if (this.known.size > 2000) this.known.clear();
      this.known.set(term, found);
    }
    return found;
  }

  /** How telling a term is: rare terms are. */
  weight(term) {
    return Math.log(1 + this.library.documentCount / (1 + this.of(term).size));
  }
}

/** The scores of one alternative: all of its terms, or less than their share if some are missing. */
function alternative({ terms, weight }, scorer) {
  const sums = new Map();
  for (const term of terms) {
    for (const [at, { score, fields }] of scorer.of(term)) {
      const sum = sums.get(at) ?? { score: 0, present: 0, fields: new Set() };
      sum.score += score;
      sum.present += 1;
      for (const field of fields) sum.fields.add(field);
      sums.set(at, sum);
    }
  }
  for (const sum of sums.values()) sum.score *= (weight * (sum.present / terms.length) ** 2) / Math.sqrt(terms.length);
  return sums;
}

/** The best alternative of a concept for every section that has one. */
function concept({ alternatives }, scorer) {
  const best = new Map();
  for (const each of alternatives) {
    for (const [at, found] of alternative(each, scorer)) {
      if (found.score > (best.get(at)?.score ?? 0))
        best.set(at, { ...found, terms: each.terms, strength: each.weight * (found.present / each.terms.length) });
    }
  }
  return best;
}

/** How much of a title the query says, and of the query the title says: 1 if they say the same. */
function likeness(title, concepts, scorer, mass) {
  const holds = new Set(title);
  const covered = new Map();
  let said = 0;
  for (const { alternatives, importance } of concepts) {
    let best = 0;
    for (const { terms, weight } of alternatives) {
      if (!terms.every((term) => holds.has(term))) continue;
      best = Math.max(best, weight);
      for (const term of terms) covered.set(term, Math.max(covered.get(term) ?? 0, weight));
    }
    said += best * importance;
  }
  if (!said) return 0;
  let whole = 0;
  let known = 0;
  for (const term of holds) {
    const weight = scorer.weight(term) * (COMMON.has(term) ? COMMON_IN_TITLE : 1);
    whole += weight;
    known += weight * (covered.get(term) ?? 0);
  }
  const [recall, precision] = [said / mass, known / whole];
  return (2 * recall * precision) / (recall + precision || 1);
}

/** What a concept counts in a query: rare words more, common ones little. */
function importance({ alternatives: [own], weight }, scorer) {
  return (
    (weight * own.terms.reduce((sum, term) => sum + Math.min(RAREST, scorer.weight(term)), 0)) / own.terms.length ** 0.5
  );
}

/**
 * Score every section that matches.
 *
 * @returns {{at: number, score: number, coverage: number, likeness: number, matched: object[]}[]} best first
 */
export function rank({ concepts, terms, asks }, { scorer, sections, titles }) {
  const asked = concepts.filter(({ missing }) => !missing);
  for (const each of asked) each.importance = importance(each, scorer);
  const mass = asked.reduce((sum, each) => sum + each.importance, 0) + (concepts.length - asked.length);
  const totals = new Map();
  asked.forEach((each, which) => {
    for (const [at, found] of concept(each, scorer)) {
      const total = totals.get(at) ?? { at, score: 0, covered: 0, matched: [] };
      total.score += each.weight * found.score;
      total.covered += each.importance * Math.min(1, found.strength);
      total.matched.push({ which, written: each.written, terms: found.terms, fields: [...found.fields] });
      totals.set(at, total);
    }
  });
  const whole = terms.join(" ");
  const groups = new Set(asked.map(({ group }) => group).filter(Boolean));
  for (const total of totals.values()) {
    const section = sections[total.at];
    total.coverage = total.covered / mass;
    const named = total.matched.some(({ fields }) => fields.includes("title") || fields.includes("names"))
      ? titles[total.at]
      : [];
    total.likeness = Math.max(0, ...named.map((title) => likeness(title, asked, scorer, mass)));
    const same = named.some((title) => title.join(" ") === whole);
    total.score *=
      (UNCOVERED + (1 - UNCOVERED) * total.coverage ** COVERED) *
      (1 + ALIKE * total.likeness ** ALIKE_STEEP + (same ? SAME : 0));
    total.score *= STANDING[section.kind] * section.standing * (asks ? ASKED[section.kind] : 1);
    for (const group of groups) {
      if (!asked.every((each, which) => each.group !== group || total.matched.some((match) => match.which === which)))
        total.score *= 0.05;
    }
  }
  return [...totals.values()].sort((one, other) => other.score - one.score || one.at - other.at);
}
