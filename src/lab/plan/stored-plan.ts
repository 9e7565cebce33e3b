import type { RunRecord } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { own } from "../../util/own.ts";
import { plainJson } from "../../util/plain-json.ts";
import type { Experiment, NamedExperiment } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { standInPlugins } from "../experiment/load-plugins.ts";
import { makePlan } from "./make-plan.ts";
import { type Environment, readingOnly } from "./open-members.ts";
import { pinnedIn } from "./pinned-prices.ts";
import type { Plan } from "./plan.ts";

/** Limits that are new when a run goes on, in dollars: those that trials share. What has ended stands with any of them. */
export type RaisedLimits = Pick<Experiment["limits"], "cap" | "session" | "topology" | "day">;

/** The plan that a stored run was made from. */
export async function planOf(record: RunRecord, environment: Environment, limits: RaisedLimits = {}): Promise<Plan> {
  const config = record.config as { experiment: Json; live: boolean };
  const stored = check(config.experiment, record.id);
  const experiment: NamedExperiment = { ...stored, name: record.experiment, limits: { ...stored.limits, ...limits } };
  return makePlan(experiment, environment, { live: config.live, prices: pinnedIn(record.config) });
}

/** The plan of a stored run for reading it again: no call is made, so no key, no address and no certificate is looked for. */
export function readPlan(record: RunRecord): Promise<Plan> {
  const { live } = record.config as { live?: boolean };
  standInPlugins(record);
  return planOf(record, live === true ? readingOnly : {});
}

/** The address of each task of a plan by its id: a run keeps them, so that a suite that changed is noticed. */
export function taskDigests(plan: Plan): Record<string, string> {
  return Object.fromEntries(plan.suite.tasks.map((task) => [task.id, addressOf(plainJson(task))]));
}

/** What became of a task of a run in the suite as it is now. */
export interface TaskChange {
  readonly task: string;
  readonly change: "changed" | "added" | "removed";
}

/** The tasks of a run that the suite has otherwise now. */
export function changedTasks(record: RunRecord, plan: Plan): TaskChange[] {
  const before = (record.config as { tasks: Record<string, string> }).tasks;
  const now = taskDigests(plan);
  const all = (change: TaskChange["change"], tasks: readonly string[]) => tasks.map((task) => ({ task, change }));
  const [then, today] = [Object.keys(before), Object.keys(now)];
  return [
    ...all(
      "changed",
      today.filter((id) => own(before, id) !== undefined && own(before, id) !== own(now, id)),
    ),
    ...all(
      "added",
      today.filter((id) => own(before, id) === undefined),
    ),
    ...all(
      "removed",
      then.filter((id) => own(now, id) === undefined),
    ),
  ];
}

/** The changes in words, the first eight: `sum-1 changed; sum-9 added`. */
export function changeWords(changes: readonly TaskChange[]): string {
  return changes.slice(0, 8).map(oneChange).join("; ");
}

/** One change in words. */
export function oneChange({ task, change }: TaskChange): string {
  return `${task} ${change}`;
}
