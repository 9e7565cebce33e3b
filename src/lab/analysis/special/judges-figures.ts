import { breakEvenFalsePositive } from "../../../judges/index.ts";
import type { JudgesFigures, JudgesRow, RetryBreakEven, RetryGain } from "../../../report/index.ts";
import { counted, mean, type TrialRow } from "../../../statistics/index.ts";
import type { TopologyRow } from "../../../summary.ts";
import type { Event } from "../../../types.ts";
import { defined } from "../../../util/defined.ts";
import type { Plan, PlannedTopology } from "../../plan/plan.ts";
import { shadowTopology, shadowTries } from "../../trials/shadow.ts";
import { type RetryValue, retryValues } from "./shadow-figures.ts";
import { valued } from "../../plan/valued.ts";
import { worthOf } from "../../plan/worth-of.ts";
import { breakEvenOfTries, zeroCrossing } from "./break-even.ts";
import type { TableSource } from "./table-source.ts";

/** Verifier x topology, one row per topology `verifier:topology`, and the error rate at which retry stops paying. */
export function judgesFigures({ plan, summary, rows, events }: TableSource): JudgesFigures {
  const accepted = acceptedTrials(events);
  const solo = summary.topologies.find(({ name }) => name === plan.baseline);
  return {
    kind: "judges",
    simulated: plan.world === "simulated",
    rows: summary.topologies.map((row) => rowOf(row, rows, accepted, solo)),
    ...defined({ breakEven: breakEven(plan, rows, shadowTries(events)) }),
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

function rowOf(row: TopologyRow, rows: readonly TrialRow[], accepted: ReadonlySet<string>, solo: TopologyRow | undefined): JudgesRow {
  const [verifier = row.name, topology = ""] = row.name.split(":");
  const own = rows.filter((one) => one.topology === row.name && counted(one));
  const taken = own.filter((one) => accepted.has(one.trial));
  const alone = row === solo ? null : (solo?.passRate ?? null);
  return {
    verifier,
    topology,
    passRate: row.passRate,
    passRateCi: row.passRateCi,
    gain: row.passRate === null || alone === null ? null : row.passRate - alone,
    perTask: row.cost.perTrial,
    counted: own.length,
    accepted: taken.length,
    falseAccepts: taken.filter((one) => !one.passed).length,
  };
}

/** Solo with one retry under verifiers of growing false-positive rate, against one try: what is measured beside two closed forms. */
function breakEven(plan: Plan, rows: readonly TrialRow[], tries: Parameters<typeof retryValues>[0]): RetryBreakEven | undefined {
  const retriers = plan.topologies.filter(({ name, verifier }) => name.endsWith(":solo+retry") && verifier.kind === "noisy");
  const sensitivity = 1 - Number(retriers[0]?.verifier["falseNegative"] ?? 0);
  const surplus = surplusOf(plan);
  const alone = rows.filter((row) => row.topology === plan.baseline && counted(row));
  if (retriers.length < 2 || alone.length === 0) return undefined;
  const gains = retriers.map((topology) => retryGain(topology, rows, alone, surplus));
  const worth = mean(alone.map((row) => surplus.worth(row)));
  const cost = mean(alone.map((row) => row.cost));
  const passRate = mean(alone.map((row) => Number(row.passed)));
  const member = retryValues(tries).find((one) => one.member === alone[0]?.by);
  return {
    sensitivity,
    gains,
    measured: zeroCrossing(gains.map(({ falsePositive: rate, gain }) => ({ rate, gain }))),
    byRescues: ofTries(member, sensitivity, worth, cost),
    independent: breakEvenFalsePositive(passRate, sensitivity, worth, cost),
    passRate,
    worth,
    cost,
  };
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
  const worths = new Map(plan.suite.tasks.map((task) => [task.id, worthOf(valued(task, plan.worth), seats, terms)]));
  const worth = (row: TrialRow): number => worths.get(row.task) ?? 0;
  return { worth, of: (row) => (row.passed ? worth(row) : 0) - row.cost };
}

/** Paired over tasks and repetitions, with the half-width of its 95% interval. */
function retryGain(topology: PlannedTopology, rows: readonly TrialRow[], alone: readonly TrialRow[], surplus: Surplus): RetryGain {
  const before = new Map(alone.map((row) => [`${row.task}/${row.repetition}`, surplus.of(row)]));
  const gains = rows.flatMap((row) => {
    const without = before.get(`${row.task}/${row.repetition}`);
    return row.topology === topology.name && counted(row) && without !== undefined ? [surplus.of(row) - without] : [];
  });
  const gain = mean(gains);
  const variance = gains.reduce((sum, one) => sum + (one - gain) ** 2, 0) / Math.max(1, gains.length - 1);
  return {
    falsePositive: Number(topology.verifier["falsePositive"] ?? 0),
    gain: Math.round(gain),
    half: Math.round(1.96 * Math.sqrt(variance / gains.length)),
  };
}
