import type { Summary } from "../summary.ts";
import { isBound } from "./findings.ts";
import { count, list } from "./format.ts";
import { worldWords } from "./world.ts";

/** Whether trials of a run still have no result: then nothing that it shows is its result yet. */
export function isUnfinished({ progress }: Summary): boolean {
  return progress !== undefined && progress.finished < progress.planned;
}

/** How far an unfinished run got, and what infrastructure lost of it; empty for one that is complete. */
export function unfinishedWords(summary: Summary): string {
  const { progress } = summary;
  if (progress === undefined || !isUnfinished(summary)) return "";
  const { finished, planned, lost } = progress;
  const losses = lost === 0 ? "" : `; ${lost} ${lost === 1 ? "was" : "were"} lost to the provider, the network or the sandbox`;
  return `UNFINISHED: ${finished} of ${count(planned, "trial")} ${finished === 1 ? "has" : "have"} a result${losses}`;
}

/** An unfinished run has no winner: only how far it got, and what each topology did until then. */
export function soFar(summary: Summary): string {
  const known = summary.topologies.filter((row) => row.passRate !== null && !isBound(row));
  const each = known.map((row) => `${row.name} passed ${row.passed} of ${row.attempted + row.unfilled}`);
  const until = each.length === 0 ? "" : ` ${worldWords[summary.world]}, so far: ${list(each)}; what is missing may change that.`;
  return `${unfinishedWords(summary)}.${until}`;
}

/** What a reader types next: to finish the run, else to look into it. `where` names the ledger, unless it is the usual one. */
export function nextCommand(summary: Summary, where = ""): string {
  const { run, state, warnings } = summary;
  if (!isUnfinished(summary)) return `catallaxy show ${run}${where}`;
  const capped = state === "budget" && warnings.some((warning) => warning.startsWith("The run's cap"));
  const failed = state === "unfinished" || state === "failed" || state === "done";
  return `catallaxy resume ${run}${capped ? " --cap <dollars>" : ""}${failed ? " --failed" : ""}${where}`;
}
