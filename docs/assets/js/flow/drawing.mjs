// Highlights the reader's path in the drawing of the flow that stands on the same page.

/** Mark the edges of a path, and the place where it ends. */
export function markDrawing({ path, node }) {
  const taken = new Set(path.map(({ question, option }) => `${question.id}/${option.id}`));
  const last = path.at(-1);
  const end = last && `${last.question.id}/${last.option.id}`;
  for (const edge of document.querySelectorAll("[data-edge]")) {
    edge.toggleAttribute("data-taken", taken.has(edge.dataset.edge));
  }
  for (const mark of document.querySelectorAll("[data-chart-node]")) {
    // An outcome is drawn at each of its edges: the one that the path took is the place.
    const edge = mark.dataset.chartKind === "outcome" ? mark.closest("[data-edge]").dataset.edge : undefined;
    if (mark.dataset.chartNode === node.id && (!end || !edge || edge === end))
      mark.setAttribute("aria-current", "step");
    else mark.removeAttribute("aria-current");
  }
}
