import { breakEvenFalsePositive } from "../../../judges/index.ts";
import { counted, mean, type TrialRow } from "../../../statistics/index.ts";
import type { TopologyRow } from "../../../summary.ts";
import type { Event } from "../../../types.ts";
import { dollars, toNano } from "../../../util/money.ts";
import type { Plan, PlannedTopology } from "../../plan/plan.ts";
import { shadowTopology, shadowTries } from "../../trials/shadow.ts";
import { type RetryValue, retryValues } from "../shadow-table.ts";
import { worthOf } from "../../plan/worth-of.ts";
import { breakEvenOfTries, zeroCrossing } from "./break-even.ts";
import type { SpecialTable, TableSource } from "./table.ts";

/** Verifier x topology, one line per topology `verifier:topology`, and the error rate at which retry stops paying. */
export function judgesTable({ plan, summary, rows, events }: TableSource): SpecialTable {
  const accepted = acceptedTrials(events);
  const solo = summary.topologies.find(({ name }) => name === plan.baseline);
  const right = (title: string) => ({ title, right: true });
  return {
    title: `Verifier x topology${plan.world === "simulated" ? "  [SIMULATED]" : ""}`,
    columns: [
      { title: "verifier" },
      { title: "topology" },
      right("passed (95%)"),
      right("v. solo"),
      right("cost/task"),
      right("accepted"),
      right("false accepts"),
    ],
    rows: summary.topologies.map((row) => line(row, rows, accepted, solo)),
    notes: [
      "Accepted: share of tasks whose answer the verifier passed; false accepts: share of those that are wrong. V. solo: points against one try with no verifier. `noisy-30` passes 30% of wrong answers and fails 10% of right ones.",
      ...breakEvenNotes(plan, rows, shadowTries(events)),
    ],
  };
}

/** Trials whose handed-in answer is one that the verifier passed. */
function acceptedTrials(events: readonly Event[]): ReadonlySet<string> {
  const passed = new Set<string>();
  const accepted = new Set<string>();
  for (const { trial, fact } of events) {
    if (fact.type === "verdict" && fact.passed && fact.part === undefined && fact.answer !== undefined)
      passed.add(`${trial}\n${fact.answer}`);
    if (fact.type === "trial-end" && passed.has(`${trial}\n${fact.answer ?? ""}`)) accepted.add(trial);
  }
  return accepted;
}

function line(row: TopologyRow, rows: readonly TrialRow[], accepted: ReadonlySet<string>, solo: TopologyRow | undefined): string[] {
  const [verifier = row.name, topology = ""] = row.name.split(":");
  const own = rows.filter((one) => one.topology === row.name && counted(one));
  const taken = own.filter((one) => accepted.has(one.trial));
  const wrong = taken.filter((one) => !one.passed);
  const gain = row.passRate === null || solo === undefined || solo.passRate === null ? undefined : 100 * (row.passRate - solo.passRate);
  const interval = row.passRateCi === null ? "" : ` (${row.passRateCi.map((end) => Math.round(100 * end)).join("-")})`;
  return [
    verifier,
    topology,
    row.passRate === null ? "-" : `${(100 * row.passRate).toFixed(1)}%${interval}`,
    gain === undefined || row === solo ? "-" : `${gain < 0 ? "" : "+"}${gain.toFixed(1)}`,
    row.cost.perTrial === null ? "-" : dollars(toNano(row.cost.perTrial)),
    taken.length === 0 ? "-" : `${((100 * taken.length) / own.length).toFixed(0)}%`,
    taken.length === 0 ? "-" : `${((100 * wrong.length) / taken.length).toFixed(1)}% of ${taken.length}`,
  ];
}

/** Solo with one retry under verifiers of growing false-positive rate, against one try: what is measured beside two closed forms. */
function breakEvenNotes(plan: Plan, rows: readonly TrialRow[], tries: Parameters<typeof retryValues>[0]): string[] {
  const retriers = plan.topologies.filter(({ name, verifier }) => name.endsWith(":solo+retry") && verifier.kind === "noisy");
  const sensitivity = 1 - Number(retriers[0]?.verifier["falseNegative"] ?? 0);
  const surplus = surplusOf(plan);
  const alone = rows.filter((row) => row.topology === plan.baseline && counted(row));
  if (retriers.length < 2 || alone.length === 0) return [];
  const points = retriers.map((topology) => pointOf(topology, rows, alone, surplus));
  const value = mean(alone.map((row) => surplus.worth(row)));
  const cost = mean(alone.map((row) => row.cost));
  const rate = mean(alone.map((row) => Number(row.passed)));
  const member = retryValues(tries).find((one) => one.member === alone[0]?.by);
  const gains = points.map(({ rate: at, gain, half }) => `${Math.round(100 * at)}%: ${dollars(gain)} +-${dollars(half)}`).join("; ");
  return [
    `What one retry adds to solo, in surplus per task, where wrong answers are passed at this rate and ${Math.round(100 * (1 - sensitivity))}% of right ones rejected: ${gains}.`,
    `Retry stops paying at a false-positive rate of ${share(zeroCrossing(points))} as measured (line through these points), ${share(ofTries(member, sensitivity, value, cost))} by the closed form with the shadow runs' rescue rates, ${share(breakEvenFalsePositive(rate, sensitivity, value, cost))} by the closed form for independent tries (p ${rate.toFixed(2)}, a right answer worth ${dollars(value)}, a try ${dollars(Math.round(cost))}).`,
  ];
}

function ofTries(member: RetryValue | undefined, sensitivity: number, value: number, cost: number): number | null {
  if (member?.same === undefined || member.again === undefined) return null;
  return breakEvenOfTries({ rate: member.rate, rescued: member.same, kept: member.again }, sensitivity, value, cost);
}

interface Surplus {
  worth(row: TrialRow): number;
  of(row: TrialRow): number;
}
function surplusOf(plan: Plan): Surplus {
  const { seats, terms } = shadowTopology(plan);
  const worths = new Map(plan.suite.tasks.map((task) => [task.id, worthOf(task, seats, terms)]));
  const worth = (row: TrialRow): number => worths.get(row.task) ?? 0;
  return { worth, of: (row) => (row.passed ? worth(row) : 0) - row.cost };
}

/** Paired over tasks and repetitions, with the half-width of its 95% interval. */
function pointOf(topology: PlannedTopology, rows: readonly TrialRow[], alone: readonly TrialRow[], surplus: Surplus) {
  const before = new Map(alone.map((row) => [`${row.task}/${row.repetition}`, surplus.of(row)]));
  const gains = rows.flatMap((row) => {
    const without = before.get(`${row.task}/${row.repetition}`);
    return row.topology === topology.name && counted(row) && without !== undefined ? [surplus.of(row) - without] : [];
  });
  const gain = mean(gains);
  const variance = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / Math.max(1, gains.length - 1);
  return {
    rate: Number(topology.verifier["falsePositive"] ?? 0),
    gain: Math.round(gain),
    half: Math.round(1.96 * Math.sqrt(variance / gains.length)),
  };
}

function share(rate: number | null): string {
  return rate === null ? "none in [0, 1]" : rate.toFixed(2);
}
