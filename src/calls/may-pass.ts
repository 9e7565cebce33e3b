import type { Reply } from "../types.ts";

/**
 * Whether a failed call is worth another try: limits, timeouts, provider faults and what says when to come back. What may have been
 * billed is asked again only where it says when: its hold stays spent beside that of the new try.
 */
export function mayPass(reply: Reply): boolean {
  if (reply.ok) return false;
  const { code, retryAfterMs } = reply.failure;
  if (reply.receipt?.flags?.includes("outcome-unknown") === true) return retryAfterMs !== undefined;
  return code === "rate" || code === "timeout" || code === "provider" || (code === "setup" && retryAfterMs !== undefined);
}

/** Whether a call met a limit: waiting for it is no try. */
export function isLimited(reply: Reply): boolean {
  return mayPass(reply) && !reply.ok && reply.failure.code === "rate";
}

/** Whether what is waited for is a server that is overloaded or failing, and no limit of the caller's. */
export function isOverloaded(reply: Reply): boolean {
  return isLimited(reply) && !reply.ok && reply.failure.overloaded === true;
}
