// The decision record of a finished walk: as Markdown, and as JSON in the form of data/schemas/decision-record.json.

import { button, download, element } from "../shared/dom.mjs";
import { fragmentOf } from "./walk.mjs";

const REVIEW_AFTER_MONTHS = 6;

/** The date that many months from today, as the reader's calendar shows it; the last of a month stays the last. */
function inMonths(months) {
  const today = new Date();
  const lastDay = new Date(today.getFullYear(), today.getMonth() + months + 1, 0).getDate();
  const then = new Date(today.getFullYear(), today.getMonth() + months, Math.min(today.getDate(), lastDay));
  const two = (number) => String(number).padStart(2, "0");
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

function points(section, part) {
  return [...section.querySelectorAll(`[data-part="${part}"] > ul > li`)];
}

function plain(node) {
  const copy = node.cloneNode(true);
  copy.querySelectorAll(".claim, .claim-note, .headerlink").forEach((each) => each.remove());
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/** Gather the record of a walk; `context` is the reader's own text and `review` a date. */
export function makeRecord({ tree, path, outcome, changes, joined }, context, review) {
  const address = window.location.href.split("#")[0];
  return {
    schema: new URL("../../data/schemas/decision-record.json", address).href,
    date: inMonths(0),
    review,
    link: address + fragmentOf(path),
    context,
    answers: path.map(({ question, option }) => ({
      question: question.id,
      asked: question.title,
      option: option.id,
      answered: option.label,
    })),
    outcome: { id: outcome.id, title: outcome.title, summary: plain(outcome.section.querySelector("h3 ~ p")) },
    actions: points(outcome.section, "monday").map(plain),
    evidence: points(outcome.section, "why").map((item) => ({
      claim: plain(item),
      link: item.querySelector(".claim-note a[href*='evidence/claims']").href,
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
        .filter(({ option }) => option.id === "unknown")
        .map(({ question }) => `Not known when decided: ${question.title}`),
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

/**
 * The panel under an outcome: context, review date, and the buttons that copy or save the record.
 * `draft` keeps what the reader typed, {context, review}, for the next outcome.
 */
export function recordPanel(walked, draft) {
  const usual = inMonths(REVIEW_AFTER_MONTHS);
  const context = element("textarea", { id: "record-context", rows: 3, maxlength: 4000 });
  const review = element("input", { id: "record-review", type: "date", value: draft.review ?? usual });
  context.value = draft.context ?? "";
  context.addEventListener("input", () => {
    draft.context = context.value;
  });
  review.addEventListener("input", () => {
    draft.review = review.value || undefined;
  });
  const status = element("p", { role: "status" });
  const record = () => makeRecord(walked, context.value.trim(), review.value || usual);
  const markdown = () => recordAsMarkdown(record(), walked.tree);
  const name = `decision-${walked.outcome.id}`;
  const copy = async (text, done, otherwise) => {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = done;
    } catch {
      status.textContent = `The browser did not allow copying. ${otherwise}`;
    }
  };
  return element(
    "section",
    { class: "flow-record" },
    element("h4", {}, "Decision record"),
    element("p", {}, "For your design document. What you type stays in this page; the link holds only the answers."),
    element("label", { for: "record-context" }, "Context"),
    context,
    element("label", { for: "record-review" }, "Review on"),
    review,
    element(
      "p",
      { class: "flow-buttons" },
      button("Copy as Markdown", () => copy(markdown(), "Record copied.", "Save the record as a file instead.")),
      button("Save Markdown", () => download(`${name}.md`, "text/markdown", markdown())),
      button("Save JSON", () => download(`${name}.json`, "application/json", `${JSON.stringify(record(), null, 2)}\n`)),
      button("Copy link", () => copy(record().link, "Link copied.", "Copy it from the address bar instead.")),
    ),
    status,
  );
}
