import type { CallLine, RunLedger } from "../ledger/index.ts";
import type { Nano } from "../types.ts";
import type { Fold } from "./fold.ts";
import { type Plan, trialsOf } from "./plan.ts";
import { isPreflight } from "./preflight.ts";
import { shadowName } from "./shadow.ts";

/** Where the money of a run really went: every row of its call table is in one place, and all places sum to `total`. */
export interface Spending {
  readonly topologies: Readonly<Record<string, Nano>>;
  /** What grading each topology's answers took, and those of shadow runs, repairs and failures of the grader included: in no topology's cost. */
  readonly grading: Readonly<Record<string, Nano>>;
  readonly shadow: Nano;
  /** What it took to ask each model once before the run. */
  readonly preflight: Nano;
  /** Calls of trials that the plan does not hold, such as those of tasks that were removed. */
  readonly other: Nano;
  readonly total: Nano;
  /** Held for calls whose outcome is unknown; part of the total and of its places. */
  readonly unsettled: Nano;
}

/**
 * A call that several topologies share was paid once: it is booked to the first of them in plan order, whoever asked first; a
 * call that a topology asks for is the topology's, even where a grader asks for it too. Calls of trials that were cut off count.
 */
export function spendingOf(plan: Plan, ledger: Pick<RunLedger, "calls" | "spentAndHeld">, asked: Asked): Spending {
  const trials = trialsOf(plan);
  const names = plan.topologies.map((topology) => topology.name);
  const topologies = new Map<string, Nano>(names.map((name) => [name, 0]));
  const grading = new Map<string, Nano>(names.map((name) => [name, 0]));
  let [shadow, preflight, other, total] = [0, 0, 0, 0];
  for (const call of ledger.calls()) {
    const working = asked.working.get(call.key);
    const graded = asked.grading.get(call.key);
    const first = working ?? graded;
    const cost = costOf(call, first?.cost);
    const topology = first === undefined ? topologyOf(call.trial, names) : trials[first.place]?.topology.name;
    const grades = working === undefined && (graded !== undefined || call.purpose === "grade");
    total += cost;
    if (grades) add(grading, topology ?? shadowName, cost);
    else if (topology !== undefined) add(topologies, topology, cost);
    else if (call.trial.startsWith(`${shadowName}/`)) shadow += cost;
    else if (isPreflight(call)) preflight += cost;
    else other += cost;
  }
  const unsettled = ledger.spentAndHeld().held;
  return { topologies: Object.fromEntries(topologies), grading: Object.fromEntries(grading), shadow, preflight, other, total, unsettled };
}

interface First {
  place: number;
  cost: Nano | undefined;
}

/** The first trial in plan order that asked for each call, to work and to grade. */
export interface Asked {
  readonly working: ReadonlyMap<string, First>;
  readonly grading: ReadonlyMap<string, First>;
}

/** Gathers what `spendingOf` needs. */
export function firstAsked(plan: Plan): Fold<Asked> {
  const order = new Map(trialsOf(plan).map((spec, index) => [spec.id, index]));
  const first = { working: new Map<string, First>(), grading: new Map<string, First>() };
  return {
    take({ trial, fact }) {
      const place = order.get(trial);
      if (fact.type !== "call" || place === undefined) return;
      const calls = fact.purpose === "grade" ? first.grading : first.working;
      const known = calls.get(fact.key);
      if (known === undefined || place < known.place) calls.set(fact.key, { place, cost: fact.ok ? fact.cost : known?.cost });
      else if (fact.ok) known.cost ??= fact.cost;
    },
    made: () => first,
  };
}

/** A trial's own prompt cache may have made its call cheaper than the row says; of an unknown outcome the hold counts. */
function costOf(call: CallLine, own: Nano | undefined): Nano {
  // An answer of another run was put on record without a hold, and cost this one nothing.
  if (call.hold === 0) return call.cost;
  if (call.state === "open" || call.state === "unknown") return call.hold;
  return call.state === "settled" ? (own ?? call.cost) : call.cost;
}

/** The topology of a trial that was cut off, by the name before the task's; the longest that fits, since names may hold a slash. */
function topologyOf(trial: string, names: readonly string[]): string | undefined {
  return names.filter((name) => trial.startsWith(`${name}/`)).sort((a, b) => b.length - a.length)[0];
}

function add(into: Map<string, Nano>, name: string, amount: Nano): void {
  into.set(name, (into.get(name) ?? 0) + amount);
}
