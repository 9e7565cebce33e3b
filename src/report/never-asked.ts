import type { Summary } from "../summary.ts";
import { isBound } from "./findings.ts";
import { count, list } from "./format.ts";

/**
 * What a reader must know before any choice where a limit left no money to ask a topology at all: nobody knows what it would have
 * passed; to stand after other words. Undefined where all were asked, and where budgets are what is compared: then too small a one is a finding.
 */
export function neverAsked({ topologies, budgets }: Summary): string | undefined {
  const rows = topologies.filter((row) => !isBound(row) && row.replay === undefined);
  const kept = rows.filter((row) => (row.unasked ?? 0) > 0);
  if (kept.length === 0 || budgets !== undefined) return undefined;
  const where = list(kept.map((row) => `${row.name} in ${row.unasked} of ${count(row.trials, "trial")}`));
  const asked = (row: (typeof rows)[number]): number => row.attempted + row.unfilled + row.unscored - (row.unasked ?? 0);
  const tried = rows.flatMap((row) => (asked(row) === 0 ? [] : [`${row.name} passed ${row.passed} of ${asked(row)}`]));
  const known = tried.length === 0 ? "" : ` Of what was asked, ${list(tried)}.`;
  return `no topology is named: a limit left no money to ask ${where}, so nobody knows what would have come of those.${known} Raise the limit and run it again; --reuse takes over what was paid for.`;
}
