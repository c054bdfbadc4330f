// The decision tree as the build rendered it, and the drawing of it that may stand on the same page.

import { all } from "../shared/dom.mjs";
import { plain } from "../shared/text.mjs";

/** Read the tree from the sections that the build rendered; walk.mjs says what it is. */
export function readTree(root) {
  const nodes = (kind, read) =>
    new Map(
      all(root, `[data-${kind}]`).map((section) => {
        const id = section.dataset[kind];
        return [id, { id, title: plain(section.querySelector("h3")), section, ...read(section) }];
      }),
    );
  const optionOf = (anchor) => {
    const { option, next } = anchor.dataset;
    return { id: option, label: anchor.textContent, next, anchor, note: anchor.parentElement.querySelector("small") };
  };
  return {
    start: root.dataset.start,
    changed: root.dataset.changed,
    questions: nodes("question", (section) => ({
      options: all(section, "a[data-option]").map(optionOf),
    })),
    outcomes: nodes("outcome", () => ({})),
    tools: new Map(all(root, "[data-tool]").map((row) => [row.dataset.tool, row])),
  };
}

/** Mark the edges of a path in the drawing, and the place where it ends. */
export function markDrawing({ path, node }) {
  const taken = new Set(path.map(({ question, option }) => `${question.id}/${option.id}`));
  const last = path.at(-1);
  const end = last && `${last.question.id}/${last.option.id}`;
  for (const edge of all(document, "[data-edge]")) {
    const here = taken.has(edge.dataset.edge);
    edge.toggleAttribute("data-taken", here);
    if (here) edge.closest("details").open = true;
  }
  for (const mark of all(document, "[data-chart-node]")) {
    // An outcome is drawn at each of its edges: the one that the path took is the place.
    const edge = mark.dataset.chartKind === "outcome" ? mark.parentElement.dataset.edge : undefined;
    if (mark.dataset.chartNode === node.id && (!end || !edge || edge === end)) {
      mark.setAttribute("aria-current", "step");
    } else mark.removeAttribute("aria-current");
  }
}
