import { armsOn, type Checker, type Halves, type ArmResult } from "../../src/valuation/index.ts";
import { ablationsOn } from "./ablations.ts";
import type { RecordedSet } from "./sets.ts";

/** The first is the check of the steps to the oracle, which a perfect one is the last of. */
export const checkers: Readonly<Record<string, Checker>> = {
  ".90/.10": { sensitivity: 0.9, specificity: 0.9, price: 0 },
  perfect: { sensitivity: 1, specificity: 1, price: 0 },
  ".80/.20": { sensitivity: 0.8, specificity: 0.8, price: 0 },
};
/** What an arm may cost an item, as a share of the best single member's cost; in calls where no cost is recorded. */
export const budgets: Readonly<Record<string, number>> = { perfect: 0.5, ".90/.10": 0.25, ".80/.20": 0.5, no: 0.5 };
export const mostCallsWanted = 1.6;
/** What a right answer is worth, in cheapest attempts. */
export const values = [10, 30, 100];

/** All arms of the library, each held to the budget of its goal, chosen on one half of a set and scored on the other. */
export function scoredOn({ evidence, currency, answers, free }: RecordedSet, seed: string): ArmResult[] {
  const dollars = currency === "dollars";
  const named = Object.entries(checkers).map(([name, checker]) => ({ name: `${name} checker`, checker: () => checker }));
  const { arms } = armsOn(
    evidence,
    {
      share: 0.5,
      terms: dollars ? {} : { unknownCost: 1 },
      checkers: [...named, { name: "no checker", checker: () => undefined }],
      answers,
      values: values.map((value) => ({ name: `${value}`, value: value * free })),
      main: 30 * free,
      free,
      goal: (arm, best) => ({ kind: "budget", most: dollars ? budgetOf(arm) * best : mostCallsWanted }),
      tried: (halves) => tried(halves, dollars),
    },
    seed,
  );
  return [...arms, ...ablationsOn(evidence, { seed, value: 30 * free, checkers, ...(dollars ? {} : { unknownCost: 1 }) })];
}

function budgetOf(arm: string): number {
  return Object.entries(budgets).find(([name]) => arm.endsWith(`, ${name} checker`))?.[1] ?? 1;
}

/** From a value of a few attempts of the cheapest to dozens of them where attempts cost alike, to more than a hundred where some cost as much. */
function tried({ singles, byCost }: Halves, dollars: boolean): number[] {
  const free = singles[byCost[0] ?? 0]?.cost ?? 0;
  return Array.from({ length: dollars ? 9 : 5 }, (_, i) => free * (dollars ? 4 * 1.6 ** i : 2 * 2.5 ** i));
}
