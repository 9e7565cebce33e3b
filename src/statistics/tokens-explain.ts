import { jackknifeInterval } from "./jackknife.ts";
import { mean } from "./moments.ts";
import { type Observation, varianceExplained } from "./variance-explained.ts";

/** What tokens explain of the differences in score between tries at one task. Observational: topology and difficulty decide how many tokens there are. */
export interface TokensExplain {
  /** R2 of ln(1 + tokens), its interval over tasks, and whether more tokens go with higher scores. */
  readonly share: number;
  readonly ci: [low: number, high: number];
  readonly rising: boolean;
  /** What topology explains of the rest (partial R2), and what as many labels would by chance alone. */
  readonly beyond: number;
  readonly byChance: number;
  /** Tasks with differences in score, and the tries at them. */
  readonly tasks: number;
  readonly tries: number;
}

/** With fewer tasks the interval misses more often than it says. */
const fewestTasks = 30;

/** Undefined where the tasks on which scores and tokens differ are too few. */
export function tokensExplain(rows: readonly Observation[]): TokensExplain | undefined {
  const groups = [...Map.groupBy(rows, ({ task }) => task).values()].filter((group) =>
    group.some(({ score }) => score !== group[0]?.score),
  );
  const all = groups.map(spreadOf);
  const total = all.reduce((sum, one) => added(sum, one, 1), { xx: 0, xy: 0, yy: 0 });
  if (groups.length < fewestTasks || !(total.xx > 1e-12)) return undefined;
  const kept = groups.flat().map((row) => ({ ...row, model: "" }));
  const explained = varianceExplained(kept);
  const without = all.map((one) => correlation(added(total, one, -1)));
  const ends = jackknifeInterval(correlation(total), without, { to: Math.atanh, from: Math.tanh });
  if (explained === undefined || ends === undefined) return undefined;
  const topologies = new Set(kept.map(({ topology }) => topology)).size;
  const [low, high] = ends;
  return {
    share: correlation(total) ** 2,
    // The correlation's ends, squared: from 0 where they hold 0.
    ci: [low < 0 && high > 0 ? 0 : Math.min(low * low, high * high), Math.max(low * low, high * high)],
    rising: correlation(total) > 0,
    beyond: explained.topologyBeyondTokens,
    byChance: (topologies - 1) / Math.max(1, kept.length - groups.length - 1),
    tasks: groups.length,
    tries: kept.length,
  };
}

/** Sums of squares and products within a task. */
interface Spread {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function spreadOf(group: readonly Observation[]): Spread {
  const xs = group.map(({ tokens }) => Math.log(1 + tokens));
  const ys = group.map(({ score }) => score);
  const product = (a: readonly number[], b: readonly number[]): number => {
    const [middle, other] = [mean(a), mean(b)];
    return a.reduce((sum, value, i) => sum + (value - middle) * ((b[i] as number) - other), 0);
  };
  return { xx: product(xs, xs), xy: product(xs, ys), yy: product(ys, ys) };
}

function added(a: Spread, b: Spread, by: 1 | -1): Spread {
  return { xx: a.xx + by * b.xx, xy: a.xy + by * b.xy, yy: a.yy + by * b.yy };
}

function correlation({ xx, xy, yy }: Spread): number {
  return xy / Math.sqrt(xx * yy);
}
