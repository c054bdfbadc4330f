// What the bills of two options say: where one undercuts the other, how much it saves, and the answer in words.

import { bill, breakEven, corners, perAcceptedAnswer, requestsOf, saving, swings, totalOf } from "./bill.mjs";
import { money, show, showInput } from "./figures.mjs";

/**
 * Compare `option` with `baseline`: the break-even and the gain as entered, at best and at worst within the ranges,
 * and `moves`, what each input by itself does to the gain. `quality` is kept for the price of an accepted answer.
 */
export function compare(inputs, ranges, quality, option, baseline) {
  const gain = (each) => saving(each, option, baseline);
  const moves = option === baseline ? [] : swings(inputs, ranges, gain);
  const [worst, best] = corners(inputs, ranges, gain, moves);
  const crossing = (each) => {
    const at = bill(each);
    return breakEven(at[option], at[baseline]);
  };
  return {
    inputs,
    ranges,
    quality,
    option,
    baseline,
    moves,
    gain: gain(inputs),
    worstGain: gain(worst),
    bestGain: gain(best),
    now: crossing(inputs),
    worst: crossing(worst),
    best: crossing(best),
  };
}

/**
 * The bill of every option: [{id, cost, requests, total, low, high, perThousand, accepted, against}]. Without requests
 * `perThousand` and `accepted` are null; `accepted` is the price of an answer that passes, Infinity where none does, and
 * `against` the break-even with the baseline.
 */
export function allBills({ inputs, ranges, quality, baseline }, options) {
  const requests = requestsOf(inputs);
  const costs = bill(inputs);
  return options.map((id) => {
    const score = (each) => totalOf(bill(each)[id], requestsOf(each));
    const [low, high] = corners(inputs, ranges, score).map(score);
    const total = totalOf(costs[id], requests);
    return {
      id,
      cost: costs[id],
      requests,
      total,
      low,
      high,
      perThousand: requests ? (1000 * total) / requests : null,
      accepted: requests ? perAcceptedAnswer(costs[id], requests, quality.passing(id), quality.review) : null,
      against: breakEven(costs[id], costs[baseline]),
    };
  });
}

/** The answer in words: what was found, or what it waits for; `form` names the options and the fields with problems. */
export function answerText(found, form, problems) {
  if (found) return foundText(found, form.options, form.sign);
  if (!problems.size) return "A horizon of 0 days holds nothing to compare. Set one above 0.";
  const named = [...problems.keys()].map((id) => form.labelOf(id)).join(", ");
  return `The result waits for ${problems.size === 1 ? "an input that needs" : `${problems.size} inputs that need`} mending: ${named}.`;
}

function foundText({ inputs, option, baseline, gain, now, worst, best, worstGain, bestGain }, names, sign) {
  if (option === baseline) return "Choose two different options to compare.";
  const [one, other] = [names.get(option), names.get(baseline)];
  const amount = (value, about = "") =>
    value === 0 ? "the same" : `${about}${money(Math.abs(value), sign)} ${value > 0 ? "less" : "more"}`;
  const lead =
    {
      never: `${one} is never cheaper than ${other}`,
      equal: `${one} and ${other} cost the same at every volume`,
    }[now.kind] ?? `${one} is cheaper than ${other} ${inWords(now, inputs.days, "about ", " requests")}`;
  return (
    `${lead} (at best ${inWords(best, inputs.days)}, at worst ${inWords(worst, inputs.days)}). ` +
    `At ${showInput(inputs.requests_per_day)} requests a day for ${showInput(inputs.days)} days it costs ${amount(gain, "about ")} (at best ${amount(bestGain)}, at worst ${amount(worstGain)}).`
  );
}

/** Write a break-even, in requests a day, so that it can follow "cheaper". */
export function inWords({ kind, volumes }, days, about = "", unit = "") {
  const [first, second] = volumes.map((volume) => about + show(volume / days));
  return {
    always: "from the first request",
    never: "never",
    equal: "never, and never dearer",
    from: `from ${first}${unit} a day`,
    until: `up to ${first}${unit} a day`,
    between: `between ${first} and ${second}${unit} a day`,
    outside: `up to ${first} and from ${second}${unit} a day`,
  }[kind];
}
