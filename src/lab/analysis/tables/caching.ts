import { duration, list, money, percent } from "../../../report/format.ts";
import { billedOf, coldStartTax, hitShare, ratedTrials, savedShare } from "../../../report/spending.ts";
import { worldLabel } from "../../../report/world.ts";
import type { TopologyRow } from "../../../summary.ts";
import type { Plan } from "../../plan/plan.ts";
import type { SpecialTable, TableSource } from "./table.ts";

type Way = "cold" | "billed" | "warm";
const ways: readonly Way[] = ["cold", "billed", "warm"];

/** Each topology's cost without, with, and with a warm prompt cache, its place under each, and what sending one call ahead saved. */
export function cachingTable({ plan, summary }: TableSource): SpecialTable {
  const rows = summary.topologies;
  const places = new Map(ways.map((way) => [way, placesOf(rows, way)]));
  return {
    title: `Prompt caching: dollars per task, and the place by cost, cheapest first  [${worldLabel[summary.world]}]`,
    columns: columns.map((title, index) => ({ title, right: index > 0 })),
    rows: rows.map((row) => [
      row.name,
      percent(row.passRate),
      ...[row.cost.cold, billedOf(row.cost), row.cost.idealised ?? row.cost.warm, row.cost.warm].map((cost) => money(cost / each(row))),
      percent(savedShare(row)),
      percent(coldStartTax(row)),
      percent(hitShare(row)),
      ways.map((way) => places.get(way)?.get(row.name) ?? "-").join(" > "),
    ]),
    notes: [
      "cold: no cache. billed: as charged, each trial's cache empty at its start. ideal: each shared stretch written once where that pays, then read. warm: the task and all shared stretches already cached.",
      "saved: of what the ideal saves. tax: billed over warm, the price of starting cold. hits: share of input tokens read from the cache. place: cold > billed > warm.",
      ...changes(rows, places),
      ...savings(plan, rows),
    ],
  };
}

const columns = ["topology", "pass", "cold", "billed", "ideal", "warm", "saved", "tax", "hits", "place"];

function costUnder(row: TopologyRow, way: Way): number {
  return way === "billed" ? billedOf(row.cost) : row.cost[way];
}

function each(row: TopologyRow): number {
  return Math.max(1, ratedTrials(row));
}

/** Places from 1, the cheapest first; equal costs share a place. */
function placesOf(rows: readonly TopologyRow[], way: Way): Map<string, number> {
  const costs = new Map(rows.map((row) => [row.name, costUnder(row, way) / each(row)]));
  return new Map([...costs].map(([name, cost]) => [name, 1 + [...costs.values()].filter((other) => other < cost).length]));
}

type Places = ReadonlyMap<Way, ReadonlyMap<string, number>>;

/** Where the ranking by cost changes: when a cold cache is counted, and when it is warm. */
function changes(rows: readonly TopologyRow[], places: Places): string[] {
  const found = [
    changed(rows, places, ["cold", "billed"], "The ranking changes once the cache is counted"),
    changed(rows, places, ["billed", "warm"], "It changes again once the cache is warm"),
  ].filter((line) => line !== "");
  return [
    ...(found.length === 0 ? ["The ranking by cost is the same without a cache, with a cold one and with a warm one."] : found),
    cheapest(rows),
  ];
}

/** Who becomes cheaper than whom from one way of counting to the next; those that overtake most others first. */
function changed(rows: readonly TopologyRow[], places: Places, [from, to]: readonly [Way, Way], words: string): string {
  const at = (way: Way, { name }: TopologyRow): number => places.get(way)?.get(name) ?? 0;
  const told = rows.flatMap((row) => {
    const passed = rows.filter((other) => at(from, other) < at(from, row) && at(to, other) > at(to, row)).map((other) => other.name);
    return passed.length === 0 ? [] : [{ name: row.name, passed }];
  });
  if (told.length === 0) return "";
  const most = told.sort((a, b) => b.passed.length - a.passed.length).slice(0, 3);
  return `${words}: ${most.map(({ name, passed }) => `${name} becomes cheaper than ${list(passed)}`).join("; ")}.`;
}

/** Whose pass is the cheapest under each. */
function cheapest(rows: readonly TopologyRow[]): string {
  const words = ways.flatMap((way) => {
    const priced = rows.filter((row) => row.passed > 0).map((row) => ({ name: row.name, cost: costUnder(row, way) / row.passed }));
    const best = priced.sort((a, b) => a.cost - b.cost)[0];
    return best === undefined ? [] : [`${way} ${best.name}'s at ${money(best.cost)}`];
  });
  return `The cheapest pass: ${words.join(", ")}.`;
}

/** What `warmFirst` saved, for every topology that stands in the experiment with and without it. */
function savings(plan: Plan, rows: readonly TopologyRow[]): string[] {
  return plan.topologies.flatMap(({ name, terms }) => {
    const plain = name.replace(/\+warm\b/, "");
    const [ahead, atOnce] = [name, plain].map((wanted) => rows.find((row) => row.name === wanted));
    if (!terms.warmFirst || plain === name || ahead === undefined || atOnce === undefined) return [];
    const [dear, cheap] = [billedOf(atOnce.cost) / each(atOnce), billedOf(ahead.cost) / each(ahead)];
    const share = dear === 0 ? 0 : 1 - cheap / dear;
    const wait = ahead.latencyMs.p50 - atOnce.latencyMs.p50;
    const time = wait > 0 ? `and took ${duration(wait)} longer` : `and took no longer`;
    const words = share >= 0 ? `saved ${percent(share)}` : `cost ${percent(-share)} more`;
    return [`warmFirst ${words} in ${plain}, ${money(dear)} to ${money(cheap)} per task, ${time} at the median.`];
  });
}
