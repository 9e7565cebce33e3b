import type { CallLine, RunLedger } from "../../ledger/index.ts";
import { settledLater } from "../../ledger/index.ts";
import type { Nano, Reply } from "../../types.ts";
import { type CallCounts, callCounts } from "./call-counts.ts";
import { type AskedCall, type AskedCalls, askedCalls, takenBy } from "./asked-calls.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { shadowName } from "../trials/shadow.ts";

/**
 * Where the money of a run really went: every row of its call table is in one place, and all places sum to `total`. What the
 * topologies took is what their ended trials cost, each `alone`, less what was `shared` and `reused`: exactly.
 */
export interface Spending {
  /** Of trials that ended and are in the figures. */
  readonly topologies: Readonly<Record<string, Nano>>;
  /** What grading each topology's answers took, and those of shadow runs, repairs and failures of the grader included: in no topology's cost. */
  readonly grading: Readonly<Record<string, Nano>>;
  /** Of trials that were run for learning only. */
  readonly learning: Nano;
  readonly shadow: Nano;
  /** What it took to ask each model once before the run. */
  readonly preflight: Nano;
  /** Of trials that have not ended. */
  readonly unfinished: Nano;
  /** Of calls that were cut off and whose trial has ended without them: what was held for them, or what they were settled at later. */
  readonly cutOff: Nano;
  /** Calls of trials that the plan does not hold, such as those of tasks that were removed, and of trials that were begun anew. */
  readonly other: Nano;
  readonly total: Nano;
  /** Held for calls whose outcome is unknown; part of the total and of its places. */
  readonly unsettled: Nano;
  /** How many calls that is held for: of unknown outcome, or open in a process that works or died. */
  readonly unsettledCalls: number;
  /** The part of what is held that is for cut-off calls. */
  readonly cutOffHeld: Nano;
  readonly alone: Nano;
  /** What several trials asked alike, paid once: all but the first payer's. */
  readonly shared: Nano;
  /** What answers of earlier runs cost there. */
  readonly reused: Nano;
  /** The part of the total that is of simulated and recorded models, whom nobody pays. */
  readonly embedded: Nano;
  readonly calls: CallCounts;
}

type Places = {
  -readonly [K in "learning" | "shadow" | "preflight" | "unfinished" | "cutOff" | "other" | "cutOffHeld" | "reused" | "embedded"]: Nano;
};

/**
 * A call that several topologies share was paid once: it is booked to the first of them in plan order, whoever asked first; a
 * call that a topology asks for is the topology's, even where a grader asks for it too.
 */
export function spendingOf(plan: Plan, ledger: Pick<RunLedger, "calls" | "spentAndHeld" | "body">, asked: AskedCalls): Spending {
  const trials = trialsOf(plan);
  const names = plan.topologies.map((topology) => topology.name);
  const topologies = new Map<string, Nano>(names.map((name) => [name, 0]));
  const grading = new Map<string, Nano>(names.map((name) => [name, 0]));
  const places: Places = {
    learning: 0,
    shadow: 0,
    preflight: 0,
    unfinished: 0,
    cutOff: 0,
    other: 0,
    cutOffHeld: 0,
    reused: 0,
    embedded: 0,
  };
  const planned = new Set(trials.map(({ id }) => id));
  let total = 0;
  let unsettledCalls = 0;
  const counts = callCounts(ledger);
  const nameAt = (call: AskedCall): string => trials[call.place]?.topology.name ?? "";
  for (const { row, working, graded } of takenBy(asked, ledger)) {
    counts.take(row);
    const first = working ?? graded;
    const cost = paidFor(row, first);
    const grades = working === undefined && (graded !== undefined || row.purpose === "grade");
    total += cost;
    if (row.state === "open" || row.state === "unknown") unsettledCalls += 1;
    if (row.model.startsWith("simulated/") || row.model.startsWith("recorded/")) places.embedded += cost;
    if (working?.reused === true && !working.learning) places.reused += working.cost;
    const rest = restOf(row, planned, asked);
    if (first === undefined && (rest === "shadow" || rest === "other") && isCutOff(row, ledger)) {
      places.cutOff += cost;
      if (row.state === "unknown") places.cutOffHeld += cost;
    } else if (grades) add(grading, (graded && nameAt(graded)) ?? asked.topologies.get(row.trial) ?? shadowName, cost);
    else if (working?.learning === true) places.learning += cost;
    else if (working !== undefined) add(topologies, nameAt(working), cost);
    else places[rest] += cost;
  }
  const sum = [...topologies.values()].reduce((all, each) => all + each, 0);
  const { alone } = asked;
  const shared = alone - places.reused - sum;
  const held = { unsettled: ledger.spentAndHeld().held, unsettledCalls, total, alone, shared, calls: counts.made() };
  return { topologies: Object.fromEntries(topologies), grading: Object.fromEntries(grading), ...places, ...held };
}

/** The same for a run whose figures are not wanted. */
export async function spendingNow(plan: Plan, ledger: RunLedger): Promise<Spending> {
  const asked = askedCalls(plan);
  for await (const event of settledEvents(ledger)) asked.take(event);
  return spendingOf(plan, ledger, asked.made());
}

function restOf(row: CallLine, planned: ReadonlySet<string>, { ended }: AskedCalls): "shadow" | "preflight" | "unfinished" | "other" {
  if (row.purpose === "shadow" || row.purpose === "preflight") return row.purpose;
  return planned.has(row.trial) && !ended.has(row.trial) ? "unfinished" : "other";
}

/** Whether nobody knew how this call ended, be it that somebody told later what it cost. */
function isCutOff({ state, reply }: CallLine, ledger: Pick<RunLedger, "body">): boolean {
  if (state === "unknown") return true;
  if (state !== "failed" || reply === undefined) return false;
  return (ledger.body(reply) as unknown as Reply | undefined)?.receipt?.flags?.includes(settledLater) === true;
}

/** A trial's own prompt cache may have made its call cheaper than the row says; of an unknown outcome the hold counts. */
function paidFor(row: CallLine, first: AskedCall | undefined): Nano {
  // An answer of another run was put on record without a hold, and cost this one nothing.
  if (row.hold === 0) return row.cost;
  if (row.state === "open" || row.state === "unknown") return row.hold;
  return row.state === "settled" ? (first?.cost ?? row.cost) : row.cost;
}

function add(into: Map<string, Nano>, name: string, amount: Nano): void {
  into.set(name, (into.get(name) ?? 0) + amount);
}
