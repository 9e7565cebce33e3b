import type { RunRecord } from "../../ledger/index.ts";
import type { Json, Task } from "../../types.ts";
import { own } from "../../util/own.ts";
import type { Experiment, NamedExperiment } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { standInPlugins } from "../experiment/load-plugins.ts";
import { makePlan } from "./make-plan.ts";
import { type Environment, readingOnly } from "./open-members.ts";
import { pinnedIn } from "./pinned-prices.ts";
import type { Plan } from "./plan.ts";
import { differenceWords } from "./differences.ts";
import { keptFields, taskDigest, taskFields, taskRecord } from "./task-record.ts";

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
  return Object.fromEntries(plan.suite.tasks.map((task) => [task.id, taskDigest(task)]));
}

/** Keeps the record of each task beside a run, under the address that the run names. */
export function keepTasks(plan: Plan, ledger: { put(body: unknown): string }): void {
  for (const task of plan.suite.tasks) ledger.put(taskRecord(task, (text) => ledger.put(text)));
}

/** Every field of a task that is otherwise than the run has it, with both sides; empty where the run did not keep it. */
export function taskChange(task: Task, before: string, kept: KeptBodies): string {
  const record = kept(before);
  return record === undefined ? "" : differenceWords(keptFields(record, kept), taskFields(task));
}

/** What a ledger keeps at an address. */
export type KeptBodies = (address: string) => Json | undefined;

/** What became of a task of a run in the suite as it is now. */
export interface TaskChange {
  readonly task: string;
  readonly change: "changed" | "added" | "removed";
  /** Its fields that differ, with both sides. */
  readonly sides?: string;
}

/** The tasks of a run that the suite has otherwise now. */
export function changedTasks(record: RunRecord, plan: Plan, kept: KeptBodies = () => undefined): TaskChange[] {
  const before = (record.config as { tasks: Record<string, string> }).tasks;
  const now = taskDigests(plan);
  const tasksNow = new Map(plan.suite.tasks.map((task) => [task.id, task]));
  const sidesOf = (id: string): { sides?: string } => {
    const task = tasksNow.get(id);
    const sides = task === undefined ? "" : taskChange(task, own(before, id) ?? "", kept);
    return sides === "" ? {} : { sides };
  };
  const all = (change: TaskChange["change"], tasks: readonly string[]) => tasks.map((task) => ({ task, change }));
  const [then, today] = [Object.keys(before), Object.keys(now)];
  return [
    ...all(
      "changed",
      today.filter((id) => own(before, id) !== undefined && own(before, id) !== own(now, id)),
    ).map((one) => ({ ...one, ...sidesOf(one.task) })),
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
  const more = changes.length > 8 ? [`and ${changes.length - 8} more`] : [];
  return [...changes.slice(0, 8).map(oneChange), ...more].join("; ");
}

/** What changed in each of the first eight changed tasks, a line for each; empty where the run did not keep what they were. */
export function sidesWords(changes: readonly TaskChange[]): string {
  const told = changes.flatMap(({ task, sides }) => (sides === undefined ? [] : [`\n  ${task}: ${sides}`]));
  return told.length === 0 ? "" : `${told.slice(0, 8).join("")}\n`;
}

/** One change in words. */
export function oneChange({ task, change }: TaskChange): string {
  return `${task} ${change}`;
}
