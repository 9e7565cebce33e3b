import type { Summary, TopologyRow } from "../summary.ts";
import { count, percent, percentRange } from "./format.ts";
import { ratedTrials } from "./spending.ts";

/** Whether some planned trial has no result of its own: then the tables say between which rates each topology lies. */
export function isBounded({ topologies }: Summary): boolean {
  return topologies.some(({ passRateBounds }) => passRateBounds !== undefined);
}

/** A topology's pass rate if its trials without a result all failed, and if all passed: `63 to 93`. */
export function boundsOf({ passRate, passRateBounds }: TopologyRow): string {
  if (passRateBounds === undefined) return passRate === null ? "-" : percent(passRate);
  return `${percentRange(passRateBounds)}%`;
}

/** What the column of bounds says. */
export const boundsLegend = "bounds: the pass rate if the trials without a score all failed, and if all passed";

/** How many trials of a topology have no score although they might have passed, and what they can make of its rate; empty where there is none. */
export function missingWords(row: TopologyRow): string {
  const some = Object.values(row.missing ?? {}).reduce((sum, each) => sum + each, 0);
  if (some === 0) return "";
  const most = row.passRateIfPassed === undefined ? "" : `; ${percent(row.passRateIfPassed)} had they passed`;
  return `${some} of its ${count(ratedTrials(row), "trial")} ${some === 1 ? "has" : "have"} no score and ${some === 1 ? "counts" : "count"} as not passed${most}`;
}
