import { mean } from "./moments.ts";

/** Outcomes of one agent on the same tasks, in the same order. */
export type Passes = readonly boolean[];

/** How many tasks both pass, only the first, only the second, neither. */
export interface Overlap {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

export function overlap(a: Passes, b: Passes): Overlap {
  const table = { both: 0, onlyA: 0, onlyB: 0, neither: 0 };
  for (const [i, first] of a.entries()) {
    if (first) table[b[i] === true ? "both" : "onlyA"] += 1;
    else table[b[i] === true ? "onlyB" : "neither"] += 1;
  }
  return table;
}

/** Correlation of failures: (f12 - f1 f2) / sqrt(f1 (1-f1) f2 (1-f2)); undefined where one never or always fails. */
export function phi(table: Overlap): number | undefined {
  const n = table.both + table.onlyA + table.onlyB + table.neither;
  const first = (table.onlyB + table.neither) / n;
  const second = (table.onlyA + table.neither) / n;
  const spread = Math.sqrt(first * (1 - first) * second * (1 - second));
  return spread > 0 ? (table.neither / n - first * second) / spread : undefined;
}

/**
 * Effective number of independent attempts among k agents: ln(share of tasks where all fail) / mean of ln(failure rate).
 * Independent agents give k. Difficulty alone lowers it: compare with resamples of one model. Undefined where a logarithm is.
 */
export function effectiveAttempts(agents: readonly Passes[]): number | undefined {
  const tasks = agents[0]?.length ?? 0;
  let allFail = 0;
  for (let t = 0; t < tasks; t++) if (agents.every((passes) => passes[t] !== true)) allFail += 1;
  const failures = agents.map((passes) => passes.filter((passed) => !passed).length / tasks);
  const effective = Math.log(allFail / tasks) / mean(failures.map(Math.log));
  return Number.isFinite(effective) ? effective : undefined;
}

/** The coarser form from pairs alone: k / (1 + (k - 1) mean phi). */
export function designEffectAttempts(k: number, meanPhi: number): number {
  return k / (1 + (k - 1) * meanPhi);
}

/** P(b passes | a fails): what a second opinion is worth. Undefined where a never fails. */
export function complementarity(table: Overlap): number | undefined {
  const failed = table.onlyB + table.neither;
  return failed === 0 ? undefined : table.onlyB / failed;
}

/** Harm and repair of an organization against solo, from paired tasks: our definition of error amplification. */
export interface Amplification {
  readonly riskRatio: number;
  /** The most the risk ratio can be: 1 / solo's error rate. */
  readonly bound: number;
  readonly oddsRatio: number;
  /** P(organization fails | solo passes). */
  readonly harm: number;
  /** P(organization passes | solo fails). */
  readonly repair: number;
}

export function amplification(table: { readonly organization: Passes; readonly solo: Passes }): Amplification {
  const counts = overlap(table.organization, table.solo);
  const n = counts.both + counts.onlyA + counts.onlyB + counts.neither;
  const own = (counts.onlyB + counts.neither) / n;
  const solo = (counts.onlyA + counts.neither) / n;
  return {
    riskRatio: own / solo,
    bound: 1 / solo,
    oddsRatio: own / (1 - own) / (solo / (1 - solo)),
    harm: counts.onlyB / (counts.both + counts.onlyB),
    repair: counts.onlyA / (counts.onlyA + counts.neither),
  };
}

/**
 * Propagation of an injected error: the organization's rise in errors over solo's. Below 1 it absorbs, above 1 it amplifies.
 * Each argument is an error rate; undefined where the injection did not hurt solo.
 */
export function propagation(organization: InjectionCounts, solo: InjectionCounts): number | undefined {
  const hurt = solo.injected - solo.clean;
  return hurt > 0 ? (organization.injected - organization.clean) / hurt : undefined;
}
export interface InjectionCounts {
  readonly injected: number;
  readonly clean: number;
}
