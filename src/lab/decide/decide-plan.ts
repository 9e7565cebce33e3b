import { UserError } from "../../util/bug.ts";
import type { Goal } from "../../util/goal.ts";
import { type ArmPlan, type Checker, type Evidence, measuredChecker } from "../../valuation/index.ts";
import type { CheckerSetting, DecideGoal, DecideSettings } from "./decide-settings.ts";
import type { DecideTable } from "./table-of.ts";
import { unitOf } from "./unit-of.ts";

/** What is compared, by what a choice is made, and what a right answer may be worth. Throws a `UserError` where nothing costs anything and no worth was said. */
export function decidePlan(table: DecideTable, settings: DecideSettings): ArmPlan {
  const free = unitOf(table.evidence)?.cost;
  const values = valuesOf(settings, free);
  const goal = goalOf(settings.goal ?? (settings.worth === undefined ? "match" : { value: settings.worth }));
  return {
    share: settings.train,
    terms: {},
    checkers: settings.checkers.map(({ name, wish }) => ({ name, checker: (train) => checkerOf(wish, train) })),
    answers: table.answers,
    values,
    main: mainOf(values).value,
    // Never a cost of the table: those of scored items would reach the choice.
    free: (settings.worth ?? 1) / 100,
    goal: () => goal,
  };
}

/** The value in the middle: at which the gap to the oracle is split into steps. */
function mainOf(values: ArmPlan["values"]): ArmPlan["values"][number] {
  return values[Math.floor((values.length - 1) / 2)] as ArmPlan["values"][number];
}

function valuesOf({ values, worth }: DecideSettings, free: number | undefined): { readonly name: string; readonly value: number }[] {
  if (worth !== undefined) return [{ name: `$${worth}`, value: worth }];
  if (free === undefined)
    throw new UserError(
      "Every attempt costs $0, so the worth of a right answer cannot be counted in attempts. Say it in dollars: --worth 0.10.",
    );
  return values.map((value) => ({ name: `${value}`, value: value * free }));
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
