import {
  type ByTask,
  byTopology,
  costRatios,
  counted,
  cvar,
  figures,
  independence,
  observationsOf,
  overlap,
  pairedMeans,
  pairedPasses,
  sameIndependence,
  tally,
  taskMean,
  tokensExplain,
  type TrialRow,
} from "../../statistics/index.ts";
import type { Behind } from "../../summary/behind.ts";
import { defined } from "../../util/defined.ts";
import { inputOf, toDollars } from "../../util/money.ts";
import { riskOf } from "./risk-of.ts";
import { tokensOf } from "../estimate/reply-length.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";

type Row = Behind["rows"][number];

/** Of fewer tries a tenth is no more than one. */
const fewestForTails = 20;
const tail = 0.9;

/**
 * What lies behind the figures of a run. Undefined where it stopped by what it saw, which changes what its trials are a sample of, and
 * where there is nothing to put side by side.
 */
export function behindOf(plan: Plan, told: readonly TrialRow[]): Behind | undefined {
  if (plan.until !== undefined) return undefined;
  const rows = told.filter(counted);
  const arms = plan.topologies.filter(({ bound }) => bound !== true);
  const groups = byTopology(
    rows.filter(({ topology }) => arms.some(({ name }) => name === topology)),
    arms.map(({ name }) => name),
  );
  const other = besideOf(plan, arms, groups);
  if (other === undefined || groups.size < 2) return undefined;
  const isAssumed = plan.world === "recorded";
  const sizes = new Map(plan.suite.tasks.map(({ id, prompt, context = "" }) => [id, tokensOf(prompt) + tokensOf(context)]));
  return {
    beside: other.name,
    alone: other.single === true,
    rows: [...groups].map(([topology, tasks]) => ({
      topology,
      ...ofTries([...tasks.values()].flat(), isAssumed ? undefined : sizes),
      ...(topology === other.name ? {} : besideOther(tasks, groups.get(other.name) ?? new Map())),
    })),
    ...membersOf(arms, groups),
    ...defined({ risk: riskOf(plan, rows) }),
    ...(isAssumed ? { assumedTokens: true as const } : defined({ tokens: tokensExplain(observationsOf(rowsOf(groups))) })),
  };
}

function rowsOf(groups: ReadonlyMap<string, ByTask>): TrialRow[] {
  return [...groups.values()].flatMap((tasks) => [...tasks.values()].flat());
}

/** One model alone, the baseline if it is one; else the baseline. */
function besideOf(plan: Plan, arms: readonly PlannedTopology[], groups: ReadonlyMap<string, ByTask>): PlannedTopology | undefined {
  const ran = arms.filter(({ name }) => groups.has(name));
  const alone = ran.filter(({ single }) => single === true);
  return alone.find(({ name }) => name === plan.baseline) ?? alone[0] ?? ran.find(({ name }) => name === plan.baseline);
}

/** Of a topology by itself: its dearest tries, and its billed tokens over those that anybody reads. */
function ofTries(rows: readonly TrialRow[], sizes: ReadonlyMap<string, number> | undefined): Pick<Row, "tries" | "dearest" | "tokens"> {
  const costs = rows.map(({ cost }) => cost);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const worst = cvar(costs, tail);
  const dearest =
    rows.length < fewestForTails || total === 0 ? undefined : { mean: toDollars(worst), share: (worst * rows.length * (1 - tail)) / total };
  const billed = rows.reduce((sum, { usage }) => sum + inputOf(usage) + usage.output, 0);
  const seen = rows.reduce((sum, { task, shown = 0 }) => sum + (sizes?.get(task) ?? 0) + shown, 0);
  const tokens = sizes === undefined || billed === 0 || seen === 0 ? undefined : billed / seen;
  return { tries: rows.length, ...defined({ dearest, tokens }) };
}

/** Beside the other, on the tries and tasks of both. */
function besideOther(tasks: ByTask, others: ByTask): Pick<Row, "overlap" | "tasks" | "costRatio"> {
  const pairs = pairedPasses(tasks, others);
  if (pairs.a.length === 0) return {};
  const { both, onlyA, onlyB, neither } = overlap(pairs.a, pairs.b);
  const { wins, losses, ties } = tally(pairedMeans(tasks, others, figures.passed).differences, 1e-9);
  const costs = pairedMeans(tasks, others, figures.cost);
  const priced = costs.a.filter((cost, i) => cost > 0 && (costs.b[i] as number) > 0).length;
  return {
    overlap: { both, onlyIt: onlyA, onlyOther: onlyB, neither },
    tasks: { more: wins, fewer: losses, same: ties },
    ...(priced === 0 ? {} : { costRatio: { value: costRatios(costs.a, costs.b).typical, tasks: priced } }),
  };
}

/** Members that answer alone, each once, on the tasks of all; and as many tries of the one that passes most. */
function membersOf(arms: readonly PlannedTopology[], groups: ReadonlyMap<string, ByTask>): Pick<Behind, "members" | "same"> {
  const byName = Map.groupBy(
    arms.filter(({ name, single }) => single === true && groups.has(name)),
    memberOf,
  );
  const members = [...byName].map(([name, [arm]]): Alone => ({ name, tasks: groups.get(arm?.name ?? "") ?? new Map() }));
  const shared = [...(members[0]?.tasks.keys() ?? [])].filter((task) => members.every(({ tasks }) => tasks.has(task)));
  const shares = members.map(({ tasks }) => shared.map((task) => taskMean(tasks.get(task) ?? [], figures.passed) ?? 0));
  const told = { names: members.map(({ name }) => name), tasks: members.length < 2 ? 0 : shared.length, ...independence(shares) };
  const sums = shares.map((own) => own.reduce((sum, share) => sum + share, 0));
  const best = members[sums.indexOf(Math.max(...sums))];
  if (best === undefined || members.length < 2) return { members: told };
  const tries = shared.map((task) => best.tasks.get(task) ?? []);
  const counts = tries.map((own) => ({ passed: own.filter(({ passed }) => passed).length, tries: own.length }));
  const same = sameIndependence(counts, members.length);
  return { members: told, ...(same === undefined ? {} : { same: { ...same, member: best.name } }) };
}

interface Alone {
  readonly name: string;
  readonly tasks: ByTask;
}

/** Who answers in a topology of one model. */
function memberOf({ topology, seats, name }: PlannedTopology): string {
  const { member } = (topology.settings ?? {}) as { readonly member?: unknown };
  return typeof member === "string" ? member : (seats[0]?.name ?? name);
}
