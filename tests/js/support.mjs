// What the tests of the scripts share: the data and the cases of the repository, chance with a seed, and a document that
// takes elements without a browser.

import { readFileSync } from "node:fs";
import { parse } from "yaml";

const ROOT = new URL("../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, ROOT), "utf-8");

/** A file of tests/cases/. */
export const casesOf = (name) => JSON.parse(read(`tests/cases/${name}.json`));

/** What a file of docs/data/ holds. */
export const dataOf = (name) => parse(read(`docs/data/${name}.yml`))[name];

/** What no reader should ever see. */
export const NOT_FOR_READERS = /NaN|Infinity|undefined|null|\[object/;

/** How many of `all` rounds of chance to try: a tenth while somebody writes, all of them where make test-all asks for it. */
export const rounds = (all) => (process.env.FUZZ === "all" ? all : all / 10);

/** A small generator with a seed, so that every run tries the same. */
export function chance(seed) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return {
    below,
    one: (list) => list[below(list.length)],
    many: (list, most) => Array.from({ length: below(most + 1) }, () => list[below(list.length)]),
  };
}

class FakeElement {
  constructor(name) {
    this.name = name;
    this.attributes = new Map();
    this.children = [];
  }

  setAttribute(key, value) {
    this.attributes.set(key, String(value));
  }

  append(...children) {
    this.children.push(...children);
  }

  addEventListener() {}

  get text() {
    return this.children.map((each) => each.text ?? each).join("");
  }
}

/** Let the modules that make elements make them here. */
export function withoutBrowser() {
  const createElement = (name) => new FakeElement(name);
  globalThis.document = /** @type {any} */ ({ createElement, createElementNS: (_, name) => createElement(name) });
}

/** Everything that an element would show or tell a browser. */
export function written(element) {
  if (!(element instanceof FakeElement)) return String(element);
  return [...element.attributes.values(), ...element.children.map(written)].join(" ");
}

/** All elements of a name in some elements. */
export function find(elements, name) {
  const inside = elements.filter((each) => each instanceof FakeElement);
  return [...inside.filter((each) => each.name === name), ...inside.flatMap((each) => find(each.children, name))];
}
