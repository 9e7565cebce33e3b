import type { Reply } from "../types.ts";

/** Whether a failed call is worth another try: limits, timeouts, provider faults and what says when to come back, unless it may have been billed. */
export function mayPass(reply: Reply): boolean {
  if (reply.ok || reply.receipt?.flags?.includes("outcome-unknown") === true) return false;
  const { code, retryAfterMs } = reply.failure;
  return code === "rate" || code === "timeout" || code === "provider" || (code === "setup" && retryAfterMs !== undefined);
}
