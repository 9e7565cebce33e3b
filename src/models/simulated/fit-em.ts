import { type Cells, itemNodes, type LikelihoodTable, likelihoodTable } from "./fit-cells.ts";

/** Parameters in units of one try's own shock: skill by group, standard deviation of items and of a model's own shock. */
export interface Estimates {
  readonly skills: readonly number[];
  readonly itemSd: number;
  readonly ownSd: number;
}
export interface FitResult extends Estimates {
  readonly table: LikelihoodTable;
  readonly logLikelihood: number;
  readonly iterations: number;
}

/**
 * Maximum likelihood by EM over the item effect (grid quadrature), the own shock integrated out inside. A prior N(0, 5) on each skill keeps
 * models that always or never pass finite. `ownSd` stays 0 where no model tried an item twice: it cannot be told from a try's shock.
 */
export function fitByEm(cells: Cells, start?: Estimates): FitResult {
  const repeats = cells.counts.some((count) => count.tries > 1);
  let current: Estimates = start ?? { skills: cells.groups.map(() => 0), itemSd: 1, ownSd: repeats ? 0.7 : 0 };
  let table = likelihoodTable(cells.counts, current.ownSd);
  let last = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; ; iteration++) {
    const { weights, logLikelihood } = posterior(cells, current, table);
    // The own shock is the dear one to move, so it moves in every third step, and only those are compared.
    const full = iteration % 3 === 1;
    if (full) {
      if (iteration >= 90 || Math.abs(logLikelihood - last) < 3e-6 * Math.abs(logLikelihood)) {
        return { ...current, table, logLikelihood, iterations: iteration };
      }
      last = logLikelihood;
    }
    const expected = expectedCounts(cells, weights);
    const { itemSd } = current;
    const fixed = table;
    const skills = current.skills.map((_, group) =>
      peak((skill) => gain(expected, fixed, group, skill, itemSd) - skill ** 2 / 50, -12, 12),
    );
    const total = (among: LikelihoodTable, sd: number) =>
      skills.reduce((sum, skill, group) => sum + gain(expected, among, group, skill, sd), 0);
    const wider = peak((sd) => total(fixed, sd), Math.max(0.01, itemSd / 1.6), itemSd * 1.6);
    const { ownSd } = current;
    const own = !full
      ? ownSd
      : repeats
        ? peak((sd) => total(likelihoodTable(cells.counts, sd), wider), Math.max(0.01, ownSd / 1.4), ownSd * 1.4, 0.01)
        : 0;
    // Parameter expansion (Liu, Rubin and Wu 1998): items may sit off center or spread wider for a moment, which speeds EM up.
    const { center, spread } = momentsOf(weights);
    current = { skills: skills.map((skill) => skill - wider * center), itemSd: wider * spread, ownSd: own };
    if (own !== table.own) table = likelihoodTable(cells.counts, own);
  }
}

/** Mean and standard deviation of the item effects, posterior weights averaged over items. */
function momentsOf(weights: readonly Float64Array[]): { center: number; spread: number } {
  let [first, second] = [0, 0];
  for (const weight of weights) {
    for (const [node, { at }] of itemNodes.entries()) {
      first += ((weight[node] ?? 0) * at) / weights.length;
      second += ((weight[node] ?? 0) * at * at) / weights.length;
    }
  }
  return { center: first, spread: Math.sqrt(Math.max(0.01, second - first ** 2)) };
}

/** For each item the weight of each grid point given its outcomes, and the log likelihood of all. `skip` leaves one group's cell out. */
export function posterior(
  cells: Cells,
  { skills, itemSd }: Estimates,
  table: LikelihoodTable,
): { weights: Float64Array[]; logLikelihood: number } {
  let logLikelihood = 0;
  const weights = cells.items.map(({ cells: tried }) => {
    const logs = new Float64Array(itemNodes.length);
    for (const [node, { at, weight }] of itemNodes.entries()) {
      let sum = Math.log(weight);
      for (const { group, count } of tried) sum += table.at(count, (skills[group] ?? 0) - itemSd * at);
      logs[node] = sum;
    }
    const { normal, log } = normalized(logs);
    logLikelihood += log;
    return normal;
  });
  return { weights, logLikelihood };
}

/** Logs turned into weights that add to 1, and the log of their sum. */
export function normalized(logs: Float64Array): { normal: Float64Array; log: number } {
  const most = logs.reduce((max, log) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  const raw = logs.map((log) => Math.exp(log - most));
  const sum = raw.reduce((total, value) => total + value, 0);
  return { normal: raw.map((value) => value / sum), log: most + Math.log(sum) };
}

/** Expected number of items by group, count and grid point. */
type ExpectedCounts = readonly ReadonlyMap<number, Float64Array>[];
function expectedCounts(cells: Cells, weights: readonly Float64Array[]): ExpectedCounts {
  const expected = cells.groups.map(() => new Map<number, Float64Array>());
  for (const [index, { cells: tried }] of cells.items.entries()) {
    const weight = weights[index] as Float64Array;
    for (const { group, count } of tried) {
      const byCount = expected[group] as Map<number, Float64Array>;
      const sums = byCount.get(count) ?? new Float64Array(itemNodes.length);
      for (let node = 0; node < sums.length; node++) sums[node] = (sums[node] ?? 0) + (weight[node] ?? 0);
      byCount.set(count, sums);
    }
  }
  return expected;
}

function gain(expected: ExpectedCounts, table: LikelihoodTable, group: number, skill: number, itemSd: number): number {
  let sum = 0;
  for (const [count, weights] of expected[group] ?? []) {
    for (const [node, { at }] of itemNodes.entries()) {
      const weight = weights[node] ?? 0;
      if (weight > 1e-9) sum += weight * table.at(count, skill - itemSd * at);
    }
  }
  return sum;
}

/** The place of a unimodal function's greatest value, by golden section. */
function peak(value: (x: number) => number, from: number, to: number, tolerance = 0.002): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - golden * (high - low), low + golden * (high - low)];
  let [atLeft, atRight] = [value(left), value(right)];
  while (high - low > tolerance) {
    if (atLeft > atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - golden * (high - low);
      atLeft = value(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + golden * (high - low);
      atRight = value(right);
    }
  }
  return (low + high) / 2;
}
