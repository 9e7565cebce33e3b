import type { View } from "../../types.ts";
import type { Offer } from "./clearing.ts";
import type { TaskForecasts } from "./forecast-view.ts";

/** The note of a batch that was cleared. */
export const batchNote = "batch-clearing";

/** What a clearing says of one task: the offers, and the one that has it, with what it is paid. */
export interface ClearedTask {
  readonly task: string;
  readonly offers: readonly Offer[];
  readonly winner?: Offer;
  /** What the winner's place costs beyond its ask; under VCG its share of what the member is charged. */
  readonly price: number;
  readonly forecasts?: TaskForecasts;
}
/** Tasks of cleared batches, by task; the trials of a batch read what the first of them cleared. Folds in place. */
export const batchView: View<Map<string, ClearedTask>> = {
  get start() {
    return new Map<string, ClearedTask>();
  },
  step(cleared, { fact }) {
    if (fact.type !== "own" || fact.name !== batchNote) return cleared;
    for (const one of (fact.value as unknown as { readonly tasks: readonly ClearedTask[] }).tasks) cleared.set(one.task, one);
    return cleared;
  },
};
