import type { Nano } from "../types.ts";

/** What the run is to find out. */
export type Question =
  /** Which topology gives most per task: passes x value - cost, with costs above `ceiling` counted as `ceiling`. */
  | { readonly kind: "best"; readonly value: Nano; readonly ceiling: Nano }
  /** Whether `a` passes more than `b`. */
  | { readonly kind: "better"; readonly a: string; readonly b: string };

export interface DecisionPlan {
  readonly question: Question;
  readonly topologies: readonly string[];
  /** The order in which tasks are run; see `taskOrder`. */
  readonly tasks: readonly string[];
  /** A difference that does not matter: nano-dollars per task for "best", a share of passes for "better". */
  readonly delta: number;
  /** The chance that a wrong winner is named, however often one looks; 5% unless told. */
  readonly alpha?: number;
  readonly money?: Nano;
}

/** One topology's result on one task, repetitions averaged; `passed` undefined where the outcome is not known. */
export interface Arrival {
  readonly topology: string;
  readonly task: string;
  readonly passed: number | undefined;
  readonly cost: Nano;
}

export interface Decision {
  /**
   * decided: the question is answered; close: the winner is within `delta` of the best; futile: the tasks left can hardly answer
   * it, or `a` is not better by `delta`; undecided: the tasks are used up; money: the money is.
   */
  readonly state: "running" | "decided" | "close" | "futile" | "undecided" | "money";
  readonly winner?: string;
  /** Why a futile run stopped: `no-gain`: a is not better than b by delta; `too-few`: the tasks left cannot answer the question. */
  readonly futile?: "no-gain" | "too-few";
  /** The best so far, proved or not. */
  readonly leader?: string;
  readonly live: readonly string[];
  readonly out: readonly { readonly topology: string; readonly by: string; readonly tasks: number }[];
  /** Tasks whose results are in. */
  readonly tasks: number;
  readonly spent: Nano;
  /** What all topologies on all tasks would have cost, at each one's mean cost so far. */
  readonly fixedCost: Nano;
  /** For each ordered pair of topologies: the mean difference (share of the scale) and the evidence that it is above 0. */
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly difference: number;
    readonly eValue: number;
    readonly tasks: number;
  }[];
}
