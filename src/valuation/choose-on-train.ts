import type { Choice } from "../util/goal.ts";
import { evidenceAt, type Evidence } from "./evidence.ts";
import { learn, type LearnedModel, type LearnSettings } from "./learn.ts";
import type { Checker } from "./sight.ts";
import { type ItemResult, play, type Player, type ReplayTerms } from "./replay.ts";
import { dealt } from "./split.ts";
import { defined } from "../util/defined.ts";

/** A policy with its settings, to be fitted. */
export interface Candidate {
  readonly name: string;
  readonly player: (learnt: LearnedModel) => Player;
  /** The checker it is played with, where it has one of its own. */
  readonly checker?: Checker;
}
/** Its figures per item of the training half, each item played by a fit without it; `chosenBy` picks among them by a goal. */
export interface Standing extends Choice {
  readonly candidate: Candidate;
}

/**
 * How candidates do within the training half: each third of its items is played by a fit on the others (with the form of valuation that `learnt`, fitted on
 * the whole half, has); at most `mostItems` of them are played. Nothing else is read, so what is chosen by it can be scored on the other half.
 */
export function standings(
  train: Evidence,
  learnt: LearnedModel,
  settings: LearnSettings & { readonly mostItems?: number },
  candidates: readonly Candidate[],
  terms: ReplayTerms,
): Standing[] {
  const parts = dealt(train.items, Math.max(2, Math.min(3, train.items.length)), `standings ${settings.seed}`);
  const results = candidates.map((): ItemResult[] => []);
  for (const part of parts) {
    const held = new Set(part);
    const others = evidenceAt(
      train,
      [...train.items.keys()].filter((place) => !held.has(place)),
    );
    if (others.items.length === 0) continue;
    const fitted = learn(others, { ...settings, forms: [learnt.valuation.form] });
    const played = thinned(part, Math.ceil((settings.mostItems ?? Infinity) / parts.length));
    for (const [i, { player, checker = terms.checker }] of candidates.entries()) {
      results[i]?.push(...play(train, played, player(fitted), { ...terms, ...defined({ checker }) }));
    }
  }
  return candidates.map((candidate, i) => ({
    candidate,
    passRate: mean(results[i] ?? [], ({ passed }) => passed),
    cost: mean(results[i] ?? [], ({ cost }) => cost),
  }));
}

/** At most so many, evenly from first to last. */
function thinned(places: readonly number[], most: number): readonly number[] {
  return places.length <= most ? places : Array.from({ length: most }, (_, i) => places[Math.floor((i * places.length) / most)] as number);
}

function mean(results: readonly ItemResult[], of: (result: ItemResult) => number): number {
  return results.reduce((sum, result) => sum + of(result), 0) / results.length;
}
