import { type Arm, hullFigures, regretOf, routerFigures, type RouterFigures, upperHull, waterfall } from "../../statistics/index.ts";
import {
  type ArmPlan,
  armsOn,
  type Checker,
  evidenceAt,
  type Evidence,
  dealt,
  type Halves,
  type ItemResult,
  measuredChecker,
  overSplits,
  type RoutedItem,
  routerCurve,
  type Scored,
} from "../../valuation/index.ts";
import { UserError } from "../../util/bug.ts";
import type { Goal } from "../../util/goal.ts";
import { chosenWith, rowOf } from "./decide-rows.ts";
import type { CheckerReport, DecideReport, RegretRow } from "./decide-report.ts";
import type { CheckerSetting, DecideGoal, DecideSettings } from "./decide-settings.ts";
import { decideNotes } from "./decide-notes.ts";
import { goalWords } from "./goal-words.ts";
import type { DecideTable } from "./table-of.ts";

/** A split draws from at most so many items: more would take longer and tell little more. */
const mostOfSplit = 3000;

/** Arms over all splits, each item once at its mean, in one order of items. */
export interface Merged {
  readonly results: ReadonlyMap<string, readonly ItemResult[]>;
  readonly runs: readonly (readonly Scored[])[];
}

/**
 * Policies chosen on one part of the items and scored on the other, over several splits, with the figures that they are judged by. `onSplit` is told of
 * each split that is done. Contract: no choice of a split reads an outcome of its scored part.
 */
export function decide(source: string, table: DecideTable, settings: DecideSettings, onSplit?: (done: number) => void): DecideReport {
  const { evidence } = table;
  const free = freeOf(evidence);
  const values = valuesOf(settings, free);
  const plan = planOf(table, settings, values, free);
  const runs: Scored[][] = [];
  const halves: Halves[] = [];
  const routed = new Map<string, RoutedItem[]>();
  for (let i = 0; i < settings.splits; i++) {
    const seed = `${settings.seed}/${i + 1}`;
    const run = armsOn(drawn(evidence, seed), plan, seed);
    runs.push(run.arms);
    halves.push(run.halves);
    for (const item of routedIn(run.halves)) routed.set(item.id, [...(routed.get(item.id) ?? []), item]);
    onSplit?.(i + 1);
  }
  const merged = mergedOf(runs);
  const checkers = settings.checkers.map((setting) => checkerReport(setting, halves));
  const rows = rowNames(settings.checkers, merged).map((name) => rowOf(name, merged, values));
  const single = rows.find(({ name }) => name === "best single") as (typeof rows)[number];
  const names = evidence.members.map((member) => `single: ${member}`);
  return {
    schema: 1,
    source,
    items: evidence.items.length,
    scored: merged.results.get("oracle")?.length ?? 0,
    models: evidence.members,
    train: settings.train,
    splits: settings.splits,
    seed: settings.seed,
    goal: goalWords(settings),
    values: values.map(({ name, value }) => ({ name, dollars: value })),
    checkers,
    single: { name: single.chosen[0]?.policy ?? "", splits: single.chosen[0]?.splits ?? 0, passRate: single.passRate, cost: single.cost },
    chosen: settings.checkers.map(({ name }) => chosenWith(name, merged)),
    rows,
    hull: hullOf(names, merged),
    router: routerOf([...routed.values()], settings.seed),
    curves: settings.checkers.map(({ name }) => ({
      checker: name,
      ...hullFigures(
        values.map((value) => armOf(`index at v ${value.name}, ${name}`, merged)),
        names.map((each) => armOf(each, merged)),
        armOf("best single", merged),
        settings.seed,
      ),
    })),
    regret: values.flatMap((value) => regretRows(value, settings, names, merged)),
    waterfall: steps(plan.main, merged),
    notes: [...table.notes, ...decideNotes({ table, settings, halves, checkers, most: mostOfSplit })],
  };
}

/** What the cheapest model's attempt costs over the whole table, of those that cost anything: the unit that values are counted in. */
function freeOf({ items, members, samples }: Evidence): number {
  const means = members.map((_, m) => {
    const sum = items.reduce((total, _item, i) => {
      const cell = samples[i * members.length + m] ?? [];
      return total + cell.reduce((part, { cost = 0 }) => part + cost, 0) / cell.length;
    }, 0);
    return sum / items.length;
  });
  return Math.min(...means.filter((mean) => mean > 0));
}

function valuesOf({ values, worth }: DecideSettings, free: number): { readonly name: string; readonly value: number }[] {
  if (worth !== undefined) return [{ name: `$${worth}`, value: worth }];
  if (!Number.isFinite(free))
    throw new UserError(
      "Every attempt costs $0, so the worth of a right answer cannot be counted in attempts. Say it in dollars: --worth 0.10.",
    );
  return values.map((value) => ({ name: `${value}`, value: value * free }));
}

function planOf(table: DecideTable, settings: DecideSettings, values: ArmPlan["values"], free: number): ArmPlan {
  const goal = goalOf(settings.goal ?? (settings.worth === undefined ? "match" : { value: settings.worth }));
  return {
    share: settings.train,
    terms: {},
    checkers: settings.checkers.map(({ name, wish }) => ({ name, checker: (train) => checkerOf(wish, train) })),
    answers: table.answers,
    values,
    main: values[Math.floor((values.length - 1) / 2)]?.value ?? 0,
    free: Number.isFinite(free) ? free : (settings.worth ?? 1) / 100,
    goal: () => goal,
  };
}

