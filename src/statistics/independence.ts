import { jackknifeInterval, type Scale } from "./jackknife.ts";
import { mean } from "./moments.ts";
import { phi } from "./diversity.ts";
import { defined } from "../util/defined.ts";

/** A figure over tasks with its 95% interval. */
export interface TaskFigure {
  readonly value: number;
  readonly ci: [low: number, high: number];
}
/** How far tries of several members are independent of one another. */
export interface Independence {
  /** Correlation of failures (phi) in the mean of all pairs. */
  readonly correlation?: TaskFigure;
  /** How many independent tries one try of each is worth: ln(share of tasks where all fail) / mean of ln(failure rate). */
  readonly effective?: TaskFigure;
}

/** With fewer tasks, or fewer failures and passes, the intervals miss more often than they say (by simulation; `independence.test.ts`). */
const [fewestTasks, fewestOfAKind] = [30, 5];

/**
 * Of each member's share of passes on the same tasks, in one order: members' tries at one task are independent of one another, so that shares of
 * several tries count as what one try would do. A figure that the tasks are too few for is absent.
 */
export function independence(members: readonly (readonly number[])[]): Independence {
  const failures = members.map((shares) => shares.map((share) => 1 - share));
  const tasks = failures[0]?.length ?? 0;
  if (members.length < 2 || tasks < fewestTasks) return {};
  const columns = columnsOf(failures);
  const enough = (column: readonly number[]): boolean => sum(column) >= fewestOfAKind && tasks - sum(column) >= fewestOfAKind;
  if (!failures.every(enough)) return {};
  const correlation = figureOf(columns, (means) => meanPhi(means, failures.length), fisher);
  const effective = enough(columns.at(-1) as readonly number[])
    ? figureOf(columns, (means) => effectiveOf(means, failures.length), logarithm)
    : undefined;
  return defined({ correlation, effective });
}

/** The same number of tries of one member, from its passes and tries on each task: what difficulty alone makes of it. Absent where a task has fewer tries. */
export function sameIndependence(tasks: readonly { readonly passed: number; readonly tries: number }[], k: number): TaskFigure | undefined {
  if (tasks.length < fewestTasks || tasks.some(({ tries }) => tries < k)) return undefined;
  const once = tasks.map(({ passed, tries }) => 1 - passed / tries);
  const all = tasks.map(({ passed, tries }) => drawnFailing(tries - passed, tries, k));
  if (sum(all) < fewestOfAKind || tasks.length - sum(once) < fewestOfAKind) return undefined;
  return figureOf([once, all], ([one = Number.NaN, every = Number.NaN]) => Math.log(every) / Math.log(one), logarithm);
}

/** The chance that k of the tries, drawn without putting back, are all failures. */
function drawnFailing(failures: number, tries: number, k: number): number {
  let chance = 1;
  for (let i = 0; i < k; i++) chance *= Math.max(0, failures - i) / (tries - i);
  return chance;
}

/** By task: each member's failures, each pair's, and those of all. */
function columnsOf(failures: readonly (readonly number[])[]): number[][] {
  const both = failures.flatMap((one, i) => failures.slice(i + 1).map((other) => one.map((f, t) => f * (other[t] as number))));
  const all = (failures[0] ?? []).map((_, t) => failures.reduce((product, one) => product * (one[t] as number), 1));
  return [...failures.map((one) => [...one]), ...both, all];
}

function meanPhi(means: readonly number[], members: number): number {
  const found: number[] = [];
  let at = members;
  for (let i = 0; i < members; i++)
    for (let j = i + 1; j < members; j++) {
      const [a, b, neither] = [means[i] as number, means[j] as number, means[at++] as number];
      found.push(phi({ both: 1 - a - b + neither, onlyA: b - neither, onlyB: a - neither, neither }) ?? Number.NaN);
    }
  return mean(found);
}

function effectiveOf(means: readonly number[], members: number): number {
  return Math.log(means.at(-1) as number) / mean(means.slice(0, members).map(Math.log));
}

function figureOf(columns: readonly (readonly number[])[], of: (means: readonly number[]) => number, scale: Scale): TaskFigure | undefined {
  const n = columns[0]?.length ?? 0;
  const totals = columns.map(sum);
  const value = of(totals.map((total) => total / n));
  const without = Array.from({ length: n }, (_, t) =>
    of(columns.map((column, c) => ((totals[c] as number) - (column[t] as number)) / (n - 1))),
  );
  const ci = jackknifeInterval(value, without, scale);
  return ci === undefined ? undefined : { value, ci: [ci[0], ci[1]] };
}

const fisher: Scale = { to: (value) => Math.atanh(Math.max(-0.999, Math.min(0.999, value))), from: Math.tanh };
const logarithm: Scale = { to: Math.log, from: Math.exp };

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
