import { logBeta } from "../util/distributions.ts";
import type { Interval } from "./proportions.ts";

/**
 * Mixture e-value of discordant pairs against a fair coin: B(a+w, a+l) / (B(a, a) 2^-(w+l)). Reject at 1 / alpha; looking at any
 * time is safe. 8 wins without a loss give 28.44.
 */
export function mixtureEValue(wins: number, losses: number, prior = 1): number {
  return Math.exp(logBeta(prior + wins, prior + losses) - logBeta(prior, prior) + (wins + losses) * Math.LN2);
}

/** A betting process on differences in [-1, 1], one bet after another; its e-value is against "the mean is not above 0". */
export interface Bet {
  readonly t: number;
  readonly wealth: number;
  readonly sum: number;
  readonly squares: number;
}
export const noBet: Bet = { t: 0, wealth: 1, sum: 0, squares: 0 };

/**
 * One more difference: wealth x (1 + lambda (X - 1/2)), X = (d + 1) / 2, lambda in [0, `boldest`] from the past only
 * (arXiv 2210.01948); anything below 2 keeps the wealth above 0.
 */
export function bet(before: Bet, difference: number, boldest = 1): Bet {
  const x = (difference + 1) / 2;
  const edge = (before.sum + 0.5) / (before.t + 1) - 0.5;
  const spread = (before.squares + 0.25) / (before.t + 1);
  const lambda = Math.min(boldest, Math.max(0, edge / (spread + edge * edge)));
  return {
    t: before.t + 1,
    wealth: before.wealth * (1 + lambda * (x - 0.5)),
    sum: before.sum + x,
    squares: before.squares + (x - 0.5) ** 2,
  };
}

/** The e-value of "the mean is above `margin`" after these differences, in the order in which they came. */
export function bettingEValue(differences: Iterable<number>, margin = 0): number {
  let state = noBet;
  for (const difference of differences) state = bet(state, Math.max(-1, Math.min(1, (difference - margin) / (1 + Math.abs(margin)))));
  return state.wealth;
}

/** A confidence sequence for a mean in [-1, 1]: which means are still alive. Contract: holds at every time at once with `1 - alpha`. */
export class ConfidenceSequence {
  readonly #alpha: number;
  readonly #grid: Float64Array;
  readonly #up: Float64Array;
  readonly #down: Float64Array;
  readonly #alive: Uint8Array;
  #t = 0;
  #sum = 0;
  #squares = 0;

  constructor(alpha = 0.05, points = 401) {
    this.#alpha = alpha;
    this.#grid = Float64Array.from({ length: points }, (_, i) => i / (points - 1));
    this.#up = new Float64Array(points).fill(1);
    this.#down = new Float64Array(points).fill(1);
    this.#alive = new Uint8Array(points).fill(1);
  }

  get t(): number {
    return this.#t;
  }

  /** Takes one more difference. */
  take(difference: number): void {
    const x = Math.min(1, Math.max(0, (difference + 1) / 2));
    const i = this.#t + 1;
    const spread = (this.#squares + 0.25) / (this.#t + 1);
    const stake = Math.sqrt((2 * Math.log(2 / this.#alpha)) / (spread * i * Math.log(1 + i)));
    for (const [g, m] of this.#grid.entries()) {
      if (this.#alive[g] === 0) continue;
      const up = (this.#up[g] as number) * (1 + Math.min(stake, 0.5 / m) * (x - m));
      const down = (this.#down[g] as number) * (1 - Math.min(stake, 0.5 / (1 - m)) * (x - m));
      this.#up[g] = up;
      this.#down[g] = down;
      if ((up + down) / 2 >= 1 / this.#alpha) this.#alive[g] = 0;
    }
    this.#t = i;
    this.#sum += x;
    this.#squares += (x - (this.#sum + 0.5) / (i + 1)) ** 2;
  }

  /** The interval of means that are alive, one grid step wider on each side; a point where none is. */
  get interval(): Interval {
    const first = this.#alive.indexOf(1);
    const last = this.#alive.lastIndexOf(1);
    const step = 1 / (this.#grid.length - 1);
    if (first < 0) return [2 * (this.#sum / this.#t) - 1, 2 * (this.#sum / this.#t) - 1];
    const low = first === 0 ? 0 : (this.#grid[first] as number) - step;
    const high = last === this.#grid.length - 1 ? 1 : (this.#grid[last] as number) + step;
    return [2 * low - 1, 2 * high - 1];
  }
}
