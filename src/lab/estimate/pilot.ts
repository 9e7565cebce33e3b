import type { RunLedger, Store } from "../../ledger/index.ts";
import type { Estimate } from "../../report/dry-run.ts";
import type { Nano, Task } from "../../types.ts";
import { isSerial } from "../plan/batches.ts";
import { execute, type Progress } from "../trials/execute.ts";
import { comparedOf, estimateFrom, keepEstimate } from "./kept-estimate.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { endedTrials } from "../trials/sessions.ts";
import { shadowTrials } from "../trials/shadow.ts";
import { spendingNow } from "../record/spending-of.ts";
import type { TrialServices } from "../trials/trial.ts";

/** Tasks that every topology does first, so that the rest can be estimated by them; `agree` hears what the whole run and what is left of it may cost. */
export interface Pilot {
  readonly tasks: number;
  readonly agree: (estimate: Estimate, spent: Nano, left: Estimate) => Promise<boolean>;
}
interface PilotResources {
  readonly store: Store;
  readonly run: string;
  readonly services: TrialServices;
  readonly ledger: RunLedger;
  readonly concurrency: number;
  readonly onProgress: (progress: Progress) => void;
  readonly reuse: boolean | undefined;
}

/**
 * Runs the pilot's trials, which are trials of the run like all others, and asks with the estimate that they make: of what is left,
 * and of the whole run, what was spent included. Where nothing is left, nobody is asked. False when the rest is not to be run.
 */
export async function runPilot(plan: Plan, pilot: Pilot, crew: PilotResources): Promise<boolean> {
  for (const part of pilotParts(plan, pilot.tasks)) {
    if (part.topologies.length === 0) continue;
    const worked = await execute(part, crew.services, crew.ledger, crew.concurrency, (progress) =>
      crew.onProgress({ ...progress, pilot: true }),
    );
    if (worked === "interrupted") return false;
  }
  await crew.ledger.durable();
  const ended = endedTrials(crew.ledger);
  if ([...trialsOf(plan), ...shadowTrials(plan)].every(({ id }) => ended.has(id))) return true;
  const left = await estimateFrom(plan, crew.store, { ended, reuse: crew.reuse });
  const done = comparedOf(await spendingNow(plan, crew.ledger));
  keepEstimate(crew.store, crew.run, {
    afterPilot: { tasks: Math.min(pilot.tasks, plan.suite.tasks.length), likely: left.likely + done, most: left.most + done },
  });
  const { spent: paid, held } = crew.ledger.spentAndHeld();
  const spent = paid + held;
  // What the run may still spend under its cap is less than the cap by what is gone.
  const most = Math.min(left.most, Math.max(0, plan.cap - spent));
  return pilot.agree({ ...left, likely: left.likely + spent, most: most + spent, spent }, spent, { ...left, most, spent });
}

/**
 * One repetition of a few tasks. A topology that remembers, or a run that stops by itself, keeps its order: the first tasks; the
 * others do tasks from all over the suite.
 */
export function pilotParts(plan: Plan, count: number): Plan[] {
  const small = { ...plan, repetitions: 1, shadow: [] };
  const { tasks } = plan.suite;
  const order = plan.until?.tasks;
  const first = order === undefined ? tasks : order.flatMap((id) => tasks.find((task) => task.id === id) ?? []);
  const ordered = (topology: Plan["topologies"][number]): boolean => order !== undefined || isSerial(topology);
  const part = (topologies: Plan["topologies"], chosen: readonly Task[]): Plan => ({
    ...small,
    topologies,
    suite: { ...plan.suite, tasks: tasks.filter((task) => chosen.includes(task)) },
  });
  return [
    part(
      plan.topologies.filter((topology) => !ordered(topology)),
      spread(tasks, count),
    ),
    part(plan.topologies.filter(ordered), first.slice(0, count)),
  ];
}

/** So many, at equal distances. */
function spread<T>(items: readonly T[], count: number): T[] {
  if (count >= items.length) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)] as T);
}
