import type { Event } from "../types.ts";

/**
 * How many calls failed and what was said most often; replies of the wrong form are no failed calls, and refusals are told apart. Ties go to the first in the
 * alphabet, so that the order of work changes nothing.
 */
export function failureNotes(events: readonly Event[]): string[] {
  const calls = new Map<string, string | undefined>();
  for (const { fact } of events) {
    if (fact.type !== "call") continue;
    calls.set(fact.key, fact.failure?.code === "malformed" || fact.failure?.code === "refused" ? undefined : fact.failure?.message);
  }
  const counts = new Map<string, number>();
  for (const message of calls.values()) if (message !== undefined) counts.set(message, (counts.get(message) ?? 0) + 1);
  const failed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const [commonest] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (commonest === undefined) return [];
  const [message, count] = commonest;
  const words = message.length > 300 ? `${message.slice(0, 300)}...` : message;
  return [`${failed} of ${calls.size} calls failed. ${failed === count ? "All" : "Mostly"}: ${words}`];
}
