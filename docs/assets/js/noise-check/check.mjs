// What the noise check reads, decides and says, without the page: text in, words and numbers out.

import { fragmentOf as fragmentOfPairs, readFragment, TOO_LONG } from "../shared/address.mjs";
import { readNumber, readOut } from "../shared/number.mjs";
import { itemsNeededPaired, itemsNeededUnpaired, mcnemarExact, newcombe, newcombePaired, wilson } from "./noise.mjs";

const MOST_ITEMS = 1_000_000;
const FEWEST_DIFFERING = 6; // 2 / 2^6 is the first exact p-value below 0.05

/** The fields of each way to enter results. */
export const FIELDS_OF_MODE = Object.freeze({
  counts: ["n", "right", "only-a", "only-b"],
  shares: ["items", "score-a", "score-b", "differ"],
  other: ["items-a", "share-a", "items-b", "share-b"],
});

const SIZES = new Set(["n", "items", "items-a", "items-b"]);
const COUNTS = new Set([...SIZES, "right", "only-a", "only-b"]);

/** @returns {import("../shared/number.mjs").Kind} */
const kindOf = (name) => (COUNTS.has(name) ? "count" : "percent");
const read = (name, text) => readNumber(text, kindOf(name));
const numberIn = (name, values) => read(name, values[name]).value;

/** The fields that matter to a mode. */
const fieldsOf = (mode) => [...FIELDS_OF_MODE[mode], "gap"];

/** Why a field cannot be used by itself, as a sentence; empty if it can. */
export function problemOf(name, text) {
  if (name === "mode") return Object.hasOwn(FIELDS_OF_MODE, text) ? "" : "Choose one of the three.";
  if (name === "power") return text === "80" || text === "90" ? "" : "Choose 80 or 90.";
  const { value, problem } = read(name, text);
  if (COUNTS.has(name)) {
    if (!text.trim()) return "Enter a whole number of items, such as 100.";
    if (problem) return problem;
    if (!Number.isInteger(value)) return `Enter a whole number of items, such as 100: "${text.trim()}" is none.`;
    if (SIZES.has(name) && value < 1) return "Enter at least 1 item.";
    return value > MOST_ITEMS ? "Enter at most 1,000,000 items." : "";
  }
  if (!text.trim()) return "Enter a number from 0 to 100, such as 85 or 85.5.";
  if (problem) return problem;
  if (value > 100) return "Enter at most 100.";
  return name === "gap" && value < 0.1 ? "Enter at least 0.1 points." : "";
}

/**
 * Read "#mode=counts&n=100" over the example. Unknown keys and values that cannot be used are left out and named.
 * Returns {values, message}; the message is empty when there is nothing to say.
 */
export function readValues(fragment, example) {
  const { entries, tooLong, unknown, unreadable } = readFragment(fragment, (key) => Object.hasOwn(example, key));
  if (tooLong) return { values: { ...example }, message: TOO_LONG };
  const [refused, usable] = [new Set(unreadable.filter((key) => !entries.has(key))), new Map()];
  for (const [key, text] of entries) {
    if (problemOf(key, text)) refused.add(key);
    else usable.set(key, text.trim());
  }
  const parts = [
    refused.size &&
      `The link held values that cannot be used (${[...refused].join(", ")}); the example's stand there instead.`,
    unknown && `It held ${unknown === 1 ? "a part" : "parts"} that this page does not know.`,
  ];
  return { values: { ...example, ...Object.fromEntries(usable) }, message: parts.filter(Boolean).join(" ") };
}

/** How the fields of a mode were read, where that is not plain: a Map from their names to sentences. */
export function readingsOf(values) {
  return new Map(fieldsOf(values.mode).map((name) => [name, readOut(values[name], read(name, values[name]))]));
}

/** Write the values that matter to their mode as a fragment. */
export function fragmentOf(values) {
  const keys = ["mode", ...fieldsOf(values.mode), "power"];
  return fragmentOfPairs(keys.map((key) => [key, values[key].trim()]));
}

/** The fragment that puts both scores into the break-even calculator: A as the hosted tune, B as the few-shot prompt. */
export function fragmentOfBill({ a, b }) {
  const share = ({ estimate }) => String(Number(estimate.toFixed(4)));
  return fragmentOfPairs([
    ["option", "hosted-tune"],
    ["baseline", "few-shot"],
    ["passing-hosted-tune", share(a)],
    ["passing-few-shot", share(b)],
  ]);
}

