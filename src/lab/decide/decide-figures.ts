import { type Arm, hullFigures, regretOf, type RouterFigures, routerFigures, upperHull, waterfall } from "../../statistics/index.ts";
import type { ArmPlan, RoutedItem } from "../../valuation/index.ts";
import type { DecideReport, RegretRow } from "../../report/index.ts";
import type { MergedArms } from "./merged.ts";

interface FiguresSource {
  readonly merged: MergedArms;
  readonly plan: ArmPlan;
  readonly members: readonly string[];
  readonly routed: readonly (readonly RoutedItem[])[];
  readonly seed: string;
}

/** What the choices are judged by, over the items that were scored. */
export function decideFigures({
  merged,
  plan,
  members,
  routed,
  seed,
}: FiguresSource): Pick<DecideReport, "hull" | "router" | "curves" | "regret" | "waterfall"> {
  const names = members.map((member) => `single: ${member}`);
  const singles = names.map((name) => armOf(name, merged));
  const points = (checker: string): Arm[] =>
    [...merged.results.keys()].filter((name) => /^point \d/.test(name) && name.endsWith(`, ${checker}`)).map((name) => armOf(name, merged));
  return {
    hull: hullOf(singles),
    router: routerOf(routed, seed),
    curves: plan.checkers.map(({ name }) => ({ checker: name, ...hullFigures(points(name), singles, armOf("best single", merged), seed) })),
    regret: plan.values.flatMap((value) => regretRows(value, plan, singles, merged, seed)),
    waterfall: steps(plan, merged),
  };
}

function armOf(name: string, { results }: MergedArms): Arm {
  const items = results.get(name) ?? [];
  return { name, quality: Float64Array.from(items, ({ passed }) => passed), cost: Float64Array.from(items, ({ cost }) => cost) };
}

function hullOf(singles: readonly Arm[]): string[] {
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const offers = singles.map(({ name, quality, cost }) => ({
    name: name.replace("single: ", ""),
    quality: mean(quality),
    cost: mean(cost),
  }));
  const hull = new Set<object>(upperHull(offers));
  return offers
    .filter((offer) => hull.has(offer))
    .toSorted((one, other) => one.cost - other.cost)
    .map(({ name }) => name);
}

function routerOf(items: readonly (readonly RoutedItem[])[], seed: string): RouterFigures & { why?: string } {
  if (items.length === 0) return { why: "the cheapest model is the best single one" };
  const mean = (of: "strong" | "passed", splits: readonly RoutedItem[]): number[] =>
    (splits[0]?.[of] ?? []).map((_, k) => splits.reduce((sum, item) => sum + (item[of][k] as number), 0) / splits.length);
  const figures = routerFigures(
    items.map((splits) => ({ strong: mean("strong", splits), passed: mean("passed", splits) })),
    seed,
  );
  return figures.apgr === undefined ? { why: "the best single model passes no more than the cheapest on the scored items" } : figures;
}

function regretRows(
  { name, value }: ArmPlan["values"][number],
  { checkers }: ArmPlan,
  singles: readonly Arm[],
  merged: MergedArms,
  seed: string,
): RegretRow[] {
  const best = armOf(`oracle at v ${name}`, merged);
  const row = (policy: string, arm: string): RegretRow => ({ policy, value, ...regretOf(armOf(arm, merged), singles, best, value, seed) });
  return [
    row("best single at v", `best single at v ${name}`),
    ...checkers.map((one) => row(`index, ${one.name}`, `index at v ${name}, ${one.name}`)),
  ];
}

/** From the single model of most net value to the oracle, at one value; steps that there are none of are passed over. */
function steps({ main, values }: ArmPlan, merged: MergedArms): DecideReport["waterfall"] {
  const at = values.find(({ value }) => value === main)?.name ?? "";
  const between = ["allocation", "agreement", "second try", "further tries", "perfect check"].filter((step) =>
    merged.results.has(`step: ${step}`),
  );
  const arms = [
    armOf(`best single at v ${at}`, merged),
    ...between.map((step) => ({ ...armOf(`step: ${step}`, merged), name: step })),
    { ...armOf(`oracle at v ${at}`, merged), name: "to the oracle" },
  ];
  const net = ({ quality, cost }: Arm): number =>
    quality.reduce((sum, passed, i) => sum + main * passed - (cost[i] as number), 0) / quality.length;
  return { value: main, from: net(arms[0] as Arm), to: net(arms.at(-1) as Arm), steps: waterfall(arms, main) };
}
