import type { RunLedger } from "../../ledger/index.ts";
import type { CallFact } from "../../types.ts";

/** The keys of the calls that later gradings of a run made and got a reply to; nothing is read where it had none. */
export async function regradedCalls(ledger: Pick<RunLedger, "read">, rounds: readonly unknown[]): Promise<Set<string>> {
  const keys = new Set<string>();
  if (rounds.length === 0) return keys;
  const ended = new Set<string>();
  for await (const { trial, fact } of ledger.read()) {
    if (fact.type === "trial-start") ended.delete(trial);
    else if (fact.type === "trial-end") ended.add(trial);
    else if (fact.type === "call" && fact.purpose === "grade" && ended.has(trial) && isSettled(fact)) keys.add(fact.key);
  }
  return keys;
}

function isSettled({ ok, failure }: CallFact): boolean {
  return ok || failure?.code === "malformed";
}
