import { openSharedBudget, type RunRecord, type SharedBudget } from "../../ledger/index.ts";
import type { Plan } from "../plan/plan.ts";

/** The budget of a day, "2026-11-21"; embedded money has one of its own. */
export function dailyBudgetName(day: string, world: RunRecord["world"]): string {
  return `day:${day}${world === "live" || world === "mixed" || world === "functions" ? "" : ` (${world})`}`;
}

/**
 * What all runs of a ledger file spend on one day (UTC), real and embedded money apart; undefined for embedded runs without
 * a cap. A wall clock that is set back, in any process, opens no earlier day's budget: the newest day that the file has seen counts.
 */
export function openDailyBudget(plan: Pick<Plan, "world" | "day">, file: string, run: string, now: () => number): SharedBudget | undefined {
  const real = plan.world === "live" || plan.world === "mixed" || plan.world === "functions";
  if (!real && plan.day === undefined) return undefined;
  let day = "";
  const name = (): string => {
    const today = new Date(now()).toISOString().slice(0, 10);
    if (today > day) day = today;
    const mine = dailyBudgetName(day, plan.world);
    const seen = budget.newest(mine);
    return seen !== undefined && seen > mine ? seen : mine;
  };
  const budget: SharedBudget = openSharedBudget(file, { name, account: run, cap: plan.day ?? Infinity });
  return budget;
}
