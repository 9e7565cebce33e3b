import type { RunRecord } from "../ledger/index.ts";
import type { Summary } from "../summary.ts";
import { dollars, toDollars } from "../util/money.ts";
import { type KeptEstimate, keptEstimate } from "./kept-estimate.ts";

/** The summary with the estimate that is kept with its run and, where that was more than a factor of two off, a warning. */
export function withEstimate(summary: Summary, record: Pick<RunRecord, "config"> | undefined): Summary {
  const kept = keptEstimate(record?.config);
  if (kept === undefined) return summary;
  return { ...summary, estimate: figuresOf(kept), warnings: [...summary.warnings, ...farOff(kept)] };
}

function figuresOf({ likely, most, unpriced, afterPilot, before, compared, factor }: KeptEstimate): NonNullable<Summary["estimate"]> {
  return {
    likely: toDollars(likely),
    most: toDollars(most),
    ...(unpriced === undefined ? {} : { unpriced: [...unpriced] }),
    ...(afterPilot === undefined
      ? {}
      : { afterPilot: { tasks: afterPilot.tasks, likely: toDollars(afterPilot.likely), most: toDollars(afterPilot.most) } }),
    ...(before === undefined ? {} : { before: toDollars(before.cost) }),
    ...(compared === undefined ? {} : { compared: toDollars(compared) }),
    ...(factor === undefined ? {} : { factor }),
  };
}

function farOff({ likely, afterPilot, compared, factor }: KeptEstimate): string[] {
  if (factor === undefined || compared === undefined || (factor <= 2 && factor >= 0.5)) return [];
  const side = factor > 2 ? "high" : "low";
  const what = afterPilot === undefined ? "The estimate" : "The estimate after the pilot";
  const times = factor > 2 ? factor : 1 / factor;
  const size = Number.isFinite(times) ? `${Number(times.toPrecision(2))} times too ${side}` : `too ${side}`;
  return [`${what}, likely ${dollars(afterPilot?.likely ?? likely)}, was ${size}: what it was for did cost ${dollars(compared)}.`];
}
