import type { Prospect } from "./reservation.ts";

/** A check of answers: how often it accepts a right one and rejects a wrong one, and what a verdict costs. Perfect: 1 and 1. */
export interface Checker {
  readonly sensitivity: number;
  readonly specificity: number;
  readonly price: number;
  /** In a replay: verdicts that were recorded with outcomes are those that it gives; others are weighed by its rates. */
  readonly recorded?: boolean;
}
/** What is seen with an answer (a stated confidence, a length), in kinds: how likely each kind is with a right answer, and with a wrong one. */
export interface Signal {
  readonly ifRight: readonly number[];
  readonly ifWrong: readonly number[];
}
export interface Terms {
  /** What a right answer is worth, in the currency of the costs. */
  readonly value: number;
  /** What one more attempt of each member is expected to cost. */
  readonly costs: readonly number[];
  readonly checker?: Checker;
  /** How many more attempts each member may make. */
  readonly left: readonly number[];
  /** How many more attempts there may be in all; as many as `left` allows when left out. */
  readonly attempts?: number;
  /** What each member's answers come with. */
  readonly signals?: readonly (Signal | undefined)[];
}
/** What may come of the next steps. */
export interface Sight {
  /** Of one more attempt of a member. */
  readonly once: (member: number) => Prospect[];
  /** Of one more attempt and then, if it pays, of a check of its answer or an attempt of one of the others; undefined where none can follow. */
  readonly twice: (member: number, others: readonly number[]) => Prospect[] | undefined;
  /** Of a check of an attempt's answer. */
  readonly check: (attempt: number) => Prospect[];
}

/** The kinds of what may be seen with a member's answer: how likely each is with a right one and with a wrong one. */
export function kindsOf({ signals }: Terms, member: number): readonly { readonly ifRight: number; readonly ifWrong: number }[] {
  const signal = signals?.[member];
  return signal === undefined
    ? [{ ifRight: 1, ifWrong: 1 }]
    : signal.ifRight.map((ifRight, kind) => ({ ifRight, ifWrong: signal.ifWrong[kind] ?? 0 }));
}
