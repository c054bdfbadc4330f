// The decision record of a finished walk: as Markdown, and as JSON in the form of data/schemas/decision-record.json.

import { button, download, element } from "../shared/dom.mjs";
import { fragmentOf } from "./walk.mjs";

const REVIEW_AFTER_MONTHS = 6;

function inMonths(months) {
  const day = new Date();
  day.setMonth(day.getMonth() + months);
  return day.toISOString().slice(0, 10);
}

function points(section, part) {
  return [...section.querySelectorAll(`[data-part="${part}"] > ul > li`)];
}

function plain(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".claim, .claim-note, .headerlink").forEach((each) => each.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/** Gather the record; `context` is the reader's own text and `review` a date. */
export function makeRecord(tree, path, outcome, changes, context, review) {
  const address = window.location.href.split("#")[0];
  return {
    schema: new URL("../../data/schemas/decision-record.json", address).href,
    date: inMonths(0),
    link: address + fragmentOf(path),
    context,
    answers: path.map(({ question, option }) => ({
      question: question.id, asked: question.title, option: option.id, answered: option.label,
    })),
    outcome: { id: outcome.id, title: outcome.title, summary: plain(outcome.section.querySelector("h3 ~ p")) },
    actions: points(outcome.section, "monday").map(plain),
    evidence: points(outcome.section, "why").map((item) => ({
      claim: plain(item), link: item.querySelector(".claim-note a[href*='claims']").href,
    })),
    would_change: changes.map(({ question, option, node, outcomes }) => ({
      question: question.id, asked: question.title, option: option.id, answered: option.label,
      leads_to: node.options ? [...outcomes].map((each) => each.id) : [node.id],
    })),
    assumptions: [
      ...path.filter(({ option }) => option.id === "unknown").map(({ question }) => `Not known when decided: ${question.title}`),
      ...points(outcome.section, "when-not").map((item) => `It is not the case that: ${plain(item)}`),
    ],
    measure_next: points(outcome.section, "measure-next").map(plain),
    review,
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

/** The panel under an outcome: context, review date, and the buttons that copy or save the record. */
export function recordPanel(tree, path, outcome, changes) {
  const context = element("textarea", { id: "record-context", rows: 3, maxlength: 4000 });
  const review = element("input", { id: "record-review", type: "date", value: inMonths(REVIEW_AFTER_MONTHS) });
  const status = element("p", { role: "status" });
  const record = () => makeRecord(tree, path, outcome, changes, context.value.trim(), review.value || inMonths(REVIEW_AFTER_MONTHS));
  const markdown = () => recordAsMarkdown(record(), tree);
  const copy = async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = `${what} copied.`;
    } catch {
      status.textContent = `The browser did not allow copying. Save the record as a file instead.`;
    }
  };
  return element("section", { class: "flow-record" },
    element("h4", {}, "Decision record"),
    element("p", {}, "For your design document. What you type stays in this page; the link holds only the answers."),
    element("label", { for: "record-context" }, "Context"), context,
    element("label", { for: "record-review" }, "Review on"), review,
    element("p", { class: "flow-buttons" },
      button("Copy as Markdown", () => copy(markdown(), "Record")),
      button("Save Markdown", () => download(`decision-${outcome.id}.md`, "text/markdown", markdown())),
      button("Save JSON", () => download(`decision-${outcome.id}.json`, "application/json", `${JSON.stringify(record(), null, 2)}\n`)),
      button("Copy link", () => copy(record().link, "Link"))),
    status);
}
