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

/** Whether an estimate was more than a factor of two above or below the cost. */
export function isFarOff(factor: number): boolean {
  return factor > 2 || factor < 0.5;
}

function farOff({ likely, afterPilot, compared, factor }: KeptEstimate): string[] {
  if (factor === undefined || compared === undefined || !isFarOff(factor)) return [];
  const what = `estimate${afterPilot === undefined ? "" : " after the pilot"}, likely ${dollars(afterPilot?.likely ?? likely)}`;
  const cost = `what it was for did cost ${dollars(compared)}`;
  if (factor === 0) return [`The ${what}, was too low: ${cost}.`];
  const times = Number(Math.max(factor, 1 / factor).toPrecision(2));
  if (factor > 1) return [`The ${what}, was ${times} times as high as the cost: ${cost}.`];
  return [`The cost was ${times} times as high as the ${what}: ${cost}.`];
}
