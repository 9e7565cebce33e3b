import type { Player } from "./replay.ts";

/** Today's cascade: members in order, each answer checked; the first that is accepted is taken. The last member's answer is taken as it is: nobody is left to ask. */
export function cascadePlayer(order: readonly number[]): Player {
  return () => (seen) => {
    const last = seen.length - 1;
    const verdict = seen[last]?.verdict;
    const top = seen.length === order.length;
    if (last >= 0 && (top || verdict === true)) return { kind: "accept", attempt: last };
    if (last >= 0 && verdict === undefined) return { kind: "verify", attempt: last };
    return { kind: "try", member: order[seen.length] ?? 0 };
  };
}
