import { type RunLedger, settledLater, type Settlement } from "../../ledger/index.ts";
import type { CallFact, Event, Fact, Nano } from "../../types.ts";

type Filter = Parameters<RunLedger["read"]>[0];

/**
 * The events of a run with what is known by now: calls that were of unknown outcome and were settled later cost what that says,
 * and so do the ends and grades of their trials. For views; the events on record, and their hashes, stay as they were written.
 */
export function settledEvents(ledger: Pick<RunLedger, "read" | "settlements">, filter?: Filter): AsyncIterable<Event> {
  const settlements = ledger.settlements();
  return settlements.length === 0 ? ledger.read(filter) : withSettled(ledger.read(filter), latest(settlements));
}

async function* withSettled(events: AsyncIterable<Event>, known: ReadonlyMap<string, Settlement>): AsyncIterable<Event> {
  const differences = new Map<string, Differences>();
  for await (const event of events) {
    if (event.fact.type === "trial-start") differences.delete(event.trial);
    const before = differences.get(event.trial) ?? { work: 0, grading: 0 };
    differences.set(event.trial, before);
    yield { ...event, fact: corrected(event.fact, known, before) };
  }
}

/** What a trial's calls turned out to have cost beyond what stands with them; negative as a rule. */
interface Differences {
  work: Nano;
  grading: Nano;
}

function corrected(fact: Fact, settlements: ReadonlyMap<string, Settlement>, differences: Differences): Fact {
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

/** One key may have been lost several times; how long each took tells them apart. The latest word counts. */
function latest(settlements: readonly Settlement[]): ReadonlyMap<string, Settlement> {
  return new Map(settlements.map((settlement) => [`${settlement.key} ${settlement.ms}`, settlement]));
}

function settlementOf(call: CallFact, settlements: ReadonlyMap<string, Settlement>): Settlement | undefined {
  return call.flags?.includes("outcome-unknown") === true ? settlements.get(`${call.key} ${call.ms}`) : undefined;
}
