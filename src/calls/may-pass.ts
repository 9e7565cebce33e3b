import type { Reply } from "../types.ts";

/** Whether a failed call is worth another try: rate limits, timeouts and provider faults, unless it may have been billed. */
export function mayPass(reply: Reply): boolean {
  if (reply.ok || reply.receipt?.flags?.includes("outcome-unknown") === true) return false;
  return reply.failure.code === "rate" || reply.failure.code === "timeout" || reply.failure.code === "provider";
}
