/** One member's tries: how often the first passes, and a second after a failed first and after one that was right. */
export interface TwoTries {
  readonly rate: number;
  readonly rescued: number;
  readonly kept: number;
}

/**
 * The false-positive rate from which on a second try no longer pays, where tries are not independent: a rejected wrong answer is put
 * right with chance `rescued`, a rejected right one stays right with chance `kept`. With rescued = kept = rate this is
 * `breakEvenFalsePositive`. Gain per task = (1-p)(1-f)(v r - c) - p(1-se)(v(1-k) + c), solved for f; null when it pays at no rate.
 */
export function breakEvenOfTries({ rate, rescued, kept }: TwoTries, sensitivity: number, value: number, cost: number): number | null {
  const gain = (1 - rate) * (value * rescued - cost);
  if (gain <= 0) return null;
  const lost = rate * (1 - sensitivity) * (value * (1 - kept) + cost);
  const at = 1 - lost / gain;
  return at <= 0 ? null : at;
}

/** Where a line through measured gains crosses zero from above (least squares); null when it does not within [0, 1]. */
export function zeroCrossing(points: readonly { readonly rate: number; readonly gain: number }[]): number | null {
  const n = points.length;
  if (n < 2) return null;
  const x = points.reduce((sum, { rate }) => sum + rate, 0) / n;
  const y = points.reduce((sum, { gain }) => sum + gain, 0) / n;
  const spread = points.reduce((sum, { rate }) => sum + (rate - x) ** 2, 0);
  const slope = points.reduce((sum, { rate, gain }) => sum + (rate - x) * (gain - y), 0) / spread;
  const at = x - y / slope;
  return slope < 0 && at >= 0 && at <= 1 ? at : null;
}
