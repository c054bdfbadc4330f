// The decision record of a finished walk: as Markdown, and as JSON in the form of data/schemas/decision-record.json.

import { plain } from "../shared/text.mjs";
import { fragmentOf } from "./walk.mjs";

/** The date that many months from today, as the reader's calendar shows it; the last of a month stays the last. */
export function inMonths(months) {
  const today = new Date();
  const lastDay = new Date(today.getFullYear(), today.getMonth() + months + 1, 0).getDate();
  const then = new Date(today.getFullYear(), today.getMonth() + months, Math.min(today.getDate(), lastDay));
  const two = (number) => String(number).padStart(2, "0");
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

function points(section, part) {
  return [...section.querySelectorAll(`[data-part="${part}"] > ul > li`)];
}

/** Gather the record of a walk and of what tools measured; `context` is the reader's own text and `review` a date. */
export function makeRecord({ path, node: outcome, handed, changes, measured, joined }, context, review) {
  const address = window.location.href.split("#")[0];
  const placeOf = (place) => new URL(`../../${place}`, address).href;
  return {
    schema: placeOf("data/schemas/decision-record.json"),
    date: inMonths(0),
    review,
    link: address + fragmentOf(path, handed),
    context,
    answers: path.map(({ question, option }) => ({
      question: question.id,
      asked: question.title,
      option: option.id,
      answered: option.label,
    })),
    outcome: { id: outcome.id, title: outcome.title, summary: plain(outcome.section.querySelector("h3 ~ p")) },
    before: points(outcome.section, "before").map(plain),
    measured,
    actions: points(outcome.section, "monday").map(plain),
    evidence: points(outcome.section, "why").map((item) => ({
      claim: plain(item),
      link: item.querySelector("[data-claim]").href,
    })),
    would_change: changes.map(({ question, option, node, outcomes }) => ({
      question: question.id,
      asked: question.title,
      option: option.id,
      answered: option.label,
      leads_to: node.options ? [...outcomes].map(({ id }) => id) : [node.id],
    })),
    assumptions: [
      ...(joined ? [`The walk began at "${path[0].question.title}" The questions before it were not asked.`] : []),
      ...path
        .filter(({ option }) => option.note)
        .map(({ question, option }) => `Not known when decided: ${question.title} ${plain(option.note)}`),
      ...points(outcome.section, "when-not").map((item) => `This does not apply: ${plain(item)}`),
    ],
    measure_next: points(outcome.section, "measure-next").map(plain),
  };
}

/** Write a record as Markdown. */
export function recordAsMarkdown(record, tree) {
  const list = (lines) => (lines.length ? lines.map((line) => `- ${line}`).join("\n") : "- none");
  const title = (id) => tree.outcomes.get(id).title;
  return `# Decision record: ${record.outcome.title}

Date: ${record.date}. Review on: ${record.review}.
Answers and result: <${record.link}>

## Context

${record.context || "To be filled in."}

## Answers

${list(record.answers.map(({ asked, answered }) => `${asked} **${answered}**`))}

## Result

**${record.outcome.title}.** ${record.outcome.summary}

${list(record.actions)}

## Before money is spent

${list(record.before)}

## Measured

${list(record.measured.map(({ title, says, link }) => `${title}: ${says} <${link}>`))}

## Evidence

${list(record.evidence.map(({ claim, link }) => `${claim} <${link}>`))}

## What would change it

${list(record.would_change.map(({ asked, answered, leads_to: ids }) => `${asked} **${answered}**: ${ids.map(title).join("; ")}`))}

## Assumptions

${list(record.assumptions)}

## To measure next

${list(record.measure_next)}
`;
}
