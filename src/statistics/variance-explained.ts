import { percentile } from "./bootstrap.ts";
import type { Interval } from "./proportions.ts";
import { stream } from "../util/random.ts";

/** One trial of the regression: its score, its tokens and the levels of its factors. */
export interface Observation {
  readonly task: string;
  readonly topology: string;
  readonly model: string;
  readonly tokens: number;
  readonly score: number;
}
/** Shares of the within-task variance of scores. `partial` is over what the tokens leave unexplained. */
export interface VarianceExplained {
  readonly tokens: number;
  readonly topology: number;
  readonly model: number;
  readonly all: number;
  /** (SSE tokens - SSE tokens and topology) / SSE tokens: does topology matter beyond tokens? */
  readonly topologyBeyondTokens: number;
  readonly tokensBeyondTopology: number;
  /** R2 tokens + R2 topology - R2 both: what cannot be told apart. */
  readonly shared: number;
}

/** Least squares on task-demeaned scores: ln(1 + tokens), topology and model as levels. Undefined where scores have no spread within tasks. */
export function varianceExplained(rows: readonly Observation[]): VarianceExplained | undefined {
  return explainedBy(demeaned(rows));
}

/** The same with 95% intervals, tasks resampled whole. */
export function varianceExplainedIntervals(
  rows: readonly Observation[],
  seed: string,
  resamples = 1_000,
): Record<keyof VarianceExplained, Interval> | undefined {
  const prepared = demeaned(rows);
  const groups = [...Map.groupBy(prepared.rows, (row) => row.task).values()];
  const next = stream(seed);
  const draws: VarianceExplained[] = [];
  for (let b = 0; b < resamples; b++) {
    const sample = groups.flatMap(() => groups[Math.floor(next() * groups.length)] as readonly CenteredRow[]);
    const found = explainedBy({ ...prepared, rows: sample });
    if (found !== undefined) draws.push(found);
  }
  const first = draws[0];
  if (first === undefined) return undefined;
  const of = (key: keyof VarianceExplained): Interval => percentile(Float64Array.from(draws, (draw) => draw[key]));
  return Object.fromEntries(Object.keys(first).map((key) => [key, of(key as keyof VarianceExplained)])) as Record<
    keyof VarianceExplained,
    Interval
  >;
}

interface CenteredRow {
  readonly task: string;
  readonly y: number;
  /** ln tokens, then one column per topology, then one per model; all with the task's mean taken off. */
  readonly x: Float64Array;
}
interface Design {
  readonly rows: readonly CenteredRow[];
  readonly topologies: number;
  readonly models: number;
}

function demeaned(rows: readonly Observation[]): Design {
  const topologies = [...new Set(rows.map((row) => row.topology))].sort().slice(1);
  const models = [...new Set(rows.map((row) => row.model))].sort().slice(1);
  const centered = [...Map.groupBy(rows, (row) => row.task).values()].flatMap((group) => {
    const raw = group.map((row) => [
      Math.log(1 + row.tokens),
      ...topologies.map((name) => Number(row.topology === name)),
      ...models.map((name) => Number(row.model === name)),
    ]);
    const center = (raw[0] as number[]).map((_, c) => raw.reduce((sum, line) => sum + (line[c] as number), 0) / raw.length);
    const level = group.reduce((sum, row) => sum + row.score, 0) / group.length;
    return group.map((row, i) => ({
      task: row.task,
      y: row.score - level,
      x: Float64Array.from(raw[i] as number[], (v, c) => v - (center[c] as number)),
    }));
  });
  return { rows: centered, topologies: topologies.length, models: models.length };
}

function explainedBy({ rows, topologies, models }: Design): VarianceExplained | undefined {
  const size = 1 + topologies + models;
  const [gram, cross, total] = moments(rows, size);
  if (!(total > 1e-12)) return undefined;
  const forTopology = Array.from({ length: topologies }, (_, i) => 1 + i);
  const forModel = Array.from({ length: models }, (_, i) => 1 + topologies + i);
  const sse = (columns: readonly number[]): number => residual(gram, cross, total, columns);
  const [tokens, topology, both] = [sse([0]), sse(forTopology), sse([0, ...forTopology])];
  return {
    tokens: 1 - tokens / total,
    topology: 1 - topology / total,
    model: 1 - sse(forModel) / total,
    all: 1 - sse([0, ...forTopology, ...forModel]) / total,
    topologyBeyondTokens: tokens > 1e-12 ? (tokens - both) / tokens : 0,
    tokensBeyondTopology: topology > 1e-12 ? (topology - both) / topology : 0,
    shared: 1 - tokens / total + (1 - topology / total) - (1 - both / total),
  };
}

function moments(rows: readonly CenteredRow[], size: number): [gram: Float64Array[], cross: Float64Array, total: number] {
  const gram = Array.from({ length: size }, () => new Float64Array(size));
  const cross = new Float64Array(size);
  let total = 0;
  for (const { x, y } of rows) {
    total += y * y;
    for (const [i, line] of gram.entries()) {
      const xi = x[i] as number;
      if (xi === 0) continue;
      cross[i] = (cross[i] as number) + xi * y;
      for (let j = 0; j < size; j++) line[j] = (line[j] as number) + xi * (x[j] as number);
    }
  }
  return [gram, cross, total];
}

/** Sum of squares that the columns leave, by Gram-Schmidt sweeps: columns that add nothing new are passed over. */
function residual(gram: readonly Float64Array[], cross: Float64Array, total: number, columns: readonly number[]): number {
  const g = columns.map((i) => columns.map((j) => gram[i]?.[j] as number));
  const c = columns.map((i) => cross[i] as number);
  let left = total;
  for (const [k, row] of g.entries()) {
    const pivot = row[k] as number;
    const at = columns[k] as number;
    const own = gram[at]?.[at] as number;
    if (!(pivot > 1e-9 * own)) continue;
    left -= (c[k] as number) ** 2 / pivot;
    for (let i = k + 1; i < g.length; i++) {
      const factor = (g[i]?.[k] as number) / pivot;
      const line = g[i] as number[];
      for (let j = k; j < g.length; j++) line[j] = (line[j] as number) - factor * (row[j] as number);
      c[i] = (c[i] as number) - factor * (c[k] as number);
    }
  }
  return Math.max(0, left);
}