/** Check the values of a form: {errors} by field, or {result}. */
export function check(values) {
  const errors = {};
  for (const name of [...fieldsOf(values.mode), "power"]) {
    const problem = problemOf(name, values[name]);
    if (problem) errors[name] = problem;
  }
  if (Object.keys(errors).length) return { errors };
  const { error, counts } = COUNTERS[values.mode](values);
  if (error) return { errors: error };
  return { result: resultOf(counts, numberIn("gap", values) / 100, Number(values.power) / 100) };
}

const COUNTERS = {
  counts(values) {
    const [n, right, onlyA, onlyB] = FIELDS_OF_MODE.counts.map((name) => numberIn(name, values));
    if (right > n) return { error: { right: `A cannot be right on more than the ${whole(n)} items.` } };
    if (onlyA > right)
      return {
        error: { "only-a": `A was right on ${whole(right)} items in all, so this is at most ${whole(right)}.` },
      };
    if (onlyB > n - right)
      return {
        error: { "only-b": `A was wrong on ${whole(n - right)} items, so this is at most ${whole(n - right)}.` },
      };
    return { counts: pairedCounts(n, right, onlyA, onlyB) };
  },
  shares(values) {
    const n = numberIn("items", values);
    const [rightA, rightB] = ["score-a", "score-b"].map((name) => Math.round((numberIn(name, values) / 100) * n));
    const least = Math.abs(rightA - rightB);
    const most = Math.min(rightA + rightB, 2 * n - rightA - rightB);
    const wanted = (numberIn("differ", values) / 100) * n;
    if (wanted < least - 1 || wanted > most + 1) {
      const range =
        least === most ? `exactly ${percent(least / n)}` : `between ${percent(least / n)} and ${percent(most / n)}`;
      return { error: { differ: `Two such scores differ on ${range} of the items.` } };
    }
    // The items on which they differ are as odd or even as the difference of the scores.
    const discordant = Math.min(most, Math.max(least, least + 2 * Math.round((wanted - least) / 2)));
    const onlyA = (discordant + rightA - rightB) / 2;
    const told = `Counted as ${whole(rightA)} and ${whole(rightB)} right of ${whole(n)}, with ${whole(discordant)} on which they differ.`;
    return { counts: { ...pairedCounts(n, rightA, onlyA, discordant - onlyA), told } };
  },
  other(values) {
    const [itemsA, itemsB] = ["items-a", "items-b"].map((name) => numberIn(name, values));
    const rightA = Math.round((numberIn("share-a", values) / 100) * itemsA);
    const rightB = Math.round((numberIn("share-b", values) / 100) * itemsB);
    const told = `Counted as ${whole(rightA)} of ${whole(itemsA)} and ${whole(rightB)} of ${whole(itemsB)} items right.`;
    return { counts: { paired: false, itemsA, itemsB, rightA, rightB, told } };
  },
};

function pairedCounts(n, rightA, onlyA, onlyB) {
  return { paired: true, itemsA: n, itemsB: n, rightA, rightB: rightA - onlyA + onlyB, onlyA, onlyB, told: "" };
}

function resultOf(counts, gap, power) {
  const { paired, itemsA, itemsB, rightA, rightB, onlyA, onlyB } = counts;
  const both = rightA - onlyA;
  const difference = paired
    ? newcombePaired(both, onlyA, onlyB, itemsA - both - onlyA - onlyB)
    : newcombe(rightA, itemsA, rightB, itemsB);
  const p = paired ? mcnemarExact(onlyA, onlyB) : null;
  const excludesZero = difference.low > 0 || difference.high < 0;
  const verdict = paired && excludesZero !== p < 0.05 ? "borderline" : excludesZero ? "beyond" : "within";
  const result = { ...counts, a: wilson(rightA, itemsA), b: wilson(rightB, itemsB), difference, p, verdict };
  return { ...result, ...wordsOf(result), needed: neededWords(result, gap, power) };
}

