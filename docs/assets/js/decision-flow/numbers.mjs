// What the reader has measured with the other tools, at the result: each tool's answer, and the way to it and back.

import { all, element } from "../shared/dom.mjs";
import { readHanded, withPair } from "../shared/handover.mjs";
import { fragmentOf } from "./walk.mjs";

const pageOf = ({ href }) => href.split("#")[0];

export class Numbers {
  #rows; // the id of a tool -> its row in the list of tools

  constructor(rows) {
    this.#rows = rows;
  }

  /** What the tools handed over: [{tool, title, says, link}]. */
  of({ handed }) {
    return [...this.#rows].flatMap(([tool, row]) => {
      const found = readHanded(handed.get(tool) ?? "");
      const way = row.querySelector("a");
      return found ? [{ tool, title: way.textContent, says: found.says, link: pageOf(way) + found.settings }] : [];
    });
  }

  /** Show what was handed over, and let the links to the tools carry the decision, and what it says to compare. */
  show(state) {
    const { node, path, handed } = state;
    const answers = new Map(this.of(state).map(({ tool, says }) => [tool, says]));
    const decision = fragmentOf(path, handed).slice(1);
    for (const [tool, row] of this.#rows) {
      const { settings } = readHanded(handed.get(tool) ?? "") ?? {
        settings: node.section.getAttribute(`data-${tool}`) ?? "",
      };
      const page = pageOf(row.querySelector("a"));
      for (const way of [...all(row, "a"), ...all(node.section, "a")]) {
        const link = /** @type {HTMLAnchorElement} */ (way);
        if (pageOf(link) === page) link.hash = withPair(settings, "decision", decision);
      }
      row.querySelector(".flow-says")?.remove();
      if (answers.has(tool)) row.append(element("p", { class: "flow-says" }, answers.get(tool)));
    }
  }
}
