import type { CalibrationFigures } from "../../report/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import { reliability } from "../../statistics/index.ts";
import type { Event } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { bidWorth } from "./bid-worth.ts";
import { type CalibrationRow, calibrationOf } from "./calibration-of.ts";
import { forecastsIn } from "./forecasts-in.ts";
import type { Plan } from "../plan/plan.ts";
import { signalsOf } from "./signals-of.ts";
import { openTruths } from "../trials/truths.ts";

export interface CalibrationReport extends CalibrationFigures {
  readonly rows: readonly CalibrationRow[];
}

/** How good stated probabilities were in a run, losing bids included. Makes no call. Throws `UserError` when nobody stated any. */
export async function calibrationReport(plan: Plan, ledger: RunLedger, run: string): Promise<CalibrationReport> {
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const truths = openTruths(plan, ledger, events);
  try {
    const stated = await forecastsIn(plan, ledger, events, truths);
    if (stated.length === 0)
      throw new UserError(
        `Wanted probabilities that members of ${run} stated before a try whose outcome is known; there is none. Run a market whose bidding is stated or calibrated, or learned with learned.asked, for example \`catallaxy run bidding\`.`,
      );
    const bins = reliability(stated.map((one) => ({ p: one.stated, passed: one.passed })));
    return { run, world: plan.world, rows: calibrationOf(stated, plan.seed), bins, signals: signalsOf(stated), worths: bidWorth(events) };
  } finally {
    await truths.close();
  }
}

/** Each member's correction over all categories, as a market's `house.maps` takes it. */
export function calibrationMaps({ rows }: CalibrationReport): { [member: string]: { a: number; b: number } } {
  const whole = rows.filter(({ category }) => category === undefined);
  return Object.fromEntries(whole.map(({ member, map }) => [member, { a: rounded(map.a), b: rounded(map.b) }]));
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
