import type { TrialRow } from "../../statistics/index.ts";
import type { Event } from "../../types.ts";

/** One owner of tasks in one topology: how often it asked for help, and at which stated chance. */
export interface HelpAsked {
  readonly topology: string;
  readonly owner: string;
  readonly tasks: number;
  readonly asked: number;
  readonly hired: number;
  /** Mean of the chances that it stated when it asked. */
  readonly p: number | null;
}
/** Help that one member gave another: how often, at which mean price in dollars, and what came of the tasks, beside the owner alone on the same ones. */
export interface HelpBought {
  readonly topology: string;
  readonly owner: string;
  readonly helper: string;
  readonly bought: number;
  readonly price: number;
  /** Answers that it changed; null where the helper's answer stands as it is. */
  readonly changed: number | null;
  readonly passed: number;
  /** Of the same tasks and repetitions, passes of the topology in which the owner works alone; null where there is none. */
  readonly alone: number | null;
  /** What such a task cost more than there, in dollars in the mean: offers, help and reading it; null where there is none. */
  readonly extra: number | null;
}
interface Asked {
  readonly owner: string;
  readonly p: number;
  readonly hired: string | null;
}

/** Who asked whom for help at a price, and whether it paid, from what topologies noted; `alone` names the topology that asks nobody. */
export function helpBought(
  events: readonly Event[],
  rows: readonly TrialRow[],
  alone?: string,
): { readonly asked: HelpAsked[]; readonly bought: HelpBought[] } {
  const asks = new Map<string, Asked>();
  const prices = new Map<string, number>();
  const changes = new Map<string, boolean>();
  for (const { trial, fact } of events) {
    if (fact.type === "own" && fact.name === "help-asked") asks.set(trial, fact.value as unknown as Asked);
    if (fact.type === "own" && fact.name === "help") changes.set(trial, (fact.value as { readonly changed: boolean }).changed);
    if (fact.type === "award" && fact.rule === "hire") prices.set(trial, (fact.payment ?? 0) / 1e9);
  }
  const asking = new Set(rows.filter(({ trial }) => asks.has(trial)).map(({ topology }) => topology));
  const by = new Map(rows.filter(({ topology }) => topology === alone).map((row) => [keyOf(row), row]));
  const owned = (row: TrialRow) => asks.get(row.trial)?.owner ?? row.by ?? "";
  const own = rows.filter(({ topology }) => asking.has(topology));
  const asked = groups(own, (row) => [row.topology, owned(row)]).map(([[topology = "", owner = ""], some]): HelpAsked => {
    const stated = some.flatMap(({ trial }) => asks.get(trial) ?? []);
    const p = stated.length === 0 ? null : stated.reduce((sum, one) => sum + one.p, 0) / stated.length;
    return { topology, owner, tasks: some.length, asked: stated.length, hired: stated.filter(({ hired }) => hired !== null).length, p };
  });
  const helped = own.filter(({ trial }) => typeof asks.get(trial)?.hired === "string");
  const pairs = groups(helped, (row) => [row.topology, owned(row), asks.get(row.trial)?.hired ?? ""]);
  const bought = pairs.map(([[topology = "", owner = "", helper = ""], some]): HelpBought => {
    const twins = some.flatMap((row) => by.get(keyOf(row)) ?? []);
    const told = some.filter(({ trial }) => changes.has(trial));
    return {
      topology,
      owner,
      helper,
      bought: some.length,
      price: some.reduce((sum, { trial }) => sum + (prices.get(trial) ?? 0), 0) / some.length,
      changed: told.length === 0 ? null : told.filter(({ trial }) => changes.get(trial)).length,
      passed: some.filter(({ passed }) => passed).length,
      alone: twins.length < some.length ? null : twins.filter(({ passed }) => passed).length,
      extra: twins.length < some.length ? null : (costOf(some) - costOf(twins)) / some.length,
    };
  });
  return { asked, bought };
}

function costOf(rows: readonly TrialRow[]): number {
  return rows.reduce((sum, { cost }) => sum + cost, 0) / 1e9;
}

function keyOf({ task, repetition }: TrialRow): string {
  return JSON.stringify([task, repetition]);
}

/** Rows by what `of` says of them, in its order. */
function groups(rows: readonly TrialRow[], of: (row: TrialRow) => string[]): [string[], TrialRow[]][] {
  const found = Map.groupBy(rows, (row) => JSON.stringify(of(row)));
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, some]) => [JSON.parse(key) as string[], some]);
}
