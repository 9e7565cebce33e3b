import { mostly } from "../../util/mostly.ts";
import type { CallEnd } from "../record/call-ends.ts";
import { count as counted } from "../../util/count.ts";

/** Told elsewhere: replies of the wrong form, refusals, and what a replay could not tell. */
const apart: ReadonlySet<string> = new Set(["malformed", "refused", "unrecorded"]);

/**
 * How many calls failed and what was said most often. Ties go to the first in the alphabet, so that the order of work changes nothing.
 */
export function failureNotes(calls: ReadonlyMap<string, CallEnd>): string[] {
  const counts = new Map<string, number>();
  for (const { failure } of calls.values()) {
    if (failure === undefined || apart.has(failure.code)) continue;
    counts.set(failure.message, (counts.get(failure.message) ?? 0) + 1);
  }
  const failed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (commonest === undefined) return [];
  const [message, count] = commonest;
  const words = message.length > 300 ? `${message.slice(0, 300)}...` : message;
  return [
    `${failed} of the ${counted(calls.size, "call")} of ended trials failed. ${failed === 1 ? "All" : mostly(count, failed)}: ${words}`,
  ];
}
