import type { Summary } from "../../summary.ts";
import { duration, list, money, percent } from "../format.ts";
import { worldLabel } from "../world.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** A way of counting: without a prompt cache, as billed, with a warm one. */
export type CacheState = "cold" | "billed" | "warm";
/** One topology; dollars per task, shares in [0, 1], null where there is none. */
export interface CachingRow {
  readonly name: string;
  readonly passRate: number | null;
  readonly cost: Readonly<Record<CacheState | "ideal", number>>;
  readonly saved: number | null;
  readonly coldStartTax: number | null;
  readonly hits: number | null;
  /** From 1, the cheapest first; equal costs share a place. */
  readonly place: Readonly<Record<CacheState, number>>;
}
/** Who becomes cheaper than whom. */
export interface Overtaking {
  readonly name: string;
  readonly others: readonly string[];
}
export interface CachingFigures {
  readonly kind: "caching";
  readonly world: Summary["world"];
  readonly rows: readonly CachingRow[];
  /** From no cache to a cold one, and from that to a warm one; those that overtake most others first. */
  readonly overtakings: { readonly counted: readonly Overtaking[]; readonly warmed: readonly Overtaking[] };
  /** Whose pass is the cheapest under each, in dollars. */
  readonly cheapest: readonly { readonly state: CacheState; readonly name: string; readonly perPass: number }[];
  /** What sending one call ahead did to a topology that was run without it too: dollars per task, and milliseconds more at the median. */
  readonly warmFirst: readonly { readonly name: string; readonly without: number; readonly with: number; readonly wait: number }[];
}

/** Each topology's cost without, with, and with a warm prompt cache, its place under each, and what sending one call ahead saved. */
export function cachingTable({ world, rows, overtakings, cheapest, warmFirst }: CachingFigures): OwnTable {
  const changes = [
    changed(overtakings.counted, "The ranking changes once the cache is counted"),
    changed(overtakings.warmed, "It changes again once the cache is warm"),
  ].flat();
  return {
    title: `Prompt caching: dollars per task, and the place by cost, cheapest first  [${worldLabel[world]}]`,
    columns: columns(["topology", "pass", "cold", "billed", "ideal", "warm", "saved", "tax", "hits", "place"]),
    rows: rows.map(line),
    notes: [
      "cold: no cache. billed: as charged, each trial's cache empty at its start. ideal: each shared stretch written once where that pays, then read. warm: the task and all shared stretches already cached.",
      "saved: of what the ideal saves. tax: billed over warm, the price of starting cold. hits: share of input tokens read from the cache. place: cold > billed > warm.",
      ...(changes.length === 0 ? ["The ranking by cost is the same without a cache, with a cold one and with a warm one."] : changes),
      `The cheapest pass: ${cheapest.map(({ state, name, perPass }) => `${state} ${name}'s at ${money(perPass)}`).join(", ")}.`,
      ...warmFirst.map(saving),
    ],
  };
}

function line({ name, passRate, cost, saved, coldStartTax, hits, place }: CachingRow): string[] {
  return [
    name,
    percent(passRate),
    ...[cost.cold, cost.billed, cost.ideal, cost.warm].map(money),
    percent(saved),
    percent(coldStartTax),
    percent(hits),
    `${place.cold} > ${place.billed} > ${place.warm}`,
  ];
}

function changed(overtakings: readonly Overtaking[], words: string): string[] {
  if (overtakings.length === 0) return [];
  const most = overtakings.slice(0, 3).map(({ name, others }) => `${name} becomes cheaper than ${list(others)}`);
  return [`${words}: ${most.join("; ")}.`];
}

function saving({ name, without, wait, ...costs }: CachingFigures["warmFirst"][number]): string {
  const share = without === 0 ? 0 : 1 - costs.with / without;
  const time = wait > 0 ? `and took ${duration(wait)} longer` : `and took no longer`;
  const words = share >= 0 ? `saved ${percent(share)}` : `cost ${percent(-share)} more`;
  return `warmFirst ${words} in ${name}, ${money(without)} to ${money(costs.with)} per task, ${time} at the median.`;
}
