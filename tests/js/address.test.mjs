// The one reader and writer of addresses, and the one that keeps them up to date.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Address, fragmentOf, holdsSettings, placeIn, readFragment } from "../../docs/assets/js/shared/address.mjs";
import { chance } from "./support.mjs";

const KNOWN = new Set(["a", "b", "toString"]);
const read = (fragment) => readFragment(fragment, (key) => KNOWN.has(key));
const NOTHING = { anchor: null, tooLong: false, unknown: 0, repeated: 0, unreadable: [], decision: "" };

const CASES = {
  nothing: ["", {}, {}],
  "a sign alone": ["#", {}, {}],
  settings: ["#a=1&b=x%20y", { a: "1", b: "x y" }, {}],
  "plus for a space": ["#a=1+000", { a: "1 000" }, {}],
  "an equals sign in a text": ["#a=b=c", { a: "b=c" }, {}],
  "the first of equal keys": ["#a=1&a=2&a=3", { a: "1" }, { repeated: 2 }],
  "the first that can be read": ["#a=%&a=2", { a: "2" }, { unreadable: ["a"] }],
  "unknown and empty parts": ["#a=1&c=2&&b", { a: "1" }, { unknown: 3 }],
  "a name of an object's own": ["#__proto__=1&toString=2", { toString: "2" }, { unknown: 1 }],
  "a place": ["#some%20place", {}, { anchor: "some place" }],
  "a place that cannot be read": ["#%E0%A4%A", {}, { anchor: "" }],
  "a link encoded as a whole": ["#a%3D1%26b%3D50%2525", { a: "1", b: "50%" }, {}],
  "a link encoded as a whole, but for its per cent": ["#a%3D1%26b%3D50%25", { a: "1", b: "50%" }, {}],
  "a link encoded twice": ["#a%253D1%2526b%253D2", { a: "1", b: "2" }, {}],
  "a link written as HTML": ["#a=1&amp;b=2", { a: "1", b: "2" }, {}],
  "a link written as HTML twice": ["#a=1&amp;amp;b=2", { a: "1", b: "2" }, {}],
  "a link written as HTML and encoded": ["#a%3D1%26amp%3Bb%3D2", { a: "1", b: "2" }, {}],
  "a link with entities by number": ["#a=1&#38;b=2", { a: "1", b: "2" }, {}],
  "only the signs between parts encoded": ["#a=1%26b=x%20y", { a: "1", b: "x y" }, {}],
  "one part encoded": ["#a%3D1&b=2", { a: "1", b: "2" }, {}],
  "a key encoded": ["#%61=1", { a: "1" }, {}],
  "a damaged link without an equals sign": ["#a1", {}, { anchor: "a1" }],
  "too long": [`#a=${"1".repeat(20_000)}`, {}, { tooLong: true }],
};

for (const [name, [fragment, entries, rest]] of Object.entries(CASES)) {
  test(`a fragment is read: ${name}`, () => {
    const { entries: found, ...others } = read(fragment);
    assert.deepEqual([...found], Object.entries(entries));
    assert.deepEqual(others, { ...NOTHING, ...rest });
  });
}

test("a fragment holds settings, names a place, or is empty", () => {
  for (const [fragment, settings, place] of [
    ["", false, null],
    ["#", false, null],
    ["#a=1", true, null],
    ["#a%3D1", true, null],
    ["#some%20place", false, "some place"],
    ["#%E0%A4%A", false, ""],
    [`#${"a".repeat(20_001)}`, true, null], // too long, which the reader of settings says
  ]) {
    assert.equal(holdsSettings(fragment), settings, fragment);
    assert.equal(placeIn(fragment), place, fragment);
  }
});

test("what is written is read back", () => {
  const random = chance(7);
  for (let round = 0; round < 2000; round += 1) {
    const texts = ["a", "b"].map((key) => [key, random.many([..."ab09 =&%+#~,:<>'\"é\u{1f600}"], 12).join("")]);
    assert.deepEqual([...read(fragmentOf(texts)).entries], texts);
  }
  assert.equal(
    fragmentOf([
      ["a", ["x", "y:1"]],
      ["b", "1,5"],
    ]),
    "#a=x,y:1&b=1%2C5",
  );
  assert.equal(fragmentOf([]), "");
});

/** A window whose address changes as `limit` allows: true for a change, false to ignore it, an error to throw. */
function fakeWindow(limit) {
  const location = { pathname: "/tool/", search: "", href: "https://example.org/tool/" };
  const calls = [];
  const replaceState = (_state, _title, href) => {
    calls.push(href);
    const allowed = limit(calls.length);
    if (allowed instanceof Error) throw allowed;
    if (allowed) location.href = href;
  };
  globalThis.window = /** @type {any} */ ({ location, history: { state: { kept: 1 }, replaceState } });
  return { location, calls };
}

test("the address is changed once, a moment after the last change, and not after the tool has left", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { location, calls } = fakeWindow(() => true);
  let text = "";
  const address = new Address(() => text);
  for (const each of ["#a=1", "#a=2", "#a=3"]) {
    text = each;
    address.remember();
    mock.timers.tick(100);
  }
  assert.deepEqual(calls, []);
  mock.timers.tick(250);
  assert.deepEqual(calls, ["https://example.org/tool/#a=3"]);
  text = "";
  address.now();
  assert.equal(location.href, "https://example.org/tool/");
  address.remember();
  address.stop();
  mock.timers.tick(10_000);
  assert.equal(calls.length, 2);
  mock.timers.reset();
});

for (const [name, refusal] of [
  ["throws", new Error("SecurityError")],
  ["ignores it", false],
]) {
  test(`a browser that ${name} when an address changes too often is asked again, and not for ever`, () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const once = fakeWindow((call) => (call === 1 ? refusal : true));
    assert.equal(new Address(() => "#a=1").now(), "https://example.org/tool/#a=1");
    assert.equal(once.location.href, "https://example.org/tool/");
    mock.timers.tick(3000);
    assert.equal(once.location.href, "https://example.org/tool/#a=1");
    const never = fakeWindow(() => refusal);
    new Address(() => "#a=1").now();
    for (let times = 0; times < 20; times += 1) mock.timers.tick(3000);
    assert.equal(never.calls.length, 5);
    mock.timers.reset();
  });
}
