import { cholesky, solved } from "../util/cholesky.ts";
import type { Design, Term } from "./pooling-design.ts";

/** The modes of all effects at given deviations. */
export interface Fit {
  readonly deviance: number;
  readonly tasks: Float64Array;
  /** Random effects in units of their deviations, then the topologies' levels as they are. */
  readonly effects: Float64Array;
  /** Their covariance, tasks integrated out. */
  readonly factor: readonly Float64Array[];
}

/**
 * The modes of all effects at given deviations (of tasks, then of each factor), by Newton's method; the block of the tasks is diagonal
 * and is eliminated.
 */
export function fitAt(design: Design, deviations: readonly number[], from?: Fit): Fit {
  const [byTask = 0, ...rest] = deviations;
  const scales = [...rest, 1];
  let effects = from?.effects ?? new Float64Array(design.size);
  let tasks = from?.tasks ?? new Float64Array(design.tasks.length);
  let [factor, logs, value] = [[] as Float64Array[], 0, Number.POSITIVE_INFINITY];
  const loss = (own: Float64Array, others: Float64Array): number => {
    let sum = 0;
    for (const { task, terms, share } of design.rows) {
      const logit = logitOf(terms, scales, own) + byTask * (others[task] as number);
      sum += 2 * (softplus(logit) - share * logit);
    }
    for (let i = 0; i < design.random; i++) sum += (own[i] as number) ** 2;
    return others.reduce((all, each) => all + each * each, sum);
  };
  for (let round = 0; round < 60; round++) {
    const step = newton({ design, scales, byTask }, effects, tasks);
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
  readonly scales: readonly number[];
  readonly byTask: number;
}

/** One step towards the modes, with the factor of the Schur complement and the logarithm of the random effects' determinant. */
function newton({ design, scales, byTask }: System, effects: Float64Array, tasks: Float64Array) {
  const { random, size } = design;
  const complement = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    if (i < random) row[i] = 1;
    return row;
  });
  const gradient = effects.map((each, i) => (i < random ? -each : 0));
  const own = tasks.map((each) => -each);
  const diagonal = new Float64Array(tasks.length).fill(1);
  const links = Array.from(tasks, () => new Map<number, number>());
  for (const { task, terms, share } of design.rows) {
    const p = 1 / (1 + Math.exp(-logitOf(terms, scales, effects) - byTask * (tasks[task] as number)));
    const weight = Math.max(1e-12, p * (1 - p));
    own[task] = (own[task] as number) + byTask * (share - p);
    diagonal[task] = (diagonal[task] as number) + byTask * byTask * weight;
    const link = links[task] as Map<number, number>;
    for (const { at: i, factor: f, weight: part } of terms) {
      const scale = part * (scales[f] as number);
      gradient[i] = (gradient[i] as number) + scale * (share - p);
      link.set(i, (link.get(i) ?? 0) + byTask * scale * weight);
      for (const other of terms) add(complement, i, other.at, scale * other.weight * (scales[other.factor] as number) * weight);
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
  for (let i = 0; i < random; i++) logs += 2 * Math.log(factor[i]?.[i] as number);
  const step = solved(factor, gradient);
  const back = own.map((each, t) => {
    let left = each;
    for (const [i, a] of links[t] as Map<number, number>) left -= a * (step[i] as number);
    return left / (diagonal[t] as number);
  });
  return { effects: step, tasks: back, factor, logs };
}

function logitOf(terms: readonly Term[], scales: readonly number[], effects: Float64Array): number {
  let logit = 0;
  for (const { at, factor, weight } of terms) logit += weight * (scales[factor] as number) * (effects[at] as number);
  return logit;
}

function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

function add(matrix: readonly Float64Array[], i: number, j: number, value: number): void {
  const row = matrix[i] as Float64Array;
  row[j] = (row[j] as number) + value;
}
