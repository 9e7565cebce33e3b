import type { Summary, TopologyRow } from "../summary.ts";
import { comparisonOf, findingOf, perTask } from "./findings.ts";
import { all as every, count, money, points } from "./format.ts";
import type { Standing } from "./standings.ts";

/** What is bought or given up for money, by the worth of a right answer. */
export interface Trades {
  /** Whom to use at which worths, as far as shown. */
  readonly told: readonly string[];
  /** At which worths nothing that was shown beats the baseline, in words; empty where that is everywhere, null where it is nowhere. */
  readonly baseline: string | null;
  /** Who leads by the figures alone at worths of which nothing is told. */
  readonly byFigures: readonly string[];
}
/** The worths of a right answer, in dollars, at which a topology gives the buyer more than any other of the run and than none. */
interface Reign {
  readonly row: TopologyRow;
  readonly from: number;
  readonly to: number;
}

/**
 * What buys passes for money, and what gives passes up for money, each with the worths of a right answer at which it leads. Where it
 * starts and ends to lead is a quotient of differences: an end is told only where the difference in passes below it is shown.
 */
export function tradesOf(summary: Summary, all: readonly Standing[], rows: readonly TopologyRow[], baseline: TopologyRow): Trades {
  const trades = new Map(all.filter((one) => isCostlier(one) || isThrift(one)).map((one) => [one.row, one]));
  const reigns = reignsOf([baseline, ...rows.filter((row) => row !== baseline)]);
  const groups = apartIn(summary, reigns);
  const able = groups.filter(
    (group) => group.every(({ row }) => isCostlier(trades.get(row))) || group.every(({ row }) => isThrift(trades.get(row))),
  );
  const named = new Set(able.flat());
  const rest = trades.size === 0 ? [] : reigns.filter((reign) => reign.row !== baseline && !named.has(reign));
  const words = rest.map(({ row, from, to }) => `${row.name} where a right answer is worth ${rangeWords(from, to)}`);
  return {
    told: able.toReversed().map((group) => tell(group, trades, baseline, summary)),
    baseline: baselineWords([...trades.values()], baseline),
    byFigures: words.length === 0 ? [] : [`Best by the figures alone, not shown: ${every(words)}.`],
  };
}

function isCostlier(one: Standing | undefined): boolean {
  return one?.passes === "more" && one.cost === "more";
}

function isThrift(one: Standing | undefined): boolean {
  return one?.passes === "fewer" && one.cost === "less";
}

function tell(group: readonly Reign[], trades: ReadonlyMap<TopologyRow, Standing>, baseline: TopologyRow, summary: Summary): string {
  const names = group.map(({ row }) => row.name);
  const range = rangeWords(group[0]?.from ?? 0, group.at(-1)?.to ?? Infinity);
  const sizes = group.map(({ row }) => points(Math.abs(trades.get(row)?.passed?.difference ?? 0)).replace("+", ""));
  const side = group.every(({ row }) => isCostlier(trades.get(row))) ? "more" : "fewer";
  const several = group.length > 1;
  const which = several ? `; which of them at what worth, ${count(summary.tasks, "task")} cannot tell` : "";
  return `Use ${names.join(" or ")} when a right answer is worth ${range}: ${several ? "they pass" : "it passes"} ${every(sizes)} points ${side} than ${baseline.name}${which}.`;
}

/** The worths at which no topology that was shown to trade passes for money gives more than the baseline. */
function baselineWords(trades: readonly Standing[], baseline: TopologyRow): string | null {
  const price = baseline.cost.perPass ?? Infinity;
  let [from, to] = [price, Infinity];
  for (const one of trades) {
    const turn = (perTask(one.row) - perTask(baseline)) / ((one.row.passRate ?? 0) - (baseline.passRate ?? 0));
    if (isCostlier(one)) to = Math.min(to, turn);
    else from = Math.max(from, turn);
  }
  if (!(from < to)) return null;
  return from === price && to === Infinity ? "" : ` when a right answer is worth ${rangeWords(from, to)}`;
}

function rangeWords(from: number, to: number): string {
  if (to === Infinity) return `more than ${money(from)}`;
  return from <= 0 ? `less than ${money(to)}` : `between ${money(from)} and ${money(to)}`;
}

/** Who leads at which worth by the figures as they are, from the lowest worth on; of those alike in all the first. */
function reignsOf(rows: readonly TopologyRow[]): Reign[] {
  const found = new Map<string, Reign>();
  for (const row of rows) {
    const [from, to] = worthWhere(row, rows);
    const key = `${from} ${to}`;
    if (row.attempted > 0 && from < to && to > 0 && !found.has(key)) found.set(key, { row, from, to });
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

function worthWhere(row: TopologyRow, rows: readonly TopologyRow[]): readonly [number, number] {
  // Below the price of its own right answers it costs more than it brings: then nothing is worth more.
  let [from, to] = [row.cost.perPass ?? Infinity, Infinity];
  for (const other of rows) {
    if (other === row || other.attempted === 0) continue;
    const more = (other.passRate ?? 0) - (row.passRate ?? 0);
    const cost = perTask(other) - perTask(row);
    if (more === 0 && cost < 0) return [Infinity, 0];
    if (more > 0) to = Math.min(to, cost / more);
    if (more < 0) from = Math.max(from, cost / more);
  }
  return [from, to];
}

/** Neighbors stand together where it is not shown that the next one passes more: then where the one gives way to the other is not told. */
function apartIn(summary: Summary, reigns: readonly Reign[]): Reign[][] {
  const groups: Reign[][] = [];
  for (const reign of reigns) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last === undefined || before === undefined || passesMore(summary, reign.row, before.row)) groups.push([reign]);
    else last.push(reign);
  }
  return groups;
}

/** Shown of the two themselves, or by one in between, above which the one and below which the other was shown. */
function passesMore(summary: Summary, { name: a }: TopologyRow, { name: b }: TopologyRow): boolean {
  const shown = (more: string, less: string): boolean => {
    const row = comparisonOf(summary, "passed", more, less);
    return row !== undefined && findingOf(row) === "better";
  };
  return shown(a, b) || summary.topologies.some(({ name }) => shown(a, name) && shown(name, b));
}
