import type { CallFact, FailureCode, Reply } from "../types.ts";

const infrastructure: ReadonlySet<FailureCode> = new Set(["setup", "provider", "rate", "unknown", "aborted", "function"]);

/**
 * Whether a failure is one of the provider, the network or a function of the user's own, which strikes whatever is asked: it says
 * nothing of the model or of the arrangement. A timeout is none: hard tasks and long conversations bring it about.
 */
export function isInfrastructure(code: FailureCode): boolean {
  return infrastructure.has(code);
}

/** Whether infrastructure kept a judge from its verdict. One that cannot tell says "unknown", which is no loss; a sandbox that found no end says "timeout". */
export function keptFromJudging(code: FailureCode | undefined): boolean {
  return code !== undefined && code !== "unknown" && isInfrastructure(code);
}

/** Whether a judge said nothing because its call was lost or took too long: it is asked again as it was. */
export function unheard(code: FailureCode | undefined): boolean {
  return code === "timeout" || keptFromJudging(code);
}

/** Whether the provider answered, if only to refuse: then it is there, and so are key, model and address. */
export function cameThrough(reply: Pick<Reply, "ok"> | { readonly ok: false; readonly failure: { readonly code: FailureCode } }): boolean {
  return reply.ok || ("failure" in reply && (reply.failure.code === "malformed" || reply.failure.code === "refused"));
}

/** The calls that infrastructure lost for good: those whose last try failed for its reasons. */
export function lostCalls(calls: Iterable<CallFact>): CallFact[] {
  return lastTries(calls).filter(isLost);
}

/** The last try of each call. Tries of one call share a key up to its dot. */
export function lastTries(calls: Iterable<CallFact>): CallFact[] {
  const last = new Map<string, CallFact>();
  for (const call of calls) last.set(callOf(call.key), call);
  return [...last.values()];
}

/** The name that all tries of a call have in common. */
export function callOf(key: string): string {
  return key.replace(/\.\d+$/, "");
}

/** Whether no answer came of this try in time, or infrastructure lost it. */
export function isSilent({ ok, failure }: Pick<CallFact, "ok" | "failure">): boolean {
  return !ok && failure !== undefined && (failure.code === "timeout" || isInfrastructure(failure.code));
}

/** Whether this try failed for reasons of infrastructure. */
export function isLost({ ok, failure }: Pick<CallFact, "ok" | "failure">): boolean {
  return !ok && failure !== undefined && isInfrastructure(failure.code);
}