function wordsOf({ paired, itemsA, itemsB, onlyA, onlyB, difference, p, verdict }) {
  const { estimate, low, high } = difference;
  const range = `from ${points(low)} to ${points(high)} points`;
  const ahead =
    points(estimate) === "0.0"
      ? "A and B scored about the same."
      : `${estimate > 0 ? "A" : "B"} scored ${points(Math.abs(estimate))} points higher.`;
  const lead = {
    within:
      estimate === 0 ? "No gap, and no proof that the two are equal." : "The gap is within noise: do not act on it.",
    beyond: `The gap is larger than noise: ${estimate > 0 ? "A" : "B"} is better on items like these.`,
    borderline: "Borderline: the two checks disagree, so do not act on it yet.",
  }[verdict];
  const detail = {
    within: `${ahead} With other items of the same kind it could come out otherwise: the 95% interval of A minus B runs ${range} and includes 0.`,
    beyond: `${ahead} The 95% interval of A minus B runs ${range} and leaves out 0. Whether a gap of that size is worth its cost is a separate question.`,
    borderline: `${ahead} The 95% interval of A minus B runs ${range}, and the exact test gives p = ${chance(p)}. Only one of them calls the gap real; test more items.`,
  }[verdict];
  const notes = [];
  if (paired) {
    const discordant = onlyA + onlyB;
    if (discordant === 0) {
      notes.push(
        "The two were right and wrong on the same items, so this test set holds nothing that tells them apart.",
      );
    } else {
      notes.push(
        `Exact McNemar test: p = ${chance(p)}. If A and B were equally good, a split at least as uneven as ${whole(onlyA)} to ${whole(onlyB)} would come up in ${oftenness(p)}.`,
      );
    }
    if (discordant > 0 && discordant < FEWEST_DIFFERING) {
      notes.push(
        `Only ${discordant} item${discordant === 1 ? "" : "s"} told the two apart. With fewer than ${FEWEST_DIFFERING}, no split reaches p < 0.05.`,
      );
    }
  }
  if (Math.min(itemsA, itemsB) < 30)
    notes.push("With fewer than 30 items, one changed answer moves a score by more than 3 points.");
  return { lead, detail, notes };
}

function neededWords({ paired, itemsA, itemsB, onlyA, onlyB, b }, gap, power) {
  const goal = `To see a true gap of ${points(gap)} points in ${Math.round(100 * power)} of 100 tries`;
  if (paired) {
    const discordant = (onlyA + onlyB) / itemsA;
    if (discordant === 0)
      return {
        text: `${goal}, the systems must differ on some items. Here they never did, so the number cannot be estimated.`,
      };
    if (gap > discordant)
      return {
        text: `A gap of ${points(gap)} points is out of reach for systems that differ on only ${percent(discordant)} of the items. Choose a smaller gap.`,
      };
    return neededOf(
      goal,
      itemsNeededPaired(gap, discordant, power),
      itemsA,
      `if the two differ on ${percent(discordant)} of the items, as here`,
    );
  }
  const other = b.estimate + gap <= 1 ? b.estimate + gap : b.estimate - gap;
  if (other < 0)
    return {
      text: `A gap of ${points(gap)} points does not fit beside a score of ${percent(b.estimate)}. Choose a smaller gap.`,
    };
  const items = itemsNeededUnpaired(b.estimate, other, power);
  return neededOf(
    goal,
    items,
    Math.min(itemsA, itemsB),
    `for each system, with scores of ${percent(b.estimate)} and ${percent(other)}`,
  );
}

function neededOf(goal, items, have, condition) {
  const missing =
    items > have ? `That is ${whole(items - have)} more than now.` : "The items that you have are enough.";
  return {
    items,
    text: `${goal}, you need about ${whole(items)} item${items === 1 ? "" : "s"} ${condition}. ${missing}`,
  };
}

/** A share in percentage points with one decimal; a minus sign, never minus zero. */
export function points(share) {
  const text = (100 * Math.abs(share)).toFixed(1);
  return share < 0 && text !== "0.0" ? `\u2212${text}` : text;
}

/** A share in per cent. */
export function percent(share) {
  return `${points(share)}%`;
}

/** A whole number with thousands separators. */
export function whole(number) {
  return number.toLocaleString("en-GB");
}

function chance(p) {
  return p < 0.001 ? "less than 0.001" : p.toFixed(3);
}

function oftenness(p) {
  if (p < 0.001) return "fewer than 1 of 1,000 such comparisons";
  if (p < 0.01) return `about ${Math.max(1, Math.round(1000 * p))} of 1,000 such comparisons`;
  return p > 0.995 ? "every such comparison" : `about ${Math.round(100 * p)} of 100 such comparisons`;
}
