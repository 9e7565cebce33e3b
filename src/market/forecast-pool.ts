import { lmsrGain } from "./lmsr.ts";

/** A chance that somebody states of a member's work on a task, its own or another's. */
export interface StatedChance {
  readonly by: string;
  readonly of: string;
  readonly p: number;
}
/** Whose statements count, and how: see `pooledChance`. */
export const valuations = ["own", "peers", "mean", "best-expert", "prediction-market"] as const;
export type Valuation = (typeof valuations)[number];

/** What is known of somebody as a forecaster: squared errors of all that it stated and came out, and its money in prediction markets. */
export interface Forecaster {
  readonly squared: number;
  readonly n: number;
  readonly wealth: number;
}
export const newForecaster: Forecaster = { squared: 0, n: 0, wealth: 1 };

/** One trade in the market on whether a member passes. */
export interface ForecastTrade {
  readonly by: string;
  readonly from: number;
  readonly to: number;
}
export interface PooledChance {
  /** Undefined where nobody whose word counts said anything. */
  readonly p: number | undefined;
  readonly trades: readonly ForecastTrade[];
}
/** What pooling goes by beside the statements: the forecasters, the order of trades, and the price at which a market opens. */
export interface Pool {
  readonly known: ReadonlyMap<string, Forecaster>;
  readonly order: readonly string[];
  readonly start: number;
}

/** Depth b of a market on one member and task, in units of what each forecaster began with; nobody stakes more than this share of its money. */
const depth = 1;
const stakeShare = 0.25;
/** Prices stay as far from 0 and 1 as stated chances are clipped for the log score. */
const edge = 0.001;

/**
 * The chance that a member passes, from what all state of it. `own`: its own word. `peers`: the mean of the others', never its own. `mean`: of
 * all. `best-expert`: the word of whoever has been wrong least (mean squared error, of those who stated something; the mean before anything came
 * out). `prediction-market`: the last price of a logarithmic market in which each trades once towards what it stated, with a quarter of its money at most.
 */
export function pooledChance(rule: Valuation, said: readonly StatedChance[], member: string, pool: Pool): PooledChance {
  const about = said.filter(({ of }) => of === member);
  if (rule === "prediction-market") return traded(about, pool);
  const counted = about.filter(({ by }) => (rule === "own" ? by === member : rule === "peers" ? by !== member : true));
  const best = rule === "best-expert" ? bestOf(counted, pool.known) : undefined;
  return { p: best ?? meanOf(counted.map(({ p }) => p)), trades: [] };
}

function bestOf(about: readonly StatedChance[], known: Pool["known"]): number | undefined {
  const error = ({ by }: StatedChance) => {
    const { squared, n } = known.get(by) ?? newForecaster;
    return n === 0 ? Number.POSITIVE_INFINITY : squared / n;
  };
  const least = Math.min(...about.map(error));
  return Number.isFinite(least) ? meanOf(about.filter((one) => error(one) === least).map(({ p }) => p)) : undefined;
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function traded(about: readonly StatedChance[], { known, order, start }: Pool): PooledChance {
  if (about.length === 0) return { p: undefined, trades: [] };
  let price = clipped(start);
  const trades: ForecastTrade[] = [];
  for (const { by, p } of about.toSorted((a, b) => order.indexOf(a.by) - order.indexOf(b.by))) {
    const stake = stakeShare * (known.get(by) ?? newForecaster).wealth;
    // As far as the loss stays within the stake where it turns out wrong: b ln(price / price after), for the outcome that is sold.
    const least = Math.exp(-stake / depth);
    const to = clipped(Math.min(1 - (1 - price) * least, Math.max(price * least, clipped(p))));
    trades.push({ by, from: price, to });
    price = to;
  }
  return { p: price, trades };
}

/** What a forecaster is known for after a member's outcome: its statement's error counts, and its trade is settled. Nobody falls to nothing. */
export function judgedForecaster(
  { squared, n, wealth }: Forecaster,
  passed: boolean,
  { p, trade }: { readonly p?: number | undefined; readonly trade?: ForecastTrade | undefined },
): Forecaster {
  const gain = trade === undefined ? 0 : passed ? lmsrGain(trade.from, trade.to, depth) : lmsrGain(1 - trade.from, 1 - trade.to, depth);
  const error = p === undefined ? 0 : (p - Number(passed)) ** 2;
  return { squared: squared + error, n: n + Number(p !== undefined), wealth: Math.max(leastWealth, wealth + gain) };
}
/** A hundredth of what each began with: who lost all may still be heard again. */
const leastWealth = 0.01;

function clipped(p: number): number {
  return Math.min(1 - edge, Math.max(edge, p));
}
