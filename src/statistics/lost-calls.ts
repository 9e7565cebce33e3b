import type { CallFact, FailureCode, Reply } from "../types.ts";

const infrastructure: ReadonlySet<FailureCode> = new Set(["setup", "provider", "timeout", "rate", "unknown", "aborted", "function"]);

/** Whether a failure is one of the provider, the network, the sandbox or a function of the user's own: it says nothing of the model or of the arrangement. */
export function isInfrastructure(code: FailureCode): boolean {
  return infrastructure.has(code);
}

/** Whether infrastructure kept a judge from its verdict. One that cannot tell says "unknown", which is no loss. */
export function keptFromJudging(code: FailureCode | undefined): boolean {
  return code !== undefined && code !== "unknown" && isInfrastructure(code);
}

/** Whether the provider answered, if only to refuse: then it is there, and so are key, model and address. */
export function cameThrough(reply: Pick<Reply, "ok"> | { readonly ok: false; readonly failure: { readonly code: FailureCode } }): boolean {
  return reply.ok || ("failure" in reply && (reply.failure.code === "malformed" || reply.failure.code === "refused"));
}

/** The calls that infrastructure lost for good: those whose last try failed for its reasons. Tries of one call share a key up to its dot. */
export function lostCalls(calls: Iterable<CallFact>): CallFact[] {
  const last = new Map<string, CallFact>();
  for (const call of calls) last.set(callOf(call.key), call);
  return [...last.values()].filter(isLost);
}

/** The name that all tries of a call have in common. */
export function callOf(key: string): string {
  return key.replace(/\.\d+$/, "");
}

/** Whether this try failed for reasons of infrastructure. */
export function isLost({ ok, failure }: Pick<CallFact, "ok" | "failure">): boolean {
  return !ok && failure !== undefined && isInfrastructure(failure.code);
}
