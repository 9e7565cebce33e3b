import type { RunLedger } from "../ledger/index.ts";
import type { Event, Nano } from "../types.ts";
import { type Plan, trialsOf } from "./plan.ts";

/**
 * What each topology's calls were really paid, gradings and shadow runs left out. A call that several topologies share was
 * paid once: it is booked to the first of them in plan order, whoever asked first. Calls of trials that were cut off count.
 */
export function spentBy(plan: Plan, ledger: Pick<RunLedger, "calls">, events: readonly Event[]): Record<string, Nano> {
  const trials = trialsOf(plan);
  const order = new Map(trials.map((spec, index) => [spec.id, index]));
  const first = new Map<string, { place: number; cost: Nano | undefined }>();
  const graded = new Set<string>();
  for (const { trial, fact } of events) {
    const place = order.get(trial);
    if (fact.type !== "call" || place === undefined) continue;
    if (fact.purpose === "grade") graded.add(fact.key);
    if (fact.purpose === "grade") continue;
    const known = first.get(fact.key);
    if (known === undefined || place < known.place) first.set(fact.key, { place, cost: fact.ok ? fact.cost : known?.cost });
    else if (fact.ok) known.cost ??= fact.cost;
  }
  const spent: Record<string, Nano> = Object.fromEntries(plan.topologies.map((topology) => [topology.name, 0]));
  for (const call of ledger.calls()) {
    const known = first.get(call.key);
    if (known === undefined && (call.purpose === "grade" || graded.has(call.key))) continue;
    const topology = trials[known?.place ?? order.get(call.trial) ?? -1]?.topology.name;
    if (topology === undefined) continue;
    // A trial's own prompt cache may have made its call cheaper than the row says.
    const cost = call.state === "settled" ? (known?.cost ?? call.cost) : call.cost;
    spent[topology] = (spent[topology] ?? 0) + cost;
  }
  return spent;
}
