import type { Reply } from "../types.ts";

/** Whether a failed call is worth another try: limits, timeouts, provider faults and what says when to come back, unless it may have been billed. */
export function mayPass(reply: Reply): boolean {
  if (reply.ok || reply.receipt?.flags?.includes("outcome-unknown") === true) return false;
  const { code, retryAfterMs } = reply.failure;
  return code === "rate" || code === "timeout" || code === "provider" || (code === "setup" && retryAfterMs !== undefined);
}

/** Whether a call met a limit: waiting for it is no try. */
export function isLimited(reply: Reply): boolean {
  return mayPass(reply) && !reply.ok && reply.failure.code === "rate";
}
