import type { Reply } from "../types.ts";

/**
 * How a call that ended with this reply stands in the ledger: `settled` when an answer came, whether or not it can be used;
 * `unknown` when nobody can tell whether it was billed, so that its hold stays spent; `failed` when no answer came.
 */
export function callState(reply: Reply): "settled" | "failed" | "unknown" {
  if (answerCame(reply)) return "settled";
  return reply.receipt?.flags?.includes("outcome-unknown") === true ? "unknown" : "failed";
}

/** What the run that holds this row paid: nothing for an answer of another run; of an unknown outcome the hold is what counts. */
export function paidFor(reply: Reply): number {
  return isReused(reply) || callState(reply) === "unknown" ? 0 : reply.cost;
}

/** Whether an earlier run paid for this answer. */
export function isReused(reply: Reply): boolean {
  return reply.receipt?.flags?.includes("reused") === true;
}

/** Whether the model answered: in a form that cannot be used, with nothing, or with a refusal of the content, if need be. */
function answerCame(reply: Reply): boolean {
  if (reply.ok) return true;
  return reply.text !== undefined && (reply.failure.code === "malformed" || reply.failure.code === "refused");
}
