import { cholesky, solved } from "./cholesky.ts";
import { nelderMead } from "./nelder-mead.ts";

/** Whether a topology passed a task of a category, or the share of its trials of that task: repeats count as one trial, the task is the unit. */
export interface PooledOutcome {
  readonly task: string;
  readonly topology: string;
  readonly category: string;
  readonly share: number;
}

/** The pass rate of a topology in a category on the scale of logits, over tasks of usual difficulty, and its standard error. */
export interface PooledCell {
  readonly topology: string;
  readonly category: string;
  readonly logit: number;
  readonly error: number;
}

/** A fitted model: how much tasks, categories, and topologies within categories differ (standard deviations of logits). */
export interface Pooled {
  readonly deviations: readonly [task: number, category: number, cell: number];
  readonly topologies: ReadonlyMap<string, number>;
  readonly cells: readonly PooledCell[];
  readonly deviance: number;
}

/**
 * Partial pooling: the logit of a pass is the topology's own level plus random effects of the task, of the category and of the topology
 * within the category, so that a cell with few tasks leans on the topology's other tasks and on what others do on the category. Fitted
 * by Laplace's approximation, levels within the penalized least squares step; the same as lme4's `glmer` with `nAGQ = 0`, which a test
 * holds. `penalized` keeps each deviation away from 0 (Chung et al. 2013: times the deviation itself), where few categories would else
 * make it 0 and every interval too narrow. Undefined below two categories, where a topology passed everything or nothing, whose level
 * has then no finite estimate, and where the fit does not come to an end.
 */
export function partialPooling(outcomes: readonly PooledOutcome[], { penalized = false } = {}): Pooled | undefined {
  const design = designOf(outcomes);
  if (design.categories.length < 2 || design.topologies.some((_, place) => isSeparated(design, place))) return undefined;
  const start = [1, 0.5, 0.3];
  // Each fit begins where the one before ended.
  let from: Fit | undefined;
  const best = nelderMead((deviations) => {
    from = fit(design, deviations.map(Math.abs), from);
    return from.deviance - (penalized ? 2 * deviations.reduce((sum, each) => sum + Math.log(Math.abs(each) + 1e-9), 0) : 0);
  }, start);
  const deviations = best.map((each) => (Math.abs(each) < 1e-4 ? 0 : Math.abs(each)));
  const fitted = fit(design, deviations);
  const found = described(design, deviations, fitted);
  const ended = found.cells.every(({ logit, error }) => Number.isFinite(logit) && Number.isFinite(error));
  return ended ? { ...found, deviance: fitted.deviance } : undefined;
}

/** Whether a topology passed everything, or nothing. */
function isSeparated({ rows }: Design, place: number): boolean {
  const shares = rows.filter(({ topology }) => topology === place).map(({ share }) => share);
  return shares.every((share) => share === 0) || shares.every((share) => share === 1);
}

interface Design {
  readonly tasks: readonly string[];
  readonly topologies: readonly string[];
  readonly categories: readonly string[];
  readonly cells: readonly (readonly [topology: number, category: number])[];
  readonly rows: readonly Row[];
}
/** One outcome, by the places of its task, category, cell and topology. */
interface Row {
  readonly task: number;
  readonly category: number;
  readonly cell: number;
  readonly topology: number;
  readonly share: number;
}

function designOf(outcomes: readonly PooledOutcome[]): Design {
  const names = (of: (outcome: PooledOutcome) => string): string[] => [...new Set(outcomes.map(of))].sort();
  const [tasks, topologies, categories] = [names((o) => o.task), names((o) => o.topology), names((o) => o.category)];
  const places = (list: readonly string[]): Map<string, number> => new Map(list.map((name, i) => [name, i]));
  const [atTask, atTopology, atCategory] = [places(tasks), places(topologies), places(categories)];
  const cells = new Map<number, number>();
  const rows = outcomes.map(({ task, topology, category, share }): Row => {
    const [t, j, c] = [atTask.get(task) ?? 0, atTopology.get(topology) ?? 0, atCategory.get(category) ?? 0];
    const key = j * categories.length + c;
    const cell = cells.get(key) ?? cells.size;
    cells.set(key, cell);
    return { task: t, topology: j, category: c, cell, share };
  });
  const pairs = [...cells.keys()].map((key) => [Math.floor(key / categories.length), key % categories.length] as const);
  return { tasks, topologies, categories, cells: pairs, rows };
}

interface Fit {
  readonly deviance: number;
  readonly tasks: Float64Array;
  /** Effects in units of their deviations: categories, cells, then topologies' levels as they are. */
  readonly effects: Float64Array;
  /** Their covariance, tasks integrated out. */
  readonly factor: readonly Float64Array[];
}

