import { type Batch, type BatchAssignment, bestBatch } from "./batch.ts";

/** `charges`: what each member's presence costs the others, over all tasks that it has. */
export interface BatchVcg extends BatchAssignment {
  readonly charges: readonly number[];
}

/**
 * Vickrey-Clarke-Groves over a batch whose tasks add up, with capacity: a member is charged what the others make without it minus what they
 * make beside it (Clarke's pivot). One assignment problem more per member that works. Its transfer is the value of its work minus the charge.
 */
export function batchVcg(batch: Batch): BatchVcg {
  const best = bestBatch(batch);
  const { worth, capacity } = batch;
  const charges = capacity.map((_, member) => {
    const own = best.memberOf.reduce<number>((sum, one, task) => sum + (one === member ? (worth.at(task)?.at(member) ?? 0) : 0), 0);
    if (own === 0) return 0;
    const without = bestBatch({ worth, capacity: capacity.map((most, other) => (other === member ? 0 : most)) }).total;
    return Math.max(0, without - (best.total - own));
  });
  return { ...best, charges };
}
