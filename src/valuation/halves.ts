import type { Choice } from "../util/goal.ts";
import { evidenceAt, type Evidence } from "./evidence.ts";
import { learn, type LearnedModel } from "./learn.ts";
import { singlePlayer } from "./players.ts";
import { play, type ReplayTerms } from "./replay.ts";
import { split } from "./split.ts";

/** One half of the items with all that was learnt on it, and the places of the other, on which nothing is chosen. */
export interface Halves {
  readonly evidence: Evidence;
  readonly test: readonly number[];
  readonly train: Evidence;
  readonly learnt: LearnedModel;
  /** How each single member does on the training half, one attempt an item. */
  readonly singles: readonly Choice[];
  /** Members by their rate there, the cheaper first of two as good; the first is the best single member. */
  readonly byRate: readonly number[];
  /** Members by their cost there, the better first of two as cheap. */
  readonly byCost: readonly number[];
}

/** Places of the items to choose on, and of those to score on. */
export interface Parts {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/** Splits by item, stratified by category, unless the parts are given, and learns on the training half. */
export function halvesOf(
  evidence: Evidence,
  { seed, share, terms }: { readonly seed: string; readonly share: number; readonly terms: ReplayTerms },
  parts: Parts = split(evidence.items, share, seed),
): Halves {
  const { train: places, test } = parts;
  const train = evidenceAt(evidence, places);
  const singles = train.members.map((_, m): Choice => {
    const results = play(train, [...train.items.keys()], singlePlayer(m), terms);
    const mean = (of: "passed" | "cost"): number => results.reduce((sum, result) => sum + result[of], 0) / results.length;
    return { passRate: mean("passed"), cost: mean("cost") };
  });
  const at = (m: number): Choice => singles[m] as Choice;
  const order = [...singles.keys()];
  return {
    evidence,
    test,
    train,
    learnt: learn(train, { seed, ...terms }),
    singles,
    byRate: order.toSorted((a, b) => at(b).passRate - at(a).passRate || at(a).cost - at(b).cost),
    byCost: order.toSorted((a, b) => at(a).cost - at(b).cost || at(b).passRate - at(a).passRate),
  };
}
