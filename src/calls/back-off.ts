import type { Ledger, Reply } from "../types.ts";
import { unit } from "../util/random.ts";

/** The key of a call's nth row: the first has the call's own. */
export function keyAt(key: string, row: number): string {
  return row === 0 ? key : `${key}.${row}`;
}

/** The keys of the rows that followed this one, as far as the ledger has them. */
export function keysAfter(ledger: Pick<Ledger, "call">, key: string, row: number): string[] {
  const later: string[] = [];
  for (let next = row + 1; ledger.call(keyAt(key, next)) !== undefined; next++) later.push(keyAt(key, next));
  return later;
}

/** Full-jitter back-off from half a second, at most a minute; what the provider says to wait is honored. In milliseconds. */
export function backOff(seed: string, key: string, row: number, reply: Reply): number {
  const jitter = unit(`${seed}/back-off/${key}/${row}`) * Math.min(60_000, 500 * 2 ** row);
  return Math.max(jitter, reply.ok ? 0 : (reply.failure.retryAfterMs ?? 0));
}