/** The modes of all effects at given deviations, by Newton's method; the block of the tasks is diagonal and is eliminated. */
function fit(design: Design, deviations: readonly number[], from?: Fit): Fit {
  const [byTask = 0, byCategory = 0, byCell = 0] = deviations;
  const random = design.categories.length + design.cells.length;
  const size = random + design.topologies.length;
  const scales = [byCategory, byCell, 1];
  const places = design.rows.map(({ category, cell, topology }) => [category, design.categories.length + cell, random + topology]);
  let effects = from?.effects ?? new Float64Array(size);
  let tasks = from?.tasks ?? new Float64Array(design.tasks.length);
  let [factor, logs, value] = [[] as Float64Array[], 0, Number.POSITIVE_INFINITY];
  const loss = (own: Float64Array, others: Float64Array): number => {
    let sum = 0;
    for (const [r, { task, share }] of design.rows.entries()) {
      const logit = logitOf(places[r] as number[], scales, own) + byTask * (others[task] as number);
      sum += 2 * (softplus(logit) - share * logit);
    }
    for (let i = 0; i < random; i++) sum += (own[i] as number) ** 2;
    return others.reduce((all, each) => all + each * each, sum);
  };
  for (let round = 0; round < 60; round++) {
    const step = newton({ design, places, scales, byTask, random, size }, effects, tasks);
    [factor, logs] = [step.factor, step.logs];
    let part = 1;
    let next = value;
    let [own, others] = [effects, tasks];
    do {
      own = effects.map((each, i) => each + part * (step.effects[i] as number));
      others = tasks.map((each, i) => each + part * (step.tasks[i] as number));
      next = loss(own, others);
      part /= 2;
    } while (next > value + 1e-12 && part > 1e-6);
    [effects, tasks] = [own, others];
    const done = Math.abs(value - next) < 1e-11 * (1 + Math.abs(next));
    value = next;
    if (done) break;
  }
  return { deviance: value + logs, effects, tasks, factor };
}

interface System {
  readonly design: Design;
  readonly places: readonly (readonly number[])[];
  readonly scales: readonly number[];
  readonly byTask: number;
  readonly random: number;
  readonly size: number;
}

/** One step towards the modes, with the factor of the Schur complement and the logarithm of the random effects' determinant. */
function newton({ design, places, scales, byTask, random, size }: System, effects: Float64Array, tasks: Float64Array) {
  const complement = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    if (i < random) row[i] = 1;
    return row;
  });
  const gradient = effects.map((each, i) => (i < random ? -each : 0));
  const own = tasks.map((each) => -each);
  const diagonal = new Float64Array(tasks.length).fill(1);
  const links = Array.from(tasks, () => new Map<number, number>());
  for (const [r, { task, share }] of design.rows.entries()) {
    const at = places[r] as readonly number[];
    const p = 1 / (1 + Math.exp(-logitOf(at, scales, effects) - byTask * (tasks[task] as number)));
    const weight = Math.max(1e-12, p * (1 - p));
    own[task] = (own[task] as number) + byTask * (share - p);
    diagonal[task] = (diagonal[task] as number) + byTask * byTask * weight;
    const link = links[task] as Map<number, number>;
    for (const [k, i] of at.entries()) {
      const scale = scales[k] as number;
      gradient[i] = (gradient[i] as number) + scale * (share - p);
      link.set(i, (link.get(i) ?? 0) + byTask * scale * weight);
      for (const [l, j] of at.entries()) add(complement, i, j, scale * (scales[l] as number) * weight);
    }
  }
  let logs = 0;
  for (const [t, link] of links.entries()) {
    const whole = diagonal[t] as number;
    logs += Math.log(whole);
    for (const [i, a] of link) {
      gradient[i] = (gradient[i] as number) - (a * (own[t] as number)) / whole;
      for (const [j, b] of link) add(complement, i, j, (-a * b) / whole);
    }
  }
  const factor = cholesky(complement);
  for (let i = 0; i < random; i++) logs += 2 * Math.log(factor[i]?.[i] ?? 1);
  const step = solved(factor, gradient);
  const back = own.map((each, t) => {
    let left = each;
    for (const [i, a] of links[t] as Map<number, number>) left -= a * (step[i] as number);
    return left / (diagonal[t] as number);
  });
  return { effects: step, tasks: back, factor, logs };
}

function logitOf(at: readonly number[], scales: readonly number[], effects: Float64Array): number {
  let logit = 0;
  for (const [k, i] of at.entries()) logit += (scales[k] as number) * (effects[i] as number);
  return logit;
}

function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

function add(matrix: readonly Float64Array[], i: number, j: number, value: number): void {
  const row = matrix[i] as Float64Array;
  row[j] = (row[j] as number) + value;
}

function described(design: Design, deviations: readonly number[], { effects, factor }: Fit): Omit<Pooled, "deviance"> {
  const [byTask = 0, byCategory = 0, byCell = 0] = deviations;
  const random = design.categories.length + design.cells.length;
  const cells = design.cells.map(([j, c], g): PooledCell => {
    const weights = new Float64Array(effects.length);
    weights[c] = byCategory;
    weights[design.categories.length + g] = byCell;
    weights[random + j] = 1;
    const logit = weights.reduce((sum, weight, i) => sum + weight * (effects[i] as number), 0);
    const variance = solved(factor, weights).reduce((sum, each, i) => sum + each * (weights[i] as number), 0);
    return { topology: design.topologies[j] ?? "", category: design.categories[c] ?? "", logit, error: Math.sqrt(variance) };
  });
  return {
    deviations: [byTask, byCategory, byCell],
    topologies: new Map(design.topologies.map((name, j) => [name, effects[random + j] ?? 0])),
    cells,
  };
}
