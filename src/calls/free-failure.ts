import type { Reply, Result } from "../types.ts";
import { noUsage } from "../util/money.ts";

/** A call that never left: it cost nothing and took no time. */
export function freeFailure(failed: Result<unknown> & { ok: false }): Reply {
  return { ok: false, failure: failed.failure, usage: noUsage, cost: 0, ms: 0 };
}
