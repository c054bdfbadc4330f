// Drawings, made of elements with classes and attributes only.

const SPACE = "http://www.w3.org/2000/svg";

/** Make an SVG element with attributes and children; numbers are rounded to a tenth. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  }
  made.append(...children);
  return made;
}

/** Make a drawing with a title and a description, for those who do not see it. */
export function drawing(id, width, height, title, description, ...children) {
  return svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${Math.ceil(height)}`,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-desc`,
      class: id,
    },
    svg("title", { id: `${id}-title` }, title),
    svg("desc", { id: `${id}-desc` }, description),
    ...children,
  );
}

/** Round numbers within a range, in steps of 1, 2 or 5 of a power of ten, at most `most` steps apart. */
export function ticks(from, to, most) {
  const rough = (to - from) / most || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * ([1, 2, 5].find((each) => each * unit >= rough) ?? 10);
  const slack = 1e-9; // a range of 0.3 holds three steps of 0.1
  const first = Math.ceil(from / step - slack);
  return Array.from({ length: Math.floor(to / step + slack) - first + 1 }, (_, index) => (first + index) * step);
}
