import type { RunRecord } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";
import { addressOf, canonical } from "../../util/hash.ts";
import { own } from "../../util/own.ts";
import type { Experiment, MemberEntry, NamedExperiment, TopologyEntry } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { budgetsOf } from "../experiment/planned-name.ts";
import { isSerial } from "../plan/batches.ts";
import { makePlan } from "../plan/make-plan.ts";
import { differenceWords } from "../plan/differences.ts";
import type { Environment } from "../plan/open-members.ts";
import { pinnedIn } from "../plan/pinned-prices.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { type KeptBodies, taskChange, taskDigests } from "../plan/stored-plan.ts";
import { plainJson } from "../../util/plain-json.ts";

/** A run with what is added to it, and how many of the plan's trials the run was not to have before. */
export interface WidenedRun {
  readonly run: string;
  /** The address of the configuration that was widened. */
  readonly from: string;
  readonly experiment: NamedExperiment;
  readonly plan: Plan;
  readonly added: number;
}
type Entry = Exclude<TopologyEntry, string>;

/**
 * The experiment of a stored run with what another one adds to it: topologies, members, judges, tasks, repetitions. What the run
 * has stays as it is, also where the other leaves it out. `kept` has what the run keeps of its tasks. Throws `UserError` where a trial that was run would be another one now.
 */
export async function widen(
  record: RunRecord,
  wanted: NamedExperiment,
  environment: Environment,
  kept: KeptBodies = () => undefined,
): Promise<WidenedRun> {
  const { experiment, live, tasks } = record.config as unknown as { experiment: Json; live: boolean; tasks: Record<string, string> };
  const stored = check(experiment, record.id);
  const faults = [...fixed(stored, wanted), ...changedEntries("member", stored.members, wanted.members)];
  faults.push(...changedEntries("judge", stored.judges, wanted.judges), ...changedTopologies(stored, wanted));
  refuse(record, faults);
  const merged: NamedExperiment = {
    ...stored,
    ...tasksOf(wanted),
    ...aroundTrials(wanted),
    name: record.experiment,
    members: union(stored.members, wanted.members),
    judges: union(stored.judges, wanted.judges),
    topologies: topologiesOf(stored, wanted),
    repetitions: moreOf(stored, wanted),
    limits: { ...stored.limits, ...said(wanted.limits, shared) },
  };
  const began = { live, prices: pinnedIn(record.config) };
  const asked = await makePlan(merged, environment, began);
  const whole = withTasksOf(merged, asked, Object.keys(tasks));
  const plan = whole === merged ? asked : await makePlan(whole, environment, began);
  refuse(record, changedTasks(plan, tasks, kept));
  return { run: record.id, from: addressOf(record.config), experiment: whole, plan, added: addedTrials(plan, stored, tasks) };
}

/** The larger number of repetitions; all that a recorded set has, where either asks for them. */
function moreOf(stored: Experiment, wanted: Experiment): number | undefined {
  const [before, now] = [stored.repetitions, wanted.repetitions];
  if (before !== undefined && now !== undefined) return Math.max(before, now);
  return stored.suite.startsWith("recorded/") ? undefined : (before ?? now);
}

/** The experiment as it is where it picks every task that the run has, else one that names those and its own. */
function withTasksOf(merged: NamedExperiment, { suite }: Plan, before: readonly string[]): NamedExperiment {
  const picked = suite.tasks.map(({ id }) => id);
  if (before.every((id) => picked.includes(id))) return merged;
  return { ...merged, only: [...new Set([...before, ...picked])], tags: undefined, limit: undefined, sample: undefined };
}

/** What the run has stands first among the topologies, with the same budgets as what is new. */
function addedTrials(plan: Plan, stored: Experiment, before: Readonly<Record<string, string>>): number {
  const budgets = budgetsOf(stored).length;
  const known = new Set(plan.topologies.slice(0, stored.topologies.length * budgets).map(({ name }) => name));
  return trialsOf(plan).filter(
    ({ topology, task, repetition }) =>
      !known.has(topology.name) ||
      own(before, task.id) === undefined ||
      repetition >= (stored.repetitions ?? (plan.record === undefined ? 1 : Infinity)),
  ).length;
}

function refuse({ id }: RunRecord, faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new UserError(
    `Nothing was added to ${id}, whose trials would not be comparable with the new ones:\n${faults.map((fault) => `  ${fault}`).join("\n")}\nSay the same as the run did, or start a new run (add --reuse to pay for nothing twice).`,
  );
}

/** Settings that hold for every trial. */
const common = ["verifier", "terms", "seed", "draws", "holdOut", "world", "shadow", "until"] as const;

/** Limits that trials share: what has ended stands with any of them. */
const shared = ["cap", "day", "session", "topology"] as const;

function fixed(stored: Experiment, wanted: Experiment): string[] {
  if (stored.until !== undefined || stored.holdOut)
    return [
      `the run ${stored.until === undefined ? "holds tasks out" : "stops when it is decided"}: more would change what it was to find out`,
    ];
  const limits = ({ budget, call }: Experiment["limits"]): unknown => ({ budget, call });
  const pairs = common.map((name) => [name, stored[name], wanted[name]] as const);
  return [...pairs, ["limits", limits(stored.limits), limits(wanted.limits)] as const].flatMap(([name, before, now]) =>
    same(before, now) ? [] : [`${name}: the run has ${words(before)}, this says ${words(now)}${apart(before, now)}`],
  );
}

