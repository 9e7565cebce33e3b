import { shuffled, stream } from "../../util/random.ts";
import type { Outcome } from "./outcome.ts";

/** Outcomes by model and item, the samples of each pair in a seeded order. */
export interface Library {
  readonly set: string;
  readonly items: ReadonlyMap<string, string>;
  readonly models: readonly string[];
  samplesOf(model: string, item: string): readonly Outcome[];
  rowsOf(model: string): readonly Outcome[];
}

/** Shelves outcomes. The order of samples is drawn per model and item from `seed`, so that draws are without replacement. */
export function library(set: string, outcomes: readonly Outcome[], seed: string): Library {
  const byModel = new Map<string, Map<string, Outcome[]>>();
  const items = new Map<string, string>();
  for (const outcome of outcomes) {
    items.set(outcome.item, outcome.category);
    const shelf = byModel.get(outcome.model) ?? new Map<string, Outcome[]>();
    const samples = shelf.get(outcome.item) ?? [];
    samples.push(outcome);
    shelf.set(outcome.item, samples);
    byModel.set(outcome.model, shelf);
  }
  const ordered = new Map<string, readonly Outcome[]>();
  return {
    set,
    items,
    models: [...byModel.keys()],
    rowsOf: (model) => [...(byModel.get(model)?.values() ?? [])].flat(),
    samplesOf(model, item) {
      const key = `${model}\n${item}`;
      const known = ordered.get(key);
      if (known !== undefined) return known;
      const samples = shuffled(byModel.get(model)?.get(item) ?? [], stream(`${seed}|samples|${key}`));
      ordered.set(key, samples);
      return samples;
    },
  };
}
