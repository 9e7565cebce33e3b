import type { RunRecord } from "../../ledger/index.ts";
import type { Summary } from "../../summary.ts";
import { commandLine, type Whereabouts } from "../../util/command-line.ts";
import { count } from "../../util/count.ts";
import { dollars, toDollars } from "../../util/money.ts";
import { isFarOff } from "../estimate/far-off.ts";
import { stopReasons } from "../record/stop-reasons.ts";
import { type KeptEstimate, keptEstimate } from "../estimate/kept-estimate.ts";
import { defined } from "../../util/defined.ts";

/**
 * The summary with what a reader must know of its money: first how much of the cost is held for calls whose outcome nobody knows, then
 * what stopped the run where it is not done, then the estimate that is kept with it and, where that was more than a factor of two off, a
 * warning.
 */
export function withMoney(summary: Summary, record: Pick<RunRecord, "config" | "state"> | undefined, at: Whereabouts = {}): Summary {
  const kept = keptEstimate(record?.config);
  const known = new Set(summary.warnings);
  const why = stopReasons(record).filter((reason) => !known.has(reason));
  const warnings = [...unknownNote(summary, at), ...summary.warnings, ...why];
  if (kept === undefined) return { ...summary, warnings };
  return { ...summary, estimate: figuresOf(kept), warnings: [...warnings, ...farOff(kept)] };
}

/** Calls that were given up, and those that a process left open when it died, are counted at the most that they can have cost. */
function unknownNote({ run, state, spending }: Summary, at: Whereabouts): string[] {
  const calls = spending?.unsettledCalls ?? 0;
  if (spending === undefined || calls === 0) return [];
  const how = state === "running" ? "still in flight, or" : "given up or";
  return [
    `The outcome of ${count(calls, "call")} is unknown, ${how} cut off with their process: up to ${dollars(Math.round(spending.unsettled * 1e9))} of the cost is held for them and stays counted as spent. Once you know what they cost: \`${commandLine(["settle", run], at)}\``,
  ];
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
    ...defined({ factor }),
  };
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
