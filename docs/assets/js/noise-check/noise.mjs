// The statistics of snippets/evaluation/noise.py in the browser, at the 95% level. tests/cases/noise.json holds both
// to the same values. Scores are shares between 0 and 1; an interval is {estimate, low, high}.

/** Quantiles of the standard normal distribution: 97.5%, and one for each power on offer. */
const Z = 1.959963984540054;
const Z_OF_POWER = new Map([
  [0.8, 0.8416212335729143],
  [0.9, 1.2815515655446004],
]);

function count(name, value) {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  const fix = "count the items instead of working them out from a percentage";
  throw new RangeError(`${name} must be a whole number of items, 0 or more, got ${value}: ${fix}.`);
}

/** Wilson score interval of one accuracy (Wilson 1927). */
export function wilson(correct, items) {
  if (count("items", items) < 1 || count("correct", correct) > items) {
    throw new RangeError("correct must lie between 0 and items.");
  }
  const p = correct / items;
  const scale = 1 + (Z * Z) / items;
  const middle = (p + (Z * Z) / (2 * items)) / scale;
  const margin = (Z * Math.sqrt((p * (1 - p)) / items + (Z / (2 * items)) ** 2)) / scale;
  return { estimate: p, low: correct === 0 ? 0 : middle - margin, high: correct === items ? 1 : middle + margin };
}

/** Interval of accuracy 1 minus accuracy 2 on different items (Newcombe 1998, hybrid score). */
export function newcombe(correct1, items1, correct2, items2) {
  return combine(wilson(correct1, items1), wilson(correct2, items2), 0);
}

/** Interval of accuracy 1 minus accuracy 2 on the same items (Newcombe 1998, paired method 10). */
export function newcombePaired(both, only1, only2, neither) {
  const items = count("both", both) + count("only1", only1) + count("only2", only2) + count("neither", neither);
  const margins = [both + only1, only2 + neither, both + only2, only1 + neither];
  let excess = both * neither - only1 * only2;
  if (excess > 0) excess = Math.max(excess - items / 2, 0); // the continuity correction of method 10
  const agreement = margins.includes(0) ? 0 : excess / margins.reduce((product, each) => product * Math.sqrt(each), 1);
  return combine(wilson(both + only1, items), wilson(both + only2, items), agreement);
}

function combine(first, second, agreement) {
  const estimate = first.estimate - second.estimate;
  const margin = (one, other) => Math.sqrt(Math.max(one ** 2 - 2 * agreement * one * other + other ** 2, 0));
  const below = margin(first.estimate - first.low, second.high - second.estimate);
  const above = margin(first.high - first.estimate, second.estimate - second.low);
  return { estimate, low: Math.max(estimate - below, -1), high: Math.min(estimate + above, 1) };
}

/** Two-sided exact p-value of no difference, from the items that only one system got right (McNemar 1947). */
export function mcnemarExact(only1, only2) {
  const discordant = count("only1", only1) + count("only2", only2);
  const fewer = Math.min(only1, only2);
  if (Math.abs(only1 - only2) <= 1) return 1; // the two tails cover every outcome
  // From the likeliest outcome of the tail downwards, until what is left cannot change the sum.
  let term = coinTosses(fewer, discordant);
  let tail = 0;
  for (let k = fewer; k >= 0 && term > tail * 1e-17; k -= 1) {
    tail += term;
    term *= k / (discordant - k + 1);
  }
  return Math.min(1, 2 * tail);
}

/** The chance of exactly k heads in n tosses, for 0 <= k <= n and n >= 1, by Loader's method (2000). */
function coinTosses(k, n) {
  if (k === 0 || k === n) return 0.5 ** n;
  const logarithm =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n / 2) - deviance(n - k, n / 2);
  return Math.exp(logarithm) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** log(n!) less Stirling's approximation of it. */
function stirlingError(n) {
  if (n < 16) {
    let factorial = 1;
    for (let i = 2; i <= n; i += 1) factorial *= i;
    return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI);
  }
  const square = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n;
}

function deviance(k, expected) {
  const off = (k - expected) / expected;
  return expected * ((1 + off) * Math.log1p(off) - off);
}

/** Items for each of two systems to tell these accuracies apart on different items, as in R's power.prop.test. */
export function itemsNeededUnpaired(accuracy1, accuracy2, power = 0.8) {
  for (const accuracy of [accuracy1, accuracy2]) {
    if (!(accuracy >= 0 && accuracy <= 1)) throw new RangeError("An accuracy must lie between 0 and 1.");
  }
  if (accuracy1 === accuracy2) throw new RangeError("The accuracies are equal: no number of items tells them apart.");
  const mean = (accuracy1 + accuracy2) / 2;
  const apart = accuracy1 * (1 - accuracy1) + accuracy2 * (1 - accuracy2);
  return needed(Math.abs(accuracy1 - accuracy2), 2 * mean * (1 - mean), apart, power);
}

/** Items to detect a difference between two systems on the same items (Connor 1987). */
export function itemsNeededPaired(difference, discordant, power = 0.8) {
  const size = Math.abs(difference);
  if (!(size > 0 && size <= discordant && discordant <= 1)) {
    throw new RangeError("The difference is not 0 and at most the discordant share, which is at most 1.");
  }
  return needed(size, discordant, discordant - size ** 2, power);
}

function needed(difference, equal, apart, power) {
  if (!Z_OF_POWER.has(power)) throw new RangeError("power must be 0.8 or 0.9.");
  const reach = Z * Math.sqrt(equal) + Z_OF_POWER.get(power) * Math.sqrt(apart);
  return Math.ceil((reach / difference) ** 2);
}