function changedEntries(what: string, before: readonly MemberEntry[], now: readonly MemberEntry[]): string[] {
  return now.flatMap((entry) => {
    const known = before.find(({ name }) => name === entry.name);
    return known === undefined || same(known, entry)
      ? []
      : [`the ${what} "${entry.name}" was ${words(known)} and is now ${words(entry)}${apart(known, entry)}`];
  });
}

function changedTopologies(stored: Experiment, wanted: Experiment): string[] {
  const known = new Map(stored.topologies.map(entryOf).map((entry) => [nameOf(entry), entry]));
  return wanted.topologies.map(entryOf).flatMap((entry) => {
    const before = known.get(nameOf(entry));
    if (before === undefined) return [];
    // A run that was widened before names the members of the topologies that it had.
    const { members: _members, ...open } = before;
    const alike = same(before, entry) || (entry.members === undefined && same(open, entry));
    return alike
      ? []
      : [
          `the topology "${nameOf(entry)}" was ${words(before)} and is now ${words(entry)}${apart(before, entry)}; give the new one another name`,
        ];
  });
}

/** What the run had keeps its members, what is new has those of the experiment that brings it. */
function topologiesOf(stored: Experiment, wanted: Experiment): TopologyEntry[] {
  const all = union(stored.members, wanted.members).length;
  const known = new Set(stored.topologies.map((entry) => nameOf(entryOf(entry))));
  const pinned = (entry: TopologyEntry, members: readonly MemberEntry[]): TopologyEntry => {
    const whole = entryOf(entry);
    return whole.members !== undefined || members.length === all ? entry : { ...whole, members: members.map(({ name }) => name) };
  };
  return [
    ...stored.topologies.map((entry) => pinned(entry, stored.members)),
    ...wanted.topologies.filter((entry) => !known.has(nameOf(entryOf(entry)))).map((entry) => pinned(entry, wanted.members)),
  ];
}

/** Tasks may be added, and after the others where a topology remembers what it did before. */
function changedTasks(plan: Plan, before: Readonly<Record<string, string>>, kept: KeptBodies): string[] {
  const now = new Map(Object.entries(taskDigests(plan)));
  const gone = Object.keys(before).filter((id) => !now.has(id));
  const changed = plan.suite.tasks.flatMap((task) => {
    const digest = own(before, task.id);
    if (digest === undefined || digest === now.get(task.id)) return [];
    const sides = taskChange(task, digest, kept);
    return [`the task "${task.id}" has changed${sides === "" ? "" : `: ${sides}`}`];
  });
  const old = plan.suite.tasks.map(({ id }) => own(before, id) !== undefined);
  const between = old.lastIndexOf(true) > old.indexOf(false) && old.includes(false);
  const remembering = plan.topologies.filter(isSerial).map(({ name }) => name);
  return [
    ...firstOf(changed, "changed"),
    ...firstOf(
      gone.map((id) => `the task "${id}" is missing: tasks can be added, not left out`),
      "missing",
    ),
    ...(between && remembering.length > 0
      ? [`new tasks stand before old ones, and ${remembering.join(", ")} remembers: put them at the end`]
      : []),
  ];
}

/** The first faults of a kind, and how many there are beside them. */
function firstOf(faults: readonly string[], what: string): string[] {
  const more = faults.length - 8;
  return more <= 0 ? [...faults] : [...faults.slice(0, 8), `and ${count(more, "other task")} ${more === 1 ? "is" : "are"} ${what}`];
}

/** Everything that says which tasks an experiment has. */
function tasksOf({ suite, tasks, generate, only, tags, limit, sample }: Experiment): Partial<Experiment> {
  return { suite, tasks, generate, only, tags, limit, sample };
}

/** What changes no trial holds from now on, where it is said. */
function aroundTrials(wanted: Experiment): Partial<Experiment> {
  return said(wanted, ["baseline", "value", "table", "deadline", "ca", "envFile"]);
}

function said<T extends object, K extends keyof T>(settings: T, names: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(names.flatMap((name) => (settings[name] === undefined ? [] : [[name, settings[name]]]))) as Partial<Pick<T, K>>;
}

function union(before: readonly MemberEntry[], now: readonly MemberEntry[]): MemberEntry[] {
  return [...before, ...now.filter(({ name }) => before.every((known) => known.name !== name))];
}

function entryOf(entry: TopologyEntry): Entry {
  return typeof entry === "string" ? { use: entry } : entry;
}

function nameOf({ name, use }: Entry): string {
  return name ?? use;
}

function same(a: unknown, b: unknown): boolean {
  return words(a) === words(b);
}

/** Of two objects, the fields that differ: nobody finds them in two long lines. */
function apart(before: unknown, now: unknown): string {
  if (typeof before !== "object" || typeof now !== "object") return "";
  return ` (${differenceWords(plainJson(before), plainJson(now))})`;
}

function words(value: unknown): string {
  return value === undefined ? "nothing" : canonical(plainJson(value));
}
