// <noise-check>: computes as the reader types. The address holds what was entered, so links and reload work.

import { element, button } from "../shared/dom.mjs";
import { EXAMPLE, FIELDS_OF_MODE, check, fragmentOf, percent, points, readFragment, whole } from "./check.mjs";

const PAUSE_MS = 250;
const SVG = "http://www.w3.org/2000/svg";

class NoiseCheck extends HTMLElement {
  #form;
  #timer;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.querySelector("[data-without-script]").hidden = true;
    this.#form.hidden = false;
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    this.#form.addEventListener("input", this.#onInput);
    const status = element("span", { role: "status" });
    this.querySelector("[data-buttons]").replaceChildren(
      button("Copy link", () => this.#copyLink(status)),
      button("Back to the example", () => this.#fill({ ...EXAMPLE })),
      status,
    );
    window.addEventListener("hashchange", this.#onHashChange);
    this.#readAddress();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    window.removeEventListener("hashchange", this.#onHashChange);
  }

  #onHashChange = () => {
    if (window.location.hash.includes("=")) this.#readAddress();
  };

  #onInput = (event) => {
    if (event.target.name === "mode") this.#showMode();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.querySelector("[data-message]").textContent = "";
      if (this.#show()) this.#keepInAddress();
    }, PAUSE_MS);
  };

  #readAddress() {
    const { values, message } = readFragment(window.location.hash);
    this.#fill(values, message);
  }

  #fill(values, message = "") {
    clearTimeout(this.#timer);
    for (const [name, value] of Object.entries(values)) this.#form.elements.namedItem(name).value = value;
    this.querySelector("[data-message]").textContent = message;
    this.#showMode();
    this.#show();
    if (window.location.hash.includes("=") && !message) this.#keepInAddress();
  }

  #values() {
    return Object.fromEntries(Object.keys(EXAMPLE).map((name) => [name, this.#form.elements.namedItem(name).value]));
  }

  #keepInAddress() {
    try {
      window.history.replaceState(window.history.state, "", fragmentOf(this.#values()));
    } catch {
      /* the browser limits how often an address may change; the next change is kept */
    }
  }

  #showMode() {
    const { mode } = this.#values();
    for (const group of this.#form.querySelectorAll("[data-mode]")) group.hidden = group.dataset.mode !== mode;
  }

  /** Show the result or the errors; returns whether there is a result. */
  #show() {
    const { errors = {}, result } = check(this.#values());
    for (const name of [...Object.values(FIELDS_OF_MODE).flat(), "gap"]) {
      const input = this.#form.elements.namedItem(name);
      const message = this.querySelector(`#noise-${name}-error`);
      const error = errors[name] ?? "";
      if (error) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      if (message.textContent !== error) message.textContent = error;
    }
    this.#place(result ? resultParts(result) : [element("p", {}, "Mend the marked fields to see a result.")]);
    return Boolean(result);
  }

  /** Keep the status element in place, so that screen readers hear its new words and nothing else. */
  #place([first, ...rest]) {
    const area = this.querySelector("[data-result]");
    let status = area.querySelector("[role=status]");
    if (!status) {
      status = element("div", { role: "status" });
      area.append(status);
    }
    status.replaceChildren(first);
    while (status.nextSibling) status.nextSibling.remove();
    area.append(...rest);
  }

  async #copyLink(status) {
    this.#keepInAddress();
    try {
      await navigator.clipboard.writeText(window.location.href);
      status.textContent = "Link copied.";
    } catch {
      status.textContent = "The browser did not allow copying. The link is in its address bar.";
    }
  }
}

function resultParts({ verdict, lead, detail, told, notes, needed, a, b, difference, rightA, rightB, itemsA, itemsB }) {
  return [
    element(
      "div",
      { class: `noise-verdict noise-verdict--${verdict}` },
      element("p", { class: "noise-lead" }, lead),
      element("p", {}, detail),
    ),
    ...(told ? [element("p", {}, told)] : []),
    ...notes.map((note) => element("p", {}, note)),
    drawing(difference),
    element(
      "table",
      { class: "noise-table" },
      element("caption", {}, "Scores and their difference, with 95% intervals"),
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          ...["", "Value", "From", "To"].map((text) =>
            text ? element("th", { scope: "col" }, text) : element("td", {}),
          ),
        ),
      ),
      element(
        "tbody",
        {},
        row(`A: ${whole(rightA)} of ${whole(itemsA)}`, a, percent),
        row(`B: ${whole(rightB)} of ${whole(itemsB)}`, b, percent),
        row("A minus B, points", difference, points),
      ),
    ),
    element("p", { class: "noise-needed" }, element("b", {}, "Items needed. "), needed.text),
  ];
}

function row(name, { estimate, low, high }, write) {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, name),
    ...[estimate, low, high].map((each) => element("td", {}, write(each))),
  );
}

/** The interval of the difference on a line, with zero marked; the table holds the same numbers. */
function drawing({ estimate, low, high }) {
  const from = Math.min(low, 0);
  const span = Math.max(high, 0) - from || 1;
  const x = (share) => (30 + (260 * (share - from)) / span).toFixed(1);
  const part = (name, attributes, text = "") => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.textContent = text;
    return made;
  };
  const svg = part("svg", {
    viewBox: "0 0 320 92",
    role: "img",
    "aria-labelledby": "noise-drawing-title noise-drawing-desc",
    class: "noise-drawing",
  });
  const zero = x(0);
  const ends =
    low < 0 && high > 0
      ? [
          [low, "start", 2],
          [high, "end", 318],
        ]
      : [];
  svg.append(
    part("title", { id: "noise-drawing-title" }, "Interval of the difference between A and B"),
    part(
      "desc",
      { id: "noise-drawing-desc" },
      `From ${points(low)} to ${points(high)} points, estimate ${points(estimate)}; zero is marked.`,
    ),
    part("line", { x1: 6, x2: 314, y1: 44, y2: 44, class: "noise-axis" }),
    part("line", { x1: zero, x2: zero, y1: 20, y2: 68, class: "noise-zero" }),
    part("line", { x1: x(low), x2: x(high), y1: 44, y2: 44, class: "noise-bar" }),
    part("circle", { cx: x(estimate), cy: 44, r: 7, class: "noise-dot" }),
    part("text", { x: zero, y: 86, "text-anchor": "middle" }, "0"),
    ...ends.map(([, anchor, at]) =>
      part("text", { x: at, y: 14, "text-anchor": anchor }, anchor === "start" ? "B better" : "A better"),
    ),
  );
  if (!ends.length)
    svg.append(
      part(
        "text",
        { x: 160, y: 14, "text-anchor": "middle" },
        high <= 0 ? (low < 0 ? "B better" : "No difference") : "A better",
      ),
    );
  return svg;
}

customElements.define("noise-check", NoiseCheck);
