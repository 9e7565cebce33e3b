/** Counts of two raters' categories: `table[i][j]` units that the first put in i and the second in j. */
export type CrossTable = readonly (readonly number[])[];

/** Agreement with what must stand beside it: kappa alone misleads where nearly all units are of one kind. */
export interface Kappa {
  /** Null when chance agreement is complete, so that there is nothing to agree on. */
  readonly kappa: number | null;
  readonly observed: number;
  readonly expected: number;
  /** Share of each category over both raters. */
  readonly prevalence: readonly number[];
}

/** Cohen 1960: (po - pe) / (1 - pe). */
export function cohenKappa(table: CrossTable): Kappa {
  return weightedKappa(table, "none");
}

/** Cohen 1968: 1 - sum(w o) / sum(w e), w = |i - j| / (K - 1), its square, or 1 for every disagreement. */
export function weightedKappa(table: CrossTable, weights: "none" | "linear" | "quadratic"): Kappa {
  const total = sum(table.flat());
  const rows = table.map(sum);
  const columns = table.map((_, at) => sum(table.map((row) => row[at] ?? 0)));
  const span = Math.max(1, table.length - 1);
  let [observed, expected] = [0, 0];
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      const weight = weights === "none" ? Number(i !== j) : (Math.abs(i - j) / span) ** (weights === "linear" ? 1 : 2);
      observed += (weight * count) / total;
      expected += (weight * (rows[i] ?? 0) * (columns[j] ?? 0)) / total ** 2;
    }
  }
  const prevalence = rows.map((row, at) => (row + (columns[at] ?? 0)) / (2 * total));
  return { kappa: expected > 0 ? 1 - observed / expected : null, observed: 1 - observed, expected: 1 - expected, prevalence };
}

/** The cross table of two raters over the same units; units that either left out are dropped. */
export function crossTable<T>(first: readonly (T | undefined)[], second: readonly (T | undefined)[], categories: readonly T[]): number[][] {
  const table = categories.map(() => categories.map(() => 0));
  for (const [at, one] of first.entries()) {
    const other = second[at];
    const row = one === undefined ? undefined : table[categories.indexOf(one)];
    const column = other === undefined ? -1 : categories.indexOf(other);
    if (row !== undefined && column >= 0) row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

export type Level = "nominal" | "ordinal" | "interval";

/**
 * Krippendorff's alpha, 1 - Do / De from the coincidence matrix. `ratings[rater][unit]`, undefined where missing; units
 * with fewer than two ratings are dropped. Null when all ratings are equal: agreement cannot be told from constancy.
 */
export function krippendorffAlpha(ratings: readonly (readonly (number | undefined)[])[], level: Level): number | null {
  const width = Math.max(0, ...ratings.map((row) => row.length));
  const units = Array.from({ length: width }, (_, unit) => ratings.map((row) => row[unit]).filter((value) => value !== undefined));
  const paired = units.filter((unit) => unit.length >= 2);
  const values = [...new Set(paired.flat())].sort((a, b) => a - b);
  const totals = values.map((value) => paired.flat().filter((one) => one === value).length);
  const n = sum(totals);
  const distance = (c: number, k: number) => squaredDistance(c, k, values, totals, level);
  let [observed, expected] = [0, 0];
  for (const unit of paired) {
    for (const [i, a] of unit.entries()) {
      for (const [j, b] of unit.entries()) {
        if (i !== j) observed += distance(values.indexOf(a), values.indexOf(b)) / (unit.length - 1);
      }
    }
  }
  for (const [c, nc] of totals.entries()) for (const [k, nk] of totals.entries()) expected += nc * nk * distance(c, k);
  return expected === 0 ? null : 1 - observed / n / (expected / (n * (n - 1)));
}

function squaredDistance(c: number, k: number, values: readonly number[], totals: readonly number[], level: Level): number {
  if (c === k) return 0;
  if (level === "nominal") return 1;
  if (level === "interval") return ((values[c] ?? 0) - (values[k] ?? 0)) ** 2;
  const between = totals.slice(Math.min(c, k), Math.max(c, k) + 1);
  return (sum(between) - ((totals[c] ?? 0) + (totals[k] ?? 0)) / 2) ** 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
