import { Bug } from "../util/bug.ts";

/** What tells one factor's effect from the outcomes of all runs, and what it is mixed with. */
export interface FactorialContrast {
  /** By run: the effect of leaving the factor out is the sum of these times the outcomes. */
  readonly weights: readonly number[];
  /** Pairs of factors whose joint effect is in it, by index, with the share of that effect; the largest first. */
  readonly mixed: readonly { readonly pair: readonly [number, number]; readonly share: number }[];
}

/**
 * The contrasts of factors at +1 (present) and -1 (left out), by least squares: in a whole design the mean without the factor less the mean
 * with it; where runs are missing, what a sum of single effects fits best. Undefined where the runs do not tell the factors apart.
 */
export function factorialContrasts(rows: readonly (readonly number[])[]): FactorialContrast[] | undefined {
  const factors = rows[0]?.length ?? 0;
  const design = rows.map((row) => [1, ...row]);
  const inverse = inverted(product(design));
  if (inverse === undefined) return undefined;
  return Array.from({ length: factors }, (_, factor) => {
    // From +1 to -1 are two steps down.
    const weights = design.map((row) => -2 * row.reduce((sum, level, at) => sum + (inverse[factor + 1]?.[at] as number) * level, 0));
    const mixed = pairsOf(factors).flatMap((pair) => {
      const share =
        rows.reduce((sum, row, run) => sum + (weights[run] as number) * (row[pair[0]] as number) * (row[pair[1]] as number), 0) / 2;
      return Math.abs(share) > 1e-9 ? [{ pair, share }] : [];
    });
    return { weights, mixed: mixed.sort((a, b) => Math.abs(b.share) - Math.abs(a.share)) };
  });
}

function pairsOf(factors: number): (readonly [number, number])[] {
  const all = Array.from({ length: factors }, (_, at) => at);
  return all.flatMap((a) => all.slice(a + 1).map((b) => [a, b] as const));
}

function product(design: readonly (readonly number[])[]): number[][] {
  const size = design[0]?.length ?? 0;
  return Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (__, b) => design.reduce((sum, row) => sum + (row[a] as number) * (row[b] as number), 0)),
  );
}

/** By Gauss and Jordan with pivots; undefined where the matrix is singular. */
function inverted(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const size = matrix.length;
  const work = matrix.map((row, at) => [...row, ...Array.from({ length: size }, (_, column) => Number(column === at))]);
  for (let column = 0; column < size; column++) {
    const pivot = work
      .slice(column)
      .reduce((best, row, at) => (Math.abs(row[column] as number) > Math.abs(work[best]?.[column] as number) ? at + column : best), column);
    const [upper, chosen] = [work[column], work[pivot]];
    if (upper === undefined || chosen === undefined) throw new Bug("A matrix has as many rows as it is large.");
    const head = chosen[column] as number;
    if (Math.abs(head) < 1e-9) return undefined;
    [work[column], work[pivot]] = [chosen.map((value) => value / head), upper];
    if (pivot === column) work[column] = chosen.map((value) => value / head);
    const row = work[column] as number[];
    for (let other = 0; other < size; other++) {
      const factor = work[other]?.[column] as number;
      if (other !== column && factor !== 0)
        work[other] = (work[other] as number[]).map((value, at) => value - factor * (row[at] as number));
    }
  }
  return work.map((row) => row.slice(size));
}
