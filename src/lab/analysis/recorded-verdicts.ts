import { existsSync, statSync } from "node:fs";
import { judgeFigures } from "../../judges/index.ts";
import { loadVerdicts, type Table, verdictsOf } from "../../models/recorded/index.ts";
import { toNano } from "../../util/money.ts";
import type { JudgeReport } from "./judge-report.ts";

/** The recorded verdicts that are meant: a bundled set's by its name, or a file's; undefined for what is neither. */
export function recordedVerdictsAt(wanted: string): string | undefined {
  const bundled = verdictsOf(wanted.replace(/^recorded\//, ""));
  if (bundled !== undefined) return bundled;
  return /\.(csv|tsv|json|jsonl|ndjson|parquet|parq|pq)(\.gz)?$/i.test(wanted) && existsSync(wanted) && statSync(wanted).isFile()
    ? wanted
    : undefined;
}

/** What recorded judges were worth: every verdict in the file held against the truth that stands beside it. A cost that was not recorded is unknown, not free. */
export function recordedJudgeReport(from: string | Table, threshold?: number): JudgeReport {
  const verdicts = loadVerdicts(from, threshold);
  const figures = judgeFigures(verdicts.map((one) => ({ ...one, cost: toNano(one.cost ?? 0) })));
  const unpriced = new Set(verdicts.filter(({ cost }) => cost === undefined).map(({ judge }) => judge));
  const judges = figures.judges.map((one) => (unpriced.has(one.judge) ? { ...one, costPerVerdict: null } : one));
  return {
    verifiers: { ...figures, judges },
    seats: judgeFigures([]),
    swaps: [],
    ungraded: verdicts.filter(({ right }) => right === undefined).length,
  };
}
