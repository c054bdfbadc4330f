// The whole bill of six ways to adapt a model, and the volumes at which one undercuts another.
// The same calculation as snippets/cost/bill.py, which explains it; tests/cases/bill.json runs through both.

/**
 * Every input, in the order of the Python class; what is left out of an object of inputs counts as 0, and a price of
 * the cache as the input price.
 */
export const NAMES = [
  "requests_per_day",
  "days",
  "fixed_tokens",
  "few_shot_tokens",
  "many_shot_tokens",
  "retrieved_tokens",
  "tuned_fixed_tokens",
  "query_tokens",
  "output_tokens",
  "input_price",
  "output_price",
  "cached_price",
  "write_price",
  "cache_share",
  "cache_minimum",
  "storage_price",
  "storage_hours",
  "retrieval_price",
  "index_per_hour",
  "tuned_input_price",
  "tuned_output_price",
  "hosting_per_hour",
  "hosting_hours",
  "machine_per_hour",
  "machines",
  "machine_seconds",
  "idle_share",
  "training_examples",
  "example_tokens",
  "epochs",
  "training_price",
  "own_training_price",
  "retrains_per_year",
  "failed_runs",
  "labelling_rate",
  "few_shot_label_hours",
  "many_shot_label_hours",
  "training_label_hours",
  "relabel_hours",
  "engineering_rate",
  "prompt_hours",
  "retrieval_hours",
  "tuning_hours",
  "serving_hours",
  "retrain_hours",
];
const CACHE_PRICES = new Set(["cached_price", "write_price"]); // null where left out
const MOST = { days: 36_500, cache_share: 1, storage_hours: 24, hosting_hours: 24, idle_share: 0.99 };
const FARTHEST = 1e18; // requests; what pays off only beyond them never does

/** An input that no bill can be made of; `input` says which. */
export class BillError extends RangeError {
  constructor(input, message) {
    super(`${input}: ${message}`);
    this.input = input;
  }
}

/** The largest value that an input may have. */
export function most(name) {
  return MOST[name] ?? 1e9;
}

/** Complete and check an object of inputs; throws BillError. */
export function makeInputs(given) {
  for (const name of Object.keys(given)) {
    if (!NAMES.includes(name)) throw new BillError(name, "is no input.");
  }
  return Object.fromEntries(
    NAMES.map((name) => {
      const absent = CACHE_PRICES.has(name) ? null : 0;
      const value = Object.hasOwn(given, name) ? given[name] : absent;
      if (value === null && absent === null) return [name, null];
      if (!Number.isFinite(value)) throw new BillError(name, `a number is needed, got ${value}.`);
      if (value < 0 || value > most(name))
        throw new BillError(name, `must lie between 0 and ${most(name)}, got ${value}.`);
      return [name, value];
    }),
  );
}

/** Requests over the horizon. */
export function requestsOf(inputs) {
  return inputs.requests_per_day * inputs.days;
}

function cost(people, training, hosting, perRequest, machinesLeast = 0, machinePerRequest = 0) {
  return {
    people,
    training,
    hosting,
    perRequest,
    machinesLeast,
    machinePerRequest,
    fixed: people + training + hosting,
  };
}

/** Price of the machines for so many requests over the horizon. */
export function machinesFor(one, requests) {
  return Math.max(one.machinesLeast, one.machinePerRequest * requests);
}

/** Price of everything for so many requests over the horizon. */
export function totalOf(one, requests) {
  return one.fixed + one.perRequest * requests + machinesFor(one, requests);
}

/** How many tokens the prompts of an option share at their beginning, by option. */
export function prefixesOf(i) {
  return {
    "zero-shot": i.fixed_tokens,
    "few-shot": i.fixed_tokens + i.few_shot_tokens,
    "many-shot": i.fixed_tokens + i.many_shot_tokens,
    retrieval: i.fixed_tokens,
  };
}

/** The cost of each option, as an object in the order of display; takes what makeInputs() returned. */
export function bill(i) {
  const cached = i.cached_price ?? i.input_price;
  const written = i.write_price ?? i.input_price;
  const prompting = i.prompt_hours * i.engineering_rate;
  const prefixes = prefixesOf(i);
  const prompted = (id, people, rest, { hosting = 0, search = 0 } = {}) => {
    const prefix = prefixes[id];
    const caches = prefix >= i.cache_minimum;
    const prefixPrice = caches ? i.cache_share * cached + (1 - i.cache_share) * written : i.input_price;
    const tokens = prefix * prefixPrice + rest * i.input_price + i.output_tokens * i.output_price;
    const storage = caches ? (prefix * i.storage_price * i.storage_hours * i.days) / 1e6 : 0;
    return cost(prompting + people, 0, hosting + storage, tokens / 1e6 + search);
  };
  const retrains = (i.retrains_per_year * i.days) / 365;
  const trained = i.training_examples * i.example_tokens * i.epochs * (1 + retrains) * (1 + i.failed_runs);
  const labels = (i.training_label_hours + i.relabel_hours * retrains) * i.labelling_rate;
  const tuning = labels + (i.tuning_hours + i.retrain_hours * retrains) * i.engineering_rate;
  const tunedInput = (i.tuned_fixed_tokens + i.query_tokens) * i.tuned_input_price;
  return {
    "zero-shot": prompted("zero-shot", 0, i.query_tokens),
    "few-shot": prompted("few-shot", i.few_shot_label_hours * i.labelling_rate, i.query_tokens),
    "many-shot": prompted("many-shot", i.many_shot_label_hours * i.labelling_rate, i.query_tokens),
    retrieval: prompted("retrieval", i.retrieval_hours * i.engineering_rate, i.retrieved_tokens + i.query_tokens, {
      hosting: i.index_per_hour * 24 * i.days,
      search: i.retrieval_price / 1e3,
    }),
    "hosted-tune": cost(
      tuning,
      (trained * i.training_price) / 1e6,
      i.hosting_per_hour * i.hosting_hours * i.days,
      (tunedInput + i.output_tokens * i.tuned_output_price) / 1e6,
    ),
    "self-hosted-tune": cost(
      tuning + i.serving_hours * i.engineering_rate,
      (trained * i.own_training_price) / 1e6,
      0,
      0,
      i.machines * 24 * i.days * i.machine_per_hour,
      (i.machine_seconds / 3600 / (1 - i.idle_share)) * i.machine_per_hour,
    ),
  };
}

