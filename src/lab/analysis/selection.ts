import { bestSingle, type Candidate, trainingFigures, type TrialRow } from "../../statistics/index.ts";
import { chosenBy } from "../../util/goal.ts";
import type { Summary, TopologyRow } from "../../summary.ts";
import { dollars, toDollars } from "../../util/money.ts";
import type { Plan } from "../plan/plan.ts";
import { variantWords } from "../plan/variants.ts";

/** What was chosen on the tasks to choose on, and what the choice was made by. */
export interface Selection {
  /** Configurations that another one of their entry was preferred to: they are not scored. */
  readonly dropped: ReadonlySet<string>;
  readonly training: ReturnType<typeof trainingFigures>;
  readonly chosen: string | undefined;
  readonly single: string | undefined;
}

/**
 * Chooses by the goal on the learning tasks alone: of each entry the configuration, then of all topologies one. `learnt` are the trials of
 * those tasks; bounds, and what a replay cannot tell of, are no choices. Undefined where nothing is held out.
 */
export function selectionOf(plan: Plan, learnt: readonly TrialRow[], untold: ReadonlySet<string>): Selection | undefined {
  const { goal } = plan;
  if (goal === undefined) return undefined;
  const training = trainingFigures(learnt);
  if (plan.raced !== undefined) return { dropped: new Set(), training, ...plan.raced };
  const candidates = plan.topologies.flatMap(({ name, single = false, bound, entry, tried }): (Candidate & Entry)[] => {
    const found = training.get(name);
    if (found === undefined || bound === true || untold.has(name)) return [];
    return [{ name, single, entry, tried: tried !== undefined, passRate: found.passRate, cost: found.cost }];
  });
  const best = bestSingle(candidates);
  const wanted = (best ?? candidates.find(({ name }) => name === plan.baseline))?.passRate ?? 0;
  const groups = Map.groupBy(candidates, ({ entry, tried, name }) => (tried ? `entry ${entry}` : `alone ${name}`));
  const kept = [...groups.values()].flatMap((variants) => chosenBy(goal, variants, wanted) ?? []);
  const keep = new Map(kept.map(({ name, entry }) => [entry, name]));
  const others = plan.topologies.filter(({ tried, entry, name }) => tried !== undefined && keep.has(entry) && keep.get(entry) !== name);
  return {
    dropped: new Set(others.map(({ name }) => name)),
    training,
    chosen: chosenBy(goal, kept, wanted)?.name,
    single: best?.name,
  };
}

interface Entry {
  readonly entry: string;
  readonly tried: boolean;
}

/** The same in the summary: the training figures beside each topology's own, and what was chosen, for which goal. */
export function withSelection(summary: Summary, plan: Plan, selection: Selection | undefined): Summary {
  if (selection === undefined || plan.goal === undefined) return summary;
  const { training, chosen, single } = selection;
  const topologies = summary.topologies.map((row): TopologyRow => {
    const found = training.get(row.name);
    const tried = plan.topologies.find(({ name }) => name === row.name)?.tried;
    const of = plan.topologies.filter((one) => one.tried !== undefined && one.entry === entryOf(plan, row.name)).length;
    return {
      ...row,
      ...(found === undefined || row.replay?.state === "cannot be replayed"
        ? {}
        : { training: { tasks: found.tasks, passRate: found.passRate, perTrial: toDollars(found.cost) } }),
      ...(tried === undefined ? {} : { configuration: `${variantWords(tried)} (of ${of} tried)` }),
    };
  });
  const tasks = Math.max(0, ...[...training.values()].map((each) => each.tasks));
  const told = { goal: goalWords(plan.goal), tasks, chosen: chosen ?? null, single: single ?? null };
  return { ...summary, topologies, selection: told };
}

function entryOf(plan: Plan, wanted: string): string | undefined {
  return plan.topologies.find(({ name }) => name === wanted)?.entry;
}

function goalWords(goal: NonNullable<Plan["goal"]>): string {
  if (goal.kind === "budget") return `the most passes at ${dollars(goal.most)} a task or less`;
  if (goal.kind === "value") return `the most net value, a right answer being worth ${dollars(goal.worth)}`;
  return "at least the passes of the best single model, at the least cost";
}
