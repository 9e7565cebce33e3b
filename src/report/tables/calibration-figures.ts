import type { BidWorth } from "./bid-worth-words.ts";

/** Probabilities that were stated about alike: how many, their mean, and the share that passed. */
export interface ReliabilityBin {
  readonly count: number;
  readonly stated: number;
  readonly passed: number;
}
/** How good the stated probabilities of one member are, in one category or in all. Null where it cannot be told. */
export interface CalibrationRow {
  readonly member: string;
  /** Undefined: all categories. */
  readonly category?: string;
  readonly forecasts: number;
  readonly tasks: number;
  readonly stated: number;
  readonly passed: number;
  readonly brier: number;
  /** Against always saying the member's own pass rate. */
  readonly skill: number | null;
  readonly reliability: number;
  readonly resolution: number;
  readonly auc: number | null;
  readonly ece: number;
  /** 95%; forecasts of the same task are one piece of evidence. */
  readonly eceInterval: readonly [number, number];
  /** The same of the probabilities that markets cleared with, where they correct what is stated; null where none does. */
  readonly corrected: { readonly brier: number; readonly ece: number } | null;
  /** Median of stated over actual output tokens. */
  readonly tokenRatio: number | null;
  readonly bins: readonly ReliabilityBin[];
}
export interface CalibrationFigures {
  readonly run: string;
  readonly world: string;
  readonly rows: readonly CalibrationRow[];
  /** Topologies that clear with another chance than the stated one: the AUC of either over the same bids, all members together. */
  readonly signals?: readonly {
    readonly topology: string;
    readonly forecasts: number;
    readonly stated: number | null;
    readonly used: number | null;
  }[];
  /** What stated chances are worth where learned bids ask for them. */
  readonly worths?: readonly BidWorth[];
  /** All members together. */
  readonly bins: readonly ReliabilityBin[];
}
