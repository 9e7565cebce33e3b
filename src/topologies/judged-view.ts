import type { Event, View } from "../types.ts";
import { toDollars } from "../util/money.ts";
import { fitSchedule } from "./fit-schedule.ts";
import { judgedBefore, type PriorRecord } from "./prior-record.ts";
import { fitJoint, fitSignals, type JointFit, type Outcome, type Signals, type VerdictErrors } from "../valuation/index.ts";

/** A task of the session with the verdicts that were passed on whole answers to it. */
interface JudgedTask {
  readonly category: string;
  readonly verdicts: { readonly member: string; readonly passed: boolean; readonly confidence?: number }[];
}
/** The tasks of the session that have ended, oldest first, those without a verdict left out; `open`: those under way. */
export interface JudgedTasks {
  readonly ended: JudgedTask[];
  readonly open: Map<string, JudgedTask>;
  /** How many verdicts each member has. */
  readonly counts: Map<string, number>;
  /** Dollars that each member's attempts were thought to cost when they were chosen, and what they did cost. */
  readonly costs: Map<string, { said: number; paid: number }>;
  /** What was fitted on so many tasks, by what was known before them, and what was made of each fit: fitted again only where that differs. */
  fitted?: { readonly used: number; readonly fits: Map<string, JointFit>; readonly signals: Map<JointFit, Signals | undefined> };
}

/** The note of a trial that says what is known of each of its attempts: member, whether it passed, the chance that it stated. */
export const judgedNote = "index-judged";

/** The note of what an attempt that is about to be made is thought to cost, in dollars. */
export const costNote = "index-cost";

/** Folds verdicts on whole answers, task by task. Folds in place. */
export const judgedView: View<JudgedTasks> = {
  get start() {
    return {
      ended: [],
      open: new Map<string, JudgedTask>(),
      counts: new Map<string, number>(),
      costs: new Map<string, { said: number; paid: number }>(),
    };
  },
  step(tasks, { trial, fact }: Event) {
    if (fact.type === "trial-start") tasks.open.set(trial, { category: fact.category, verdicts: [] });
    if (fact.type === "verdict" && fact.part === undefined) {
      tasks.open.get(trial)?.verdicts.push({ member: fact.member, passed: fact.passed });
      tasks.counts.set(fact.member, (tasks.counts.get(fact.member) ?? 0) + 1);
    }
    if (fact.type === "call" && fact.purpose === "attempt") costOf(tasks, fact.member).paid += toDollars(fact.cost);
    if (fact.type === "own" && fact.name === costNote) {
      const { member, cost } = fact.value as { readonly member: string; readonly cost: number };
      costOf(tasks, member).said += cost;
    }
    const open = fact.type === "own" && fact.name === judgedNote ? tasks.open.get(trial) : undefined;
    if (open !== undefined && fact.type === "own")
      tasks.open.set(trial, { ...open, verdicts: fact.value as unknown as JudgedTask["verdicts"] });
    // A turn of a task of several is learnt from as a task.
    const task = fact.type === "trial-end" || fact.type === "turn" ? tasks.open.get(trial) : undefined;
    if (task !== undefined) {
      if (fact.type === "turn") tasks.open.set(trial, { category: task.category, verdicts: [] });
      else tasks.open.delete(trial);
      if (task.verdicts.length > 0) tasks.ended.push(task);
    }
    return tasks;
  },
};

function costOf({ costs }: JudgedTasks, member: string): { said: number; paid: number } {
  const known = costs.get(member) ?? { said: 0, paid: 0 };
  costs.set(member, known);
  return known;
}

/** What was known of members before the session's first task; a row of `record` that names no category is of tasks `like` this one. */
interface KnownBefore {
  readonly record: PriorRecord;
  readonly like: string;
}

/**
 * What the session's verdicts say of these members, with what was known `before` counted as tasks before the first. Fitted on the first k tasks, k growing by
 * a third at a time, so that a session that is taken up again thinks what it would have thought.
 */
export function fitOf(tasks: JudgedTasks, members: readonly string[], { record, like }: KnownBefore, errors: VerdictErrors): JointFit {
  const used = fitSchedule(tasks.ended.length);
  if (tasks.fitted?.used !== used) tasks.fitted = { used, fits: new Map(), signals: new Map() };
  const { sensitivity, specificity } = errors;
  const own = record.some(({ category }) => category === undefined) ? like : undefined;
  const key = JSON.stringify([members, record, own, sensitivity, specificity]);
  const known = tasks.fitted.fits.get(key);
  if (known !== undefined) return known;
  const items = tasks.ended.slice(0, used).map(({ category, verdicts }) => ({
    category,
    verdicts: verdicts.flatMap(({ member, passed }) => (members.includes(member) ? [{ member: members.indexOf(member), passed }] : [])),
  }));
  const fit = fitJoint([...judgedBefore(record, members, like), ...items], members.length, errors);
  tasks.fitted.fits.set(key, fit);
  return fit;
}

/** So many attempts with a stated chance and a verdict there must be before anything is made of them. */
const fewestStated = 20;

/**
 * What chances that members state say beyond what is thought of them anyway, learnt from the tasks that the fit was made on; undefined while they are too few.
 * Verdicts are taken at their word here: where they err, statements are believed less than they deserve.
 */
export function statedSignals(tasks: JudgedTasks, members: readonly string[], fit: JointFit): Signals | undefined {
  const { used, signals } = tasks.fitted ?? { used: 0, signals: new Map<JointFit, Signals | undefined>() };
  if (signals.has(fit)) return signals.get(fit);
  const items = tasks.ended.slice(0, used);
  const samples = items.flatMap(({ category, verdicts }, i) =>
    members.map((member): Outcome[] =>
      verdicts
        .filter((one) => one.member === member && one.confidence !== undefined)
        .map((one, sample) => ({ item: `${i}`, category, sample, ...one })),
    ),
  );
  const chances = Float64Array.from(items.flatMap(({ category }) => fit.chances(category)));
  const found = samples.flat().length < fewestStated ? undefined : fitSignals({ members, samples }, chances);
  signals.set(fit, found);
  return found;
}
