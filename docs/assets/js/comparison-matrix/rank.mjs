// Ranks options by the reader's weights. Pure: no page, no text.
// A criterion is {id, scores: {<option id>: level score}}; weights are {<criterion id>: 0 to 3}.

export const WEIGHTS = [0, 1, 2, 3];
export const DEFAULT_WEIGHT = 1;
export const TOP_WEIGHT = 3;

/** The weight of a criterion: the reader's, or the default. */
export function weightOf(weights, id) {
  return weights[id] ?? DEFAULT_WEIGHT;
}

/**
 * Rank options by sum(weight x score) / sum(weights).
 * Equal scores share a rank and the ranks after them are skipped (1, 2, 2, 4); sums are whole numbers, so equal means equal.
 * Returns {total, equal, rows: [{id, sum, mean, rank, tied, weak}]}, best first and ties in the given order:
 * `total` is the sum of weights, `equal` tells that all criteria weigh the same, and `weak` lists the criteria
 * of top weight on which the option scores 0. When every weight is 0 there is nothing to rank by, and no rows.
 */
export function rank(criteria, options, weights) {
  const given = criteria.map(({ id }) => weightOf(weights, id));
  const total = given.reduce((sum, weight) => sum + weight, 0);
  const equal = new Set(given).size === 1;
  if (!total) return { total, equal, rows: [] };
  const sums = options.map((id) => ({
    id,
    sum: criteria.reduce((sum, { scores }, index) => sum + given[index] * scores[id], 0),
    weak: criteria
      .filter(({ scores }, index) => given[index] === TOP_WEIGHT && scores[id] === 0)
      .map((each) => each.id),
  }));
  const rows = sums.map((row) => ({
    ...row,
    mean: row.sum / total,
    rank: 1 + sums.filter(({ sum }) => sum > row.sum).length,
    tied: sums.filter(({ sum }) => sum === row.sum).length > 1,
  }));
  return { total, equal, rows: rows.sort((a, b) => b.sum - a.sum) };
}
