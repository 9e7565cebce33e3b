import { byTopology, counted, type TrialRow } from "../../statistics/index.ts";
import type { ByTaskTable } from "../../summary/by-task.ts";
import { defined } from "../../util/defined.ts";
import { toDollars } from "../../util/money.ts";
import type { Plan } from "../plan/plan.ts";
import { taskTitle } from "./task-title.ts";

type Row = ByTaskTable["rows"][number];

/** Rows that a report of any length may hold; whoever wants all asks for them. */
const usually = 60;

/**
 * How each topology did on each task. Tasks on which the shares of passed tries are furthest apart come first, then those on which
 * fewer pass, then in the order of the suite; arms that know the truth do not count for that. Undefined where no try has a result.
 */
export function byTaskOf(plan: Plan, told: readonly TrialRow[], most = usually): ByTaskTable | undefined {
  const names = plan.topologies.map(({ name }) => name);
  const groups = byTopology(told.filter(counted), names);
  const topologies = [...groups.keys()];
  const bounds = new Set(plan.topologies.flatMap(({ name, bound }) => (bound === true ? [name] : [])));
  const weighed = topologies.map((name) => !bounds.has(name));
  const rows = plan.suite.tasks.flatMap((task): Row[] => {
    const tries = topologies.map((name) => groups.get(name)?.get(task.id) ?? []);
    if (tries.every((some) => some.length === 0)) return [];
    return [{ task: task.id, ...defined({ title: taskTitle(task) }), category: task.category, cells: tries.map(cellOf) }];
  });
  if (rows.length === 0) return undefined;
  const sharesOf = ({ cells }: Row): number[] => cells.flatMap((cell, i) => (cell !== null && weighed[i] === true ? [shareOf(cell)] : []));
  const ranked = rows.map((row) => ({ row, shares: sharesOf(row) }));
  ranked.sort((one, other) => apart(other.shares) - apart(one.shares) || total(one.shares) - total(other.shares));
  return {
    of: rows.length,
    allPassed: ranked.filter(({ shares }) => shares.length > 0 && shares.every((share) => share === 1)).length,
    nonePassed: ranked.filter(({ shares }) => shares.length > 0 && shares.every((share) => share === 0)).length,
    topologies,
    rows: ranked.slice(0, most).map(({ row }) => row),
  };
}

function cellOf(tries: readonly TrialRow[]): Row["cells"][number] {
  if (tries.length === 0) return null;
  const cost = tries.reduce((sum, row) => sum + row.cost, 0) / tries.length;
  return { passed: tries.filter(({ passed }) => passed).length, tries: tries.length, cost: toDollars(cost) };
}

function shareOf({ passed, tries }: NonNullable<Row["cells"][number]>): number {
  return passed / tries;
}

function apart(shares: readonly number[]): number {
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares);
}

function total(shares: readonly number[]): number {
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
