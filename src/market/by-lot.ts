import type { Batch, BatchAssignment } from "./batch.ts";

/**
 * A batch under prices that nothing moves: tasks come in an order drawn by lot, and each takes the member that is worth most to it of those
 * with a place left. Where more want a member than it can serve, the lot decides and not who needs it most. `draws`: one for each task.
 */
export function byLot({ worth, capacity }: Batch, draws: readonly number[]): BatchAssignment {
  const left = [...capacity];
  const memberOf: (number | undefined)[] = worth.map(() => undefined);
  let total = 0;
  const order = [...worth.keys()].sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
  for (const next of order) {
    let best: number | undefined;
    let most = 0;
    for (const [member, one] of (worth[next] ?? []).entries()) if (one > most && (left.at(member) ?? 0) > 0) [best, most] = [member, one];
    if (best === undefined) continue;
    memberOf[next] = best;
    left[best] = (left[best] ?? 0) - 1;
    total += most;
  }
  return { memberOf, total };
}
