/** Answers of raters to items, as labels from 0 on; undefined where a rater gave none. */
export type Ratings = readonly (readonly (number | undefined)[])[];
export interface DawidSkene {
  /** The chance of each label, by item. */
  readonly labels: readonly (readonly number[])[];
  /** For each rater: at [right label][given label], the chance to give it. */
  readonly confusion: readonly (readonly (readonly number[])[])[];
  readonly prevalence: readonly number[];
  /** How often each rater is thought to be right. */
  readonly accuracy: readonly number[];
  readonly rounds: number;
}

/**
 * How good raters are, from their agreement alone (Dawid and Skene 1979): expectation-maximization from the shares of votes, `smoothing` outcomes laid to
 * each cell of a rater's table of confusions (0: maximum likelihood), until no chance of a label moves by 1e-8.
 */
export function dawidSkene(
  ratings: Ratings,
  labels: number,
  { smoothing = 0.01, most = 500 }: { smoothing?: number; most?: number } = {},
): DawidSkene {
  const raters = Math.max(0, ...ratings.map((row) => row.length));
  let chances = ratings.map((row) => shares(row, labels));
  let fitted = maximized(ratings, chances, raters, labels, smoothing);
  let rounds = 1;
  for (; rounds < most; rounds++) {
    const next = expected(ratings, fitted, labels);
    const moved = Math.max(0, ...next.map((row, i) => Math.max(...row.map((p, label) => Math.abs(p - (chances[i]?.[label] ?? 0))))));
    chances = next;
    fitted = maximized(ratings, chances, raters, labels, smoothing);
    if (moved < 1e-8) break;
  }
  const accuracy = fitted.confusion.map((table) =>
    table.reduce((sum, row, label) => sum + (fitted.prevalence[label] ?? 0) * (row[label] ?? 0), 0),
  );
  return { labels: chances, ...fitted, accuracy, rounds };
}

function shares(row: readonly (number | undefined)[], labels: number): number[] {
  const given = row.filter((label) => label !== undefined);
  return Array.from({ length: labels }, (_, label) =>
    given.length === 0 ? 1 / labels : given.filter((one) => one === label).length / given.length,
  );
}

type Estimates = Pick<DawidSkene, "confusion" | "prevalence">;

function maximized(
  ratings: Ratings,
  chances: readonly (readonly number[])[],
  raters: number,
  labels: number,
  smoothing: number,
): Estimates {
  const all = [...Array(labels).keys()];
  const prevalence = all.map((label) => chances.reduce((sum, row) => sum + (row[label] ?? 0), 0) / chances.length);
  const confusion = Array.from({ length: raters }, (_, rater) => {
    const table = all.map(() => all.map(() => smoothing));
    for (const [i, row] of ratings.entries()) {
      const given = row[rater];
      if (given === undefined) continue;
      for (const label of all) (table[label] as number[])[given] = (table[label]?.[given] ?? 0) + (chances[i]?.[label] ?? 0);
    }
    return table.map((row) => {
      const sum = row.reduce((total, x) => total + x, 0);
      return row.map((x) => (sum > 0 ? x / sum : 1 / labels));
    });
  });
  return { confusion, prevalence };
}

function expected(ratings: Ratings, { confusion, prevalence }: Estimates, labels: number): number[][] {
  return ratings.map((row) => {
    const logs = Array.from({ length: labels }, (_, label) =>
      row.reduce<number>(
        (sum, given, rater) => (given === undefined ? sum : sum + Math.log(confusion[rater]?.[label]?.[given] ?? 0)),
        Math.log(prevalence[label] ?? 0),
      ),
    );
    const most = Math.max(...logs);
    const raw = logs.map((log) => Math.exp(log - most));
    const sum = raw.reduce((total, x) => total + x, 0);
    return raw.map((x) => x / sum);
  });
}
