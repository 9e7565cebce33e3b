import {
  byTopology,
  type ByTask,
  type PairedTries,
  riskCrossing,
  riskInterval,
  type RiskMeasure,
  type TrialRow,
} from "../../statistics/index.ts";
import type { Behind } from "../../summary/behind.ts";
import { own } from "../../util/own.ts";
import type { Plan } from "../plan/plan.ts";

type Risk = NonNullable<Behind["risk"]>;

/** Spread is told of no fewer tasks. */
const fewest = 30;
/** Not all of a long list: each pair takes its resamples. */
const most = 24;

/**
 * From which aversion to spread on a buyer would rather have another topology than the market, by net values of tries (worth of a pass less
 * cost). Undefined where no right answer has a worth, there is no market, or too few tasks were tried by both.
 */
export function riskOf(plan: Plan, rows: readonly TrialRow[]): Risk | undefined {
  const market = plan.topologies.find(({ topology }) => topology.name === "market");
  const { worth } = plan;
  if (market === undefined || worth === undefined) return undefined;
  const worthOf = (task: string) => (typeof worth === "number" ? worth : (own(worth, task) ?? 0));
  const groups = byTopology(
    rows,
    plan.topologies.map(({ name }) => name),
  );
  const reference = groups.get(market.name);
  const others = plan.topologies.filter(({ name, bound }) => name !== market.name && bound !== true).slice(0, most);
  const told = others.flatMap(({ name }) => {
    const tries = pairedTries(groups.get(name), reference, worthOf);
    if (tries.a.length < fewest) return [];
    const measured = (measure: RiskMeasure) => crossingOf(tries, measure, `${plan.seed}/risk/${name}/${measure}`);
    return [{ topology: name, sd: measured("sd"), cvar: measured("cvar") }];
  });
  return told.length === 0 ? undefined : { beside: market.name, rows: told };
}

function crossingOf(tries: PairedTries, measure: RiskMeasure, seed: string): Risk["rows"][number]["sd"] {
  const found = riskCrossing(tries, measure);
  if (found.kind === "until") return { kind: found.kind, weight: found.weight };
  const [low, high] = riskInterval(tries, measure, seed);
  // No end is none that JSON could hold.
  const ci: [number | null, number | null] = [Number.isFinite(low) ? low : null, Number.isFinite(high) ? high : null];
  return found.kind === "from" ? { kind: found.kind, weight: found.weight, ci } : { kind: found.kind, ci };
}

/** Net values of the tries at the tasks of both. */
function pairedTries(a: ByTask | undefined, b: ByTask | undefined, worthOf: (task: string) => number): PairedTries {
  const tasks = [...(a?.keys() ?? [])].filter((task) => (b?.get(task)?.length ?? 0) > 0 && (a?.get(task)?.length ?? 0) > 0);
  const netsOf = (side: ByTask | undefined) =>
    tasks.map((task) => (side?.get(task) ?? []).map(({ passed, cost }) => (passed ? worthOf(task) : 0) - cost));
  return { a: netsOf(a), b: netsOf(b) };
}
