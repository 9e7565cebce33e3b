import type { ErrorRates } from "./fallible.ts";

/** A judge's verdict beside the truth; `passed` is undefined where the judge could not tell. */
export interface JudgedCase {
  readonly passed?: boolean | undefined;
  readonly right: boolean;
}
/** A share with its 95% Wilson interval; nulls when there is nothing to count. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly rate: number | null;
  readonly interval: readonly [number, number] | null;
}

/** Wilson 1927 at 95%. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, rate: null, interval: null };
  const z2 = 1.959964 ** 2;
  const p = count / of;
  const center = (p + z2 / (2 * of)) / (1 + z2 / of);
  const half = (1.959964 / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of));
  return { count, of, rate: p, interval: [Math.max(0, center - half), Math.min(1, center + half)] };
}

/** False positives among wrong answers, false negatives among right ones, abstentions among all. */
export function errorShares(judged: readonly JudgedCase[]): {
  readonly falsePositive: Share;
  readonly falseNegative: Share;
  readonly abstained: Share;
  /** Null when no right or no wrong answer was judged. */
  readonly rates: ErrorRates | null;
} {
  const told = judged.filter((one) => one.passed !== undefined);
  const wrong = told.filter((one) => !one.right);
  const right = told.filter((one) => one.right);
  const falsePositive = shareOf(wrong.filter((one) => one.passed).length, wrong.length);
  const falseNegative = shareOf(right.filter((one) => !one.passed).length, right.length);
  const known = falsePositive.rate !== null && falseNegative.rate !== null;
  const rates = known ? { sensitivity: 1 - (falseNegative.rate ?? 0), specificity: 1 - (falsePositive.rate ?? 0) } : null;
  return { falsePositive, falseNegative, abstained: shareOf(judged.length - told.length, judged.length), rates };
}

/** One pair judged in both orders: who won when a stood first, and when b did. */
export interface Swap {
  readonly forward: "a" | "b" | "tie";
  readonly backward: "a" | "b" | "tie";
}

/** Share of pairs with the same winner in both orders, and among the others how often the first place won (one half: no lean). */
export function swapConsistency(swaps: readonly Swap[]): { readonly consistent: Share; readonly firstPlace: Share } {
  const differing = swaps.filter((swap) => swap.forward !== swap.backward);
  const leaning = differing.filter((swap) => swap.forward !== "tie" && swap.backward !== "tie");
  const first = leaning.filter((swap) => swap.forward === "a" && swap.backward === "b");
  return { consistent: shareOf(swaps.length - differing.length, swaps.length), firstPlace: shareOf(first.length, leaning.length) };
}

/** Self-preference: how much more often a judge passes its own family's answers than the other judges pass the same ones. */
export function selfPreference(
  verdicts: readonly { readonly answer: string; readonly judgeFamily: string; readonly authorFamily: string; readonly passed: boolean }[],
): { readonly own: Share; readonly others: Share; readonly difference: number | null } {
  const kin = verdicts.filter((one) => one.judgeFamily === one.authorFamily);
  const judged = new Set(kin.map((one) => one.answer));
  const strangers = verdicts.filter((one) => one.judgeFamily !== one.authorFamily && judged.has(one.answer));
  const own = shareOf(kin.filter((one) => one.passed).length, kin.length);
  const others = shareOf(strangers.filter((one) => one.passed).length, strangers.length);
  return { own, others, difference: own.rate === null || others.rate === null ? null : own.rate - others.rate };
}

/** d score / d ln(length) at a fixed truth: the slope within the right and the wrong answers, pooled; null without variation. */
export function lengthSlope(
  judged: readonly { readonly score: number; readonly length: number; readonly right: boolean }[],
): { readonly slope: number; readonly standardError: number } | null {
  const centered = [true, false].flatMap((right) => {
    const group = judged.filter((one) => one.right === right).map((one) => ({ x: Math.log(Math.max(1, one.length)), y: one.score }));
    const x = mean(group.map((one) => one.x));
    const y = mean(group.map((one) => one.y));
    return group.map((one) => ({ x: one.x - x, y: one.y - y }));
  });
  const xx = centered.reduce((sum, { x }) => sum + x * x, 0);
  if (xx < 1e-12 || centered.length < 4) return null;
  const slope = centered.reduce((sum, { x, y }) => sum + x * y, 0) / xx;
  const rest = centered.reduce((sum, { x, y }) => sum + (y - slope * x) ** 2, 0);
  return { slope, standardError: Math.sqrt(rest / (centered.length - 3) / xx) };
}

/** Correlation (phi) of two judges' errors on the same answers: a panel is worth its number only when this is near zero. */
export function errorCorrelation(first: readonly JudgedCase[], second: readonly JudgedCase[]): number | null {
  const pairs = first.flatMap((one, at) => {
    const other = second[at];
    if (one.passed === undefined || other?.passed === undefined) return [];
    return [{ a: Number(one.passed !== one.right), b: Number(other.passed !== other.right) }];
  });
  const a = mean(pairs.map((one) => one.a));
  const b = mean(pairs.map((one) => one.b));
  const spread = Math.sqrt(a * (1 - a) * b * (1 - b));
  return spread === 0 || Number.isNaN(spread) ? null : (mean(pairs.map((one) => one.a * one.b)) - a * b) / spread;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
