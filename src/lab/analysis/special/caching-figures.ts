import type { CacheState, CachingFigures, CachingRow, Overtaking } from "../../../report/index.ts";
import { billedOf, coldStartTax, hitShare, ratedTrials, savedShare } from "../../../report/spending.ts";
import type { TopologyRow } from "../../../summary.ts";
import type { Plan } from "../../plan/plan.ts";
import type { TableSource } from "./table-source.ts";

const states: readonly CacheState[] = ["cold", "billed", "warm"];

/** Each topology's cost without, with, and with a warm prompt cache, its place under each, and what sending one call ahead saved. */
export function cachingFigures({ plan, summary }: TableSource): CachingFigures {
  const rows = placed(summary.topologies);
  return {
    kind: "caching",
    world: summary.world,
    rows,
    overtakings: { counted: overtakings(rows, "cold", "billed"), warmed: overtakings(rows, "billed", "warm") },
    cheapest: states.flatMap((state) => cheapest(summary.topologies, state)),
    warmFirst: savings(plan, summary.topologies),
  };
}

/** Every topology with its costs per task, and its places by them. */
function placed(topologies: readonly TopologyRow[]): CachingRow[] {
  const costs = topologies.map((row) => ({
    cold: row.cost.cold / each(row),
    billed: billedOf(row.cost) / each(row),
    ideal: (row.cost.idealised ?? row.cost.warm) / each(row),
    warm: row.cost.warm / each(row),
  }));
  const place = (own: number, state: CacheState) => 1 + costs.filter((other) => other[state] < own).length;
  return topologies.map((row, index) => {
    const cost = costs[index] as CachingRow["cost"];
    return {
      name: row.name,
      passRate: row.passRate,
      cost,
      saved: savedShare(row),
      coldStartTax: coldStartTax(row),
      hits: hitShare(row),
      place: { cold: place(cost.cold, "cold"), billed: place(cost.billed, "billed"), warm: place(cost.warm, "warm") },
    };
  });
}

function each(row: TopologyRow): number {
  return Math.max(1, ratedTrials(row));
}

/** Who becomes cheaper than whom from one way of counting to the next; those that overtake most others first. */
function overtakings(rows: readonly CachingRow[], from: CacheState, to: CacheState): Overtaking[] {
  const all = rows.map(({ name, place }) => ({
    name,
    others: rows.filter((other) => other.place[from] < place[from] && other.place[to] > place[to]).map((other) => other.name),
  }));
  return all.filter(({ others }) => others.length > 0).sort((a, b) => b.others.length - a.others.length);
}

/** Whose pass is the cheapest. */
function cheapest(rows: readonly TopologyRow[], state: CacheState): CachingFigures["cheapest"] {
  const costOf = ({ cost }: TopologyRow): number => (state === "billed" ? billedOf(cost) : cost[state]);
  const priced = rows.filter(({ passed }) => passed > 0).map((row) => ({ state, name: row.name, perPass: costOf(row) / row.passed }));
  return priced.sort((a, b) => a.perPass - b.perPass).slice(0, 1);
}

/** What `warmFirst` saved, for every topology that stands in the experiment with and without it. */
function savings(plan: Plan, rows: readonly TopologyRow[]): CachingFigures["warmFirst"] {
  return plan.topologies.flatMap(({ name, terms }) => {
    const plain = name.replace(/\+warm\b/, "");
    const [ahead, atOnce] = [name, plain].map((wanted) => rows.find((row) => row.name === wanted));
    if (!terms.warmFirst || plain === name || ahead === undefined || atOnce === undefined) return [];
    const [without, costs] = [billedOf(atOnce.cost) / each(atOnce), billedOf(ahead.cost) / each(ahead)];
    return [{ name: plain, without, with: costs, wait: ahead.latencyMs.p50 - atOnce.latencyMs.p50 }];
  });
}
