// What tools hand one another: a result comes back as it was given, a decision travels along, and nothing odd gets in.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFragment } from "../../docs/assets/js/shared/address.mjs";
import { decisionIn, fragmentOfFlow, handedOver, readHanded, withPair } from "../../docs/assets/js/shared/handover.mjs";
import { chance } from "./support.mjs";

const SAYS = "LoRA is cheaper from about 1,300 requests a day (at best 90%, at worst “never”): +5 points.";
const SETTINGS = "#days=90&input-price=2~1~3&note=a%2Cb%26c%3Dd";
const DECISION = "in-place=nothing&kind-of-need=skill&noise-check=says%3DOld.%26n%3D1";

test("a result comes back as it was handed over, through the address of the flow", () => {
  const handed = handedOver(SAYS, SETTINGS);
  assert.deepEqual(readHanded(handed), { says: SAYS, settings: SETTINGS });
  assert.deepEqual(readHanded(handedOver(SAYS, "")), { says: SAYS, settings: "" });
  const fragment = fragmentOfFlow(DECISION, "break-even", handed);
  const { entries } = readFragment(fragment, () => true);
  assert.deepEqual([...entries.keys()], ["in-place", "kind-of-need", "noise-check", "break-even"]);
  assert.deepEqual(readHanded(entries.get("break-even")), { says: SAYS, settings: SETTINGS });
  assert.deepEqual(readHanded(entries.get("noise-check")), { says: "Old.", settings: "#n=1" });
});

test("a newer result of a tool takes the place of its older one", () => {
  const { entries, repeated } = readFragment(
    fragmentOfFlow(DECISION, "noise-check", handedOver("New.", "")),
    () => true,
  );
  assert.equal(repeated, 0);
  assert.equal(readHanded(entries.get("noise-check")).says, "New.");
  assert.equal(fragmentOfFlow("", "noise-check", ""), "");
});

test("a decision travels in the address of a tool and is no setting of it", () => {
  for (const settings of ["", SETTINGS]) {
    const fragment = withPair(settings, "decision", DECISION);
    assert.equal(decisionIn(fragment), DECISION);
    const { entries, unknown } = readFragment(fragment, (key) => key !== "decision");
    assert.deepEqual([unknown, entries.has("decision")], [0, false]);
    assert.equal(withPair(settings, "decision", ""), settings);
  }
  assert.equal(decisionIn("#a-place"), "");
});

test("nothing that a record could mistake for code gets into a sentence, however odd the address", () => {
  const random = chance(20261126);
  const odd = () => random.many([..."ab <>[]()`*_#|\\!&=%~{}/@\n\t\u0000\u202e\u{1f600}é中$€"], 60).join("");
  for (let round = 0; round < 5000; round += 1) {
    const text = round % 2 ? odd() : handedOver(odd(), odd());
    const found = readHanded(text);
    if (found) assert.match(found.says, /^[^<>[\]`*_#|\\!&=~{}/@\p{C}]{1,600}$/u, text);
  }
  assert.equal(readHanded(handedOver("x".repeat(5000), "")).says.length, 600);
  assert.equal(readHanded("n=1"), null);
});
