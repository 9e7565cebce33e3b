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

interface WrittenMap {
  readonly a: number;
  readonly b: number;
  readonly categories?: Readonly<Record<string, { readonly a: number; readonly b: number }>>;
}

/** From how many statements on a category has a correction of its own, as a session fits one of its own from as many on. */
const enough = 30;

/** Each member's correction over all categories, and by category where there were statements enough, as a market's `house.maps` takes it. */
export function calibrationMaps({ rows }: Pick<CalibrationReport, "rows">): { [member: string]: WrittenMap } {
  const whole = rows.filter(({ category }) => category === undefined);
  const written = ({ map }: CalibrationRow) => ({ a: rounded(map.a), b: rounded(map.b) });
  return Object.fromEntries(
    whole.map((row) => {
      const parts = rows.flatMap((part) =>
        part.member === row.member && part.category !== undefined && part.forecasts >= enough
          ? [[part.category, written(part)] as const]
          : [],
      );
      return [row.member, { ...written(row), ...(parts.length === 0 ? {} : { categories: Object.fromEntries(parts) }) }];
    }),
  );
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
