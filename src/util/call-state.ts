import type { Reply } from "../types.ts";

/**
 * How a call that ended with this reply stands in the ledger: `settled` when an answer came, whether or not it can be used;
 * `unknown` when nobody can tell whether it was billed, so that its hold stays spent; `failed` when no answer came.
 */
export function callState(reply: Reply): "settled" | "failed" | "unknown" {
  if (answerCame(reply)) return "settled";
  return reply.receipt?.flags?.includes("outcome-unknown") === true ? "unknown" : "failed";
}

/** Whether the model answered: in a form that cannot be used, with nothing, or with a refusal of the content, if need be. */
function answerCame(reply: Reply): boolean {
  if (reply.ok) return true;
  return reply.text !== undefined && (reply.failure.code === "malformed" || reply.failure.code === "refused");
}
