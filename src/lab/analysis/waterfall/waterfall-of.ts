import { type ByTask, byTopology, type TrialRow } from "../../../statistics/index.ts";
import type { ComparisonRow } from "../../../summary.ts";
import type { Waterfall, WaterfallStep } from "../../../summary/waterfall.ts";
import type { Plan } from "../../plan/plan.ts";
import { own } from "../../../util/own.ts";
import { stepRows } from "../special/step-rows.ts";
import { type ArmOf, waterfallArms } from "./waterfall-arms.ts";

type Chain = Waterfall["chains"][number];
/** A step between two groups of trials, all tasks or those of one category. */
interface Line {
  readonly name: string;
  readonly over: string;
  readonly category?: string;
  readonly step: Step;
  readonly metrics: readonly ComparisonRow["metric"][];
}
interface Step {
  readonly of: Chain["of"];
  readonly parts: readonly WaterfallStep[];
  readonly arm: string;
  readonly over: string;
}

/**
 * What each step adds from one try of one member to the market and to the hub. What no arm tells apart is told together. Bids are left
 * out of the bill until the last step, which is their cost alone, so that the steps add up. Undefined where the run has no such arms.
 */
export function waterfallOf(plan: Plan, told: readonly TrialRow[]): Waterfall | undefined {
  const arms = waterfallArms(plan);
  if (arms === undefined || plan.until !== undefined) return undefined;
  const ran = new Set(told.map(({ topology }) => topology));
  const billing = new Set(told.filter(({ byPurpose }) => (own(byPurpose, "bid") ?? 0) > 0).map(({ topology }) => topology));
  const chains = (["market", "hub"] as const).flatMap((of) => {
    const found = arms[of]?.map((one) => (one.arm !== undefined && ran.has(one.arm) ? one : { ...one, arm: undefined }));
    return found === undefined || found.every(({ arm }) => arm === undefined)
      ? []
      : [{ of, steps: stepsOf(of, arms.solo, found, billing), found }];
  });
  if (chains.length === 0 || !ran.has(arms.solo)) return undefined;
  const { rows, tests } = linesOf(
    plan,
    told,
    chains.flatMap(({ steps }) => steps),
  );
  return {
    solo: arms.solo,
    tests,
    chains: chains.map(({ of, steps, found }) => ({
      of,
      steps: steps.map((step) => ({ parts: [...step.parts], arm: step.arm, over: step.over, rows: rows.get(step) ?? [] })),
      missing: found.flatMap(({ step, arm, wanted }) => (arm === undefined ? [{ step, wanted }] : [])),
    })),
  };
}

/** From arm to arm; steps without one are part of the next. The market's last step bills its bids, where any was paid for. */
function stepsOf(of: Chain["of"], solo: string, found: readonly ArmOf[], billing: ReadonlySet<string>): Step[] {
  const steps: Step[] = [];
  let over = solo;
  let parts: WaterfallStep[] = [];
  for (const { step, arm } of found) {
    parts.push(step);
    if (arm === undefined) continue;
    steps.push({ of, parts, arm, over });
    [over, parts] = [arm, []];
  }
  const last = found.findLast(({ step, arm }) => arm !== undefined && (step === "bids" || step === "reputation"))?.arm;
  return of === "market" && last !== undefined && billing.has(last)
    ? [...steps, { of, parts: ["cost-of-bids"], arm: last, over: last }]
    : steps;
}

const billed = (arm: string): string => `${arm}/billed`;

function linesOf(plan: Plan, told: readonly TrialRow[], steps: readonly Step[]) {
  const names = new Set(steps.flatMap(({ arm, over }) => [arm, over]));
  const bids = new Set(steps.flatMap(({ parts, arm }) => (parts.includes("cost-of-bids") ? [arm] : [])));
  const rows = told.filter(({ topology }) => names.has(topology));
  const priced = rows.flatMap((row) => [withoutBids(row), ...(bids.has(row.topology) ? [{ ...row, topology: billed(row.topology) }] : [])]);
  const categories = [...new Set(rows.map(({ category }) => category))].sort();
  const groups = new Map<string, ByTask>();
  const lines: Line[] = [];
  for (const category of [undefined, ...(categories.length > 1 ? categories : [])]) {
    const within = category === undefined ? priced : priced.filter((row) => row.category === category);
    const named = (topology: string): string => JSON.stringify([category ?? null, topology]);
    for (const [topology, tasks] of byTopology(within)) groups.set(named(topology), tasks);
    for (const step of steps) {
      const bill = step.parts.includes("cost-of-bids");
      const name = named(bill ? billed(step.arm) : step.arm);
      const metrics = bill ? (["cost"] as const) : (["passed", "cost"] as const);
      lines.push({ name, over: named(step.over), step, metrics, ...(category === undefined ? {} : { category }) });
    }
  }
  const { steps: found, family } = stepRows(groups, lines, `${plan.seed}/waterfall`);
  const byStep = Map.groupBy(found, ({ step }) => step);
  return { tests: family.tests, rows: new Map([...byStep].map(([step, own]) => [step, own.flatMap(rowOf)])) };
}

/** A trial at what it cost beside its bids. */
function withoutBids(row: TrialRow): TrialRow {
  return { ...row, cost: row.cost - (own(row.byPurpose, "bid") ?? 0) };
}

/** Of the bids' cost: the trials are the same ones, so that passes do not differ. */
const same = { difference: 0, ci: null, pHolm: null };

function rowOf({
  category,
  metrics,
  passed,
  cost,
}: Line & { passed?: ComparisonRow; cost?: ComparisonRow }): Chain["steps"][number]["rows"] {
  if (cost === undefined || (passed === undefined && metrics.includes("passed"))) return [];
  const row = { tasks: cost.tasks, passed: passed === undefined ? same : brief(passed), cost: brief(cost) };
  return [category === undefined ? row : { category, ...row }];
}

function brief({ difference, ci, pHolm }: ComparisonRow) {
  return { difference, ci, pHolm };
}
