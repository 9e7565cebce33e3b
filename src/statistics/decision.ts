import type { Nano } from "../types.ts";

/** What the run is to find out. */
export type Question =
  /** Which topology gives most per task: passes x value - cost. Costs count in full, or up to a `ceiling` that was set; at 0 passes alone count. */
  | { readonly kind: "best"; readonly value: Nano; readonly ceiling?: Nano }
  /** Whether `a` passes more than `b`. */
  | { readonly kind: "better"; readonly a: string; readonly b: string };

export interface DecisionPlan {
  readonly question: Question;
  readonly topologies: readonly string[];
  /** The order in which tasks are run; see `taskOrder`. */
  readonly tasks: readonly string[];
  /** A difference that does not matter: nano-dollars per task for "best", a share of passes for "better". */
  readonly delta: number;
  /** The chance that the best is dropped, however often one looks; 5% unless told. */
  readonly alpha?: number;
  readonly money?: Nano;
}

/** One topology's result on one task, repetitions averaged; `passed` undefined where a trial is asked again. One without a score is not passed. */
export interface Arrival {
  readonly topology: string;
  readonly task: string;
  readonly passed: number | undefined;
  readonly cost: Nano;
}

export interface Decision {
  /**
   * decided: all others are shown to be worse; close: those that are not are no better by `delta`, or naming the leader is expected to
   * lose at most that; futile: the tasks left can hardly answer it, or `a` is not better by `delta`; undecided: the tasks are used up;
   * money: the money is.
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
  /** What naming the leader is expected to lose per task beside naming the best: nano-dollars for "best", a share of passes for "better". */
  readonly regret: number;
  /** Whoever the leader is least ahead of, by how much per task, and on how many tasks. */
  readonly next?: { readonly topology: string; readonly lead: number; readonly tasks: number } | undefined;
  /** What further tasks of all that are live would cost, and by how much they are expected to lower the regret; those that are left, or as many again. */
  readonly further?: { readonly tasks: number; readonly cost: Nano; readonly saved: number };
  /** Per topology: the mean of passes x value - cost (or of passes) over its tasks, and how many tasks cost more than the ceiling. */
  readonly values: readonly { readonly topology: string; readonly tasks: number; readonly value: number; readonly cut: number }[];
  /** For each ordered pair of topologies: the mean difference, and what it is at least, at any time of looking; null before ten tasks. */
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly difference: number;
    readonly low: number | null;
    readonly tasks: number;
  }[];
}
