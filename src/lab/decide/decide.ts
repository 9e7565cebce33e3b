import { UserError } from "../../util/bug.ts";
import {
  armsOn,
  type Checker,
  dealt,
  evidenceAt,
  type Evidence,
  type Halves,
  measuredChecker,
  overSplits,
  type RoutedItem,
  routerCurve,
  type ArmResult,
  split,
} from "../../valuation/index.ts";
import { decideFigures } from "./decide-figures.ts";
import { decideNotes } from "./decide-notes.ts";
import { decidePlan } from "./decide-plan.ts";
import { unitOf } from "./unit-of.ts";
import { defined } from "../../util/defined.ts";
import type { CheckerReport, DecideReport } from "../../report/index.ts";
import { chosenWith, rowOf } from "./decide-rows.ts";
import type { CheckerSetting, DecideSettings } from "./decide-settings.ts";
import { goalWords } from "./goal-words.ts";
import type { MergedArms } from "./merged.ts";
import type { DecideTable } from "./table-of.ts";

/** A split draws from at most so many items: more would take longer and tell little more. */
const mostOfSplit = 2000;

/**
 * Policies chosen on one part of the items and scored on the other, over several splits, with the figures that they are judged by. `onSplit` is told of
 * each split that is done. Contract: no choice of a split reads an outcome of its scored part.
 */
export function decide(source: string, table: DecideTable, settings: DecideSettings, onSplit?: (done: number) => void): DecideReport {
  const { items, members } = table.evidence;
  const plan = decidePlan(table, settings);
  const { merged, halves, routed } = splitsOf(table.evidence, plan, settings, onSplit);
  const checkers = settings.checkers.map((setting) => checkerReport(setting, halves));
  const rows = rowNames(settings.checkers, merged).map((name) => rowOf(name, merged, plan.values));
  const single = rows.find(({ name }) => name === "best single") as (typeof rows)[number];
  const { train, splits, seed } = settings;
  return {
    schema: 1,
    source,
    items: items.length,
    scored: merged.results.get("oracle")?.length ?? 0,
    models: members,
    train,
    splits,
    seed,
    goal: goalWords(settings),
    values: plan.values.map(({ name, value }) => ({ name, dollars: value })),
    checkers,
    single: {
      name: single.chosen[0]?.policy ?? "",
      splits: single.chosen[0]?.splits ?? 0,
      passRate: single.passRate,
      cost: single.cost,
    },
    chosen: settings.checkers.map(({ name }) => chosenWith(name, merged)),
    rows,
    ...decideFigures({ merged, plan, members, routed, seed }),
    halves: halves.map(({ evidence, train: chosenOn, test }) => ({
      choose: chosenOn.items.map(({ id }) => id),
      score: test.map((place) => evidence.items[place]?.id ?? ""),
    })),
    ...(settings.worth === undefined ? defined({ unit: unitOf(table.evidence) }) : {}),
    notes: [...table.notes, ...decideNotes({ table, settings, halves, checkers })],
  };
}

interface Splits {
  readonly merged: MergedArms;
  readonly halves: readonly Halves[];
  readonly routed: readonly (readonly RoutedItem[])[];
}

function splitsOf(
  evidence: Evidence,
  plan: ReturnType<typeof decidePlan>,
  { splits, seed: common }: DecideSettings,
  onSplit?: (done: number) => void,
): Splits {
  const runs: ArmResult[][] = [];
  const halves: Halves[] = [];
  const routed = new Map<string, RoutedItem[]>();
  for (let i = 0; i < splits; i++) {
    const seed = `${common}/${i + 1}`;
    const part = drawn(evidence, seed);
    wantBoth(part, plan.share, seed);
    const run = armsOn(part, plan, seed);
    runs.push(run.arms);
    halves.push(run.halves);
    for (const item of routedIn(run.halves)) routed.set(item.id, [...(routed.get(item.id) ?? []), item]);
    onSplit?.(i + 1);
  }
  return { merged: mergedOf(runs), halves, routed: [...routed.values()] };
}

function wantBoth({ items }: Evidence, share: number, seed: string): void {
  const { train, test } = split(items, share, seed);
  if (train.length > 0 && test.length > 0) return;
  throw new UserError(
    `--train ${share} leaves no item of ${items.length} to ${train.length === 0 ? "choose" : "score"} on; choose a share nearer to 0.5.`,
  );
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

function mergedOf(runs: readonly (readonly ArmResult[])[]): MergedArms {
  const names = [...new Set(runs.flatMap((run) => run.map(({ arm }) => arm)))];
  return {
    runs,
    results: new Map(names.map((name) => [name, overSplits(runs.map((run) => run.find(({ arm }) => arm === name)?.results ?? []))])),
  };
}

/** The rows of the table that there are, each checker's policies together. */
function rowNames(checkers: readonly CheckerSetting[], { results }: MergedArms): string[] {
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
