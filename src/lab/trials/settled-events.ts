import { type RunLedger, settledLater, type Settlement } from "../../ledger/index.ts";
import type { CallFact, Event, Fact, Nano } from "../../types.ts";

type Filter = Parameters<RunLedger["read"]>[0];

/**
 * The events of a run with what is known by now: calls that were of unknown outcome and were settled later cost what that says,
 * and so do the ends and grades of their trials. For views; the events on record, and their hashes, stay as they were written.
 */
export async function* settledEvents(ledger: Pick<RunLedger, "read" | "settlements">, filter?: Filter): AsyncIterable<Event> {
  const settlements = ledger.settlements();
  const differences = new Map<string, Differences>();
  for await (const event of ledger.read(filter)) {
    if (settlements.length === 0) {
      yield event;
      continue;
    }
    if (event.fact.type === "trial-start") differences.delete(event.trial);
    const before = differences.get(event.trial) ?? { work: 0, grading: 0 };
    differences.set(event.trial, before);
    yield { ...event, fact: corrected(event.fact, settlements, before) };
  }
}

/** What a trial's calls turned out to have cost beyond what stands with them; negative as a rule. */
interface Differences {
  work: Nano;
  grading: Nano;
}

function corrected(fact: Fact, settlements: readonly Settlement[], differences: Differences): Fact {
  if (fact.type === "trial-end") return { ...fact, cost: fact.cost + differences.work };
  if (fact.type === "grade") {
    const cost = fact.cost + differences.grading;
    differences.grading = 0;
    return { ...fact, cost };
  }
  const settlement = fact.type === "call" ? settlementOf(fact, settlements) : undefined;
  if (fact.type !== "call" || settlement === undefined) return fact;
  differences[fact.purpose === "grade" ? "grading" : "work"] += settlement.cost - fact.cost;
  const flags = [...(fact.flags ?? []).filter((flag) => flag !== "outcome-unknown"), settledLater];
  return { ...fact, cost: settlement.cost, flags };
}

/** One key may have been lost several times; how long each took tells them apart. */
function settlementOf(call: CallFact, settlements: readonly Settlement[]): Settlement | undefined {
  if (call.flags?.includes("outcome-unknown") !== true) return undefined;
  // The latest word counts.
  return settlements.findLast(({ key, ms }) => key === call.key && ms === call.ms);
}
