import type { Summary } from "../summary.ts";
import type { ByTask } from "./by-task.ts";
import { counted, type TrialRow, unfilled } from "./trial-row.ts";
import { own } from "../util/own.ts";
import { setOwn } from "../util/set-own.ts";
import { byName } from "../util/by-name.ts";

/** How much a member's record is pulled towards the mean of all members, in trials. */
const shrinkage = 10;

/** Where the work went, for topologies that award: accepted answers per author, and each member's shrunk record of outcomes. */
export function routing(topologies: ReadonlyMap<string, ByTask>): Summary["routing"] {
  const table: Summary["routing"] = {};
  for (const [name, tasks] of topologies) {
    const rows = [...tasks.values()].flat();
    if (rows.some((row) => Object.keys(row.awards).length > 0 || row.outcomes.length > 0)) setOwn(table, name, routes(rows));
  }
  return table;
}

function routes(rows: readonly TrialRow[]): Summary["routing"][string] {
  const wins: Record<string, number> = {};
  for (const row of rows) if (counted(row) && row.by !== undefined) setOwn(wins, row.by, (own(wins, row.by) ?? 0) + 1);
  return { wins: inOrder(wins), unfilled: rows.filter(unfilled).length, reputation: inOrder(reputations(rows)) };
}

/** Posterior mean of passing, (s + m mu) / (n + m), with mu the pass rate over all members' outcomes. */
function reputations(rows: readonly TrialRow[]): Record<string, number> {
  const records = new Map<string, { passed: number; tried: number }>();
  for (const outcome of rows.flatMap((row) => row.outcomes)) {
    const record = records.get(outcome.member) ?? { passed: 0, tried: 0 };
    records.set(outcome.member, { passed: record.passed + Number(outcome.passed), tried: record.tried + 1 });
  }
  const all = [...records.values()];
  const tried = all.reduce((sum, record) => sum + record.tried, 0);
  const prior = all.reduce((sum, record) => sum + record.passed, 0) / Math.max(1, tried);
  return Object.fromEntries([...records].map(([name, r]) => [name, (r.passed + shrinkage * prior) / (r.tried + shrinkage)]));
}

function inOrder(record: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(byName(Object.entries(record)));
}