/** What one answer that passes costs, with the review of all; Infinity where none passes. Takes requests above 0. */
export function perAcceptedAnswer(one, requests, passing, review) {
  return (totalOf(one, requests) / requests + review) / passing;
}

/** The difference, or 0 when it is below a millionth of a millionth of the two. */
function apart(one, other) {
  const difference = one - other;
  return Math.abs(difference) <= 1e-12 * Math.max(Math.abs(one), Math.abs(other)) ? 0 : difference;
}

/** Requests from which on more machines are needed than the minimum. */
function bend(one) {
  return one.machinePerRequest ? one.machinesLeast / one.machinePerRequest : Infinity;
}

/** Price of the next request after so many. */
function slope(one, requests) {
  return one.perRequest + (requests >= bend(one) ? one.machinePerRequest : 0);
}

/**
 * Where an option costs less than a baseline: {kind, volumes}, with volumes in requests over the horizon.
 * Kinds: always, never, equal (no volume); from, until (one); between, outside (two).
 */
export function breakEven(option, baseline) {
  const bends = [bend(option), bend(baseline)]
    .filter((volume) => volume > 0 && volume < FARTHEST)
    .sort((a, b) => a - b);
  const marks = [0, ...new Set(bends), FARTHEST];
  const pieces = marks.slice(1).flatMap((end, index) => {
    const start = marks[index];
    const first = apart(totalOf(option, start), totalOf(baseline, start));
    const rise = apart(slope(option, start), slope(baseline, start));
    const root = rise ? start - first / rise : Infinity;
    if (start < root && root < end)
      return [
        { end: root, sign: Math.sign(first) },
        { end, sign: Math.sign(rise) },
      ];
    return [{ end, sign: Math.sign(first) || Math.sign(rise) }];
  });
  const volumes = pieces
    .slice(0, -1)
    .filter(({ sign }, index) => sign < 0 !== pieces[index + 1].sign < 0)
    .map(({ end }) => end);
  const startsCheaper = pieces[0].sign < 0;
  if (!volumes.length) {
    const level = pieces.every(({ sign }) => sign === 0);
    return { kind: startsCheaper ? "always" : level ? "equal" : "never", volumes };
  }
  return { kind: (startsCheaper ? ["until", "outside"] : ["from", "between"])[volumes.length - 1], volumes };
}

/** Give every one of the inputs `estimated` that is not 0 a low and a high end, `share` of its value below and above it. */
export function spread(inputs, share, estimated) {
  return Object.fromEntries(
    estimated
      .filter((name) => inputs[name])
      .map((name) => [name, [inputs[name] * (1 - share), Math.min(inputs[name] * (1 + share), most(name))]]),
  );
}

/** What each range, {name: [low, high]}, does to a score by itself: [{name, atLow, atHigh, width}], widest first. */
export function swings(inputs, ranges, score) {
  return Object.entries(ranges)
    .map(([name, [low, high]]) => {
      if (inputs[name] === null || !(low <= inputs[name] && inputs[name] <= high))
        throw new BillError(name, `must lie within its range, ${low} to ${high}.`);
      const atLow = score({ ...inputs, [name]: low });
      const atHigh = score({ ...inputs, [name]: high });
      return { name, atLow, atHigh, width: Math.abs(atHigh - atLow) };
    })
    .filter(({ width }) => width)
    .sort((a, b) => b.width - a.width);
}

/** The inputs with every range at the end that lowers the score, and that raises it; `found` are its swings. */
export function corners(inputs, ranges, score, found = swings(inputs, ranges, score)) {
  const lower = { ...inputs };
  const raise = { ...inputs };
  for (const { name, atLow, atHigh } of found) {
    const [low, high] = ranges[name];
    [lower[name], raise[name]] = atHigh > atLow ? [low, high] : [high, low];
  }
  return [lower, raise];
}

/** How much less the option costs than the baseline over the horizon. */
export function saving(inputs, option, baseline) {
  const costs = bill(inputs);
  return totalOf(costs[baseline], requestsOf(inputs)) - totalOf(costs[option], requestsOf(inputs));
}