function goalOf(said: DecideGoal): Goal {
  if (said === "match") return { kind: "match" };
  return "budget" in said ? { kind: "budget", most: said.budget } : { kind: "value", worth: said.value };
}

function checkerOf(wish: CheckerSetting["wish"], train: Evidence): Checker | undefined {
  if (wish.kind === "none") return undefined;
  if (wish.kind === "column") return measuredChecker(train, wish.price);
  return { sensitivity: wish.sensitivity, specificity: 1 - wish.falseAccept, price: wish.price };
}

/** At most so many items, stratified, others in each split. */
function drawn(evidence: Evidence, seed: string): Evidence {
  const parts = Math.ceil(evidence.items.length / mostOfSplit);
  return parts <= 1 ? evidence : evidenceAt(evidence, dealt(evidence.items, parts, `drawn ${seed}`)[0] ?? []);
}

/** Nothing where the cheapest model is the best one, between which there is nothing to route. */
function routedIn(halves: Halves): RoutedItem[] {
  const [weak, strong] = [halves.byCost[0] ?? 0, halves.byRate[0] ?? 0];
  return weak === strong ? [] : routerCurve(halves, weak, strong);
}

function mergedOf(runs: readonly (readonly Scored[])[]): Merged {
  const names = [...new Set(runs.flatMap((run) => run.map(({ arm }) => arm)))];
  return {
    runs,
    results: new Map(names.map((name) => [name, overSplits(runs.map((run) => run.find(({ arm }) => arm === name)?.results ?? []))])),
  };
}

/** The rows of the table that there are, each checker's policies together. */
function rowNames(checkers: readonly CheckerSetting[], { results }: Merged): string[] {
  const all = [
    "cheapest",
    "best single",
    "vote of three",
    "agreement",
    ...checkers.flatMap(({ name }) => [`cascade, ${name}`, `index, ${name}`]),
    ...checkers.map(({ name }) => `chosen, ${name}`),
    "oracle",
  ];
  return all.filter((name) => results.has(name));
}

function armOf(name: string, { results }: Merged): Arm {
  const items = results.get(name) ?? [];
  return { name, quality: Float64Array.from(items, ({ passed }) => passed), cost: Float64Array.from(items, ({ cost }) => cost) };
}

function hullOf(names: readonly string[], merged: Merged): string[] {
  const offers = names.map((name) => {
    const { quality, cost } = armOf(name, merged);
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    return { name: name.replace("single: ", ""), quality: mean(quality), cost: mean(cost) };
  });
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
  { checkers, seed }: DecideSettings,
  names: readonly string[],
  merged: Merged,
): RegretRow[] {
  const singles = names.map((each) => armOf(each, merged));
  const best = armOf(`oracle at v ${name}`, merged);
  const row = (policy: string, arm: string): RegretRow => ({ policy, value, ...regretOf(armOf(arm, merged), singles, best, value, seed) });
  return [
    row("best single", `best single at v ${name}`),
    ...checkers.map((one) => row(`index, ${one.name}`, `index at v ${name}, ${one.name}`)),
  ];
}

/** From the single model of most net value to the oracle, at one value; steps that do not exist are passed over. */
function steps(main: number, merged: Merged): DecideReport["waterfall"] {
  const value = merged.runs[0]?.find(({ arm }) => arm.startsWith("best single at v "))?.arm ?? "";
  const at = [...merged.results.keys()].filter((name) => name.startsWith("oracle at v "));
  const which = at[Math.floor((at.length - 1) / 2)] ?? value;
  const from = armOf(which.replace("oracle at", "best single at"), merged);
  const between = ["allocation", "agreement", "second try", "further tries", "perfect check"].filter((step) =>
    merged.results.has(`step: ${step}`),
  );
  const arms = [
    from,
    ...between.map((step) => ({ ...armOf(`step: ${step}`, merged), name: step })),
    { ...armOf(which, merged), name: "what is left to the oracle" },
  ];
  const net = ({ quality, cost }: Arm): number =>
    quality.reduce((sum, passed, i) => sum + main * passed - (cost[i] as number), 0) / quality.length;
  return { value: main, from: net(from), to: net(arms.at(-1) as Arm), steps: waterfall(arms, main) };
}

function checkerReport({ name, wish }: CheckerSetting, halves: readonly Halves[]): CheckerReport {
  if (wish.kind === "none") return { name, kind: "none" };
  if (wish.kind === "assumed")
    return { name, kind: "assumed", sensitivity: wish.sensitivity, falseAccept: wish.falseAccept, price: wish.price };
  const measured = halves.map(({ train }) => measuredChecker(train, wish.price));
  const mean = (of: (one: Checker) => number): number => measured.reduce((sum, one) => sum + of(one), 0) / measured.length;
  return {
    name,
    kind: "measured",
    sensitivity: mean((one) => one.sensitivity),
    falseAccept: mean((one) => 1 - one.specificity),
    price: wish.price,
  };
}
