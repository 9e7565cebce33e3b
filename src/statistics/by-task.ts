import type { TrialRow } from "./trial-row.ts";

/** One topology's trials, by task, in the order of task ids: the same rows in any order give the same groups. */
export type ByTask = ReadonlyMap<string, readonly TrialRow[]>;

/** The rows of each topology, in the order wanted; topologies that are not named follow by name. */
export function byTopology(rows: Iterable<TrialRow>, wanted: readonly string[] = []): Map<string, ByTask> {
  const found = new Map<string, Map<string, TrialRow[]>>();
  for (const row of rows) {
    const tasks = found.get(row.topology) ?? new Map<string, TrialRow[]>();
    if (tasks.size === 0) found.set(row.topology, tasks);
    const trials = tasks.get(row.task);
    if (trials === undefined) tasks.set(row.task, [row]);
    else trials.push(row);
  }
  const names = [...wanted.filter((name) => found.has(name)), ...[...found.keys()].filter((name) => !wanted.includes(name)).sort()];
  return new Map(names.map((name) => [name, sorted(found.get(name) as Map<string, TrialRow[]>)]));
}

function sorted(tasks: ReadonlyMap<string, TrialRow[]>): ByTask {
  const ids = [...tasks.keys()].sort();
  return new Map(ids.map((id) => [id, (tasks.get(id) as TrialRow[]).sort((a, b) => a.repetition - b.repetition)]));
}

/** The mean of a figure over the trials of one task that have it; undefined when none has. Repeats are averaged inside their task. */
export function taskMean(trials: readonly TrialRow[], figure: Figure): number | undefined {
  let sum = 0;
  let count = 0;
  for (const trial of trials) {
    const value = figure(trial);
    if (value === undefined) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? undefined : sum / count;
}

/** The mean over tasks of their means, each task weighed alike however often it was run; null where no trial has the figure. */
export function meanOverTasks(tasks: Iterable<readonly TrialRow[]>, figure: Figure): number | null {
  const known = Array.from(tasks, (trials) => trials.flatMap((trial) => figure(trial) ?? [])).filter((values) => values.length > 0);
  const [first] = known;
  if (first === undefined) return null;
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  // Where tasks have as many trials each, the plain ratio of sums, to the last digit.
  if (known.every(({ length }) => length === first.length)) return sum(known.map(sum)) / (known.length * first.length);
  return sum(known.map((values) => sum(values) / values.length)) / known.length;
}

/** What is measured of a trial; undefined where its outcome is not known. */
export type Figure = (row: TrialRow) => number | undefined;

/** Task means of two topologies over the tasks that both have, in the order of the first. */
export interface PairedMeans {
  readonly tasks: readonly string[];
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly differences: Float64Array;
}

export function pairedMeans(a: ByTask, b: ByTask, figure: Figure): PairedMeans {
  const tasks: string[] = [];
  const [mine, theirs]: [number[], number[]] = [[], []];
  for (const [task, trials] of a) {
    const own = taskMean(trials, figure);
    const other = taskMean(b.get(task) ?? [], figure);
    if (own === undefined || other === undefined) continue;
    tasks.push(task);
    mine.push(own);
    theirs.push(other);
  }
  const left = Float64Array.from(mine);
  return { tasks, a: left, b: Float64Array.from(theirs), differences: left.map((own, i) => own - (theirs[i] as number)) };
}

/** Paired differences a - b of task means, over the tasks that both have. */
export function pairedDifferences(a: ByTask, b: ByTask, figure: Figure): Float64Array {
  return pairedMeans(a, b, figure).differences;
}
