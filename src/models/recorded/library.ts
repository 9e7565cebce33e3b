import { readReply } from "../../util/read-reply.ts";
import { standIn } from "../../util/kept-answer.ts";
import { shuffled, stream } from "../../util/random.ts";
import type { Outcome } from "./outcome.ts";

/** Outcomes by model and item, the samples of each pair in a seeded order. */
export interface Library {
  readonly set: string;
  readonly items: ReadonlyMap<string, string>;
  readonly models: readonly string[];
  samplesOf(model: string, item: string): readonly Outcome[];
  /**
   * The sample of a trial's repetition that is the `occurrence`th of its pair there; undefined once all were used. Within a trial none comes
   * twice, and over as many repetitions as there are samples each is the first once, the second once, and so on.
   */
  sampleAt(model: string, item: string, repetition: number, occurrence: number): Outcome | undefined;
  rowsOf(model: string): readonly Outcome[];
  rowsOn(item: string): readonly Outcome[];
}

/** Shelves outcomes. The order of samples is drawn per model and item from `seed`, so that draws are without replacement. */
export function library(set: string, outcomes: readonly Outcome[], seed: string): Library {
  const byModel = new Map<string, Map<string, Outcome[]>>();
  const byItem = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    shelve(byItem, outcome.item, outcome);
    const shelf = byModel.get(outcome.model) ?? new Map<string, Outcome[]>();
    shelve(shelf, outcome.item, outcome);
    byModel.set(outcome.model, shelf);
  }
  const ordered = new Map<string, readonly Outcome[]>();
  const inOrder = (model: string, item: string): readonly Outcome[] => {
    const rows = byModel.get(model)?.get(item) ?? [];
    if (rows.length < 2) return rows;
    const key = `${seed}|samples|${model}\n${item}`;
    const known = ordered.get(key) ?? shuffled(rows, stream(key));
    ordered.set(key, known);
    return known;
  };
  return {
    set,
    items: new Map([...byItem].map(([item, rows]) => [item, rows.at(-1)?.category ?? "all"])),
    models: [...byModel.keys()],
    rowsOf: (model) => [...(byModel.get(model)?.values() ?? [])].flat(),
    rowsOn: (item) => byItem.get(item) ?? [],
    samplesOf: inOrder,
    sampleAt(model, item, repetition, occurrence) {
      const samples = inOrder(model, item);
      return samples[placeOf(samples.length, repetition, occurrence)];
    },
  };
}

/**
 * The first of a trial goes round with the repetitions, so that models with coprime numbers of tries meet in all pairs; the others follow
 * it at a distance that grows with each round, so that over n - 1 rounds a retry meets every pair.
 */
function placeOf(count: number, repetition: number, occurrence: number): number {
  if (occurrence >= count) return count;
  if (occurrence === 0) return repetition % count;
  const round = Math.floor(repetition / count);
  return (repetition + 1 + ((round + occurrence - 1) % (count - 1))) % count;
}

function shelve(shelves: Map<string, Outcome[]>, name: string, outcome: Outcome): void {
  const shelf = shelves.get(name);
  if (shelf === undefined) shelves.set(name, [outcome]);
  else shelf.push(outcome);
}

/** The text of a recorded try: the answer as it was, where one was kept, else a stand-in that tells nothing of the outcome. */
export function textOf(set: string, { item, model, sample, answer }: Outcome): string {
  const lacking = answer === undefined ? "unrecorded" : readReply(answer).answer.trim() === "" ? "blank" : undefined;
  return lacking === undefined ? (answer as string) : standIn(lacking, set, item, model, String(sample));
}
