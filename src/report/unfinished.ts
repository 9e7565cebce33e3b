import type { Summary, TopologyRow } from "../summary.ts";
import { commandLine, runAgain, type Whereabouts } from "../util/command-line.ts";
import { isBound, isChoice } from "./findings.ts";
import { all, count } from "./format.ts";
import { ratedTrials } from "./spending.ts";
import { worldWords } from "./world.ts";

/** Whether trials of a run still have no result: then nothing that it shows is its result yet. */
export function isUnfinished({ progress }: Summary): boolean {
  return progress !== undefined && progress.finished < progress.planned;
}

/** How far an unfinished run got, and what infrastructure lost of it; empty for one that is complete. */
export function unfinishedWords(summary: Summary): string {
  const { progress } = summary;
  if (progress === undefined || !isUnfinished(summary)) return "";
  const { finished, planned, lost, broken = 0, ungraded = 0 } = progress;
  const losses = lost === 0 ? "" : `; ${lost} ${lost === 1 ? "was" : "were"} lost to the provider, the network or the sandbox`;
  const own = broken === 0 ? "" : `; ${broken} ended by an error in a function of your own`;
  const owed = ungraded === 0 ? "" : `; ${ungraded} ${ungraded === 1 ? "has an answer" : "have answers"} without a grade`;
  return `UNFINISHED: ${finished} of ${count(planned, "trial")} ${finished === 1 || planned === 1 ? "has" : "have"} a result${losses}${own}${owed}`;
}

/** An unfinished run has no winner: only how far it got, and what each topology did until then. */
export function soFar(summary: Summary): string {
  const known = summary.topologies.filter(isChoice);
  const each = known.map((row) => `${row.name} passed ${row.passed} of ${ratedTrials(row)}${shortWords(row)}`);
  const none = summary.topologies.filter((row) => row.trials === 0 && !isBound(row) && row.replay === undefined).map(({ name }) => name);
  const missing = none.length === 0 ? "" : ` No trial of ${all(none)} has ended.`;
  const until = each.length === 0 ? "" : ` ${worldWords[summary.world]}, so far: ${all(each)}; what is missing may change that.`;
  return `${unfinishedWords(summary)}.${until}${missing}`;
}

function shortWords(row: TopologyRow): string {
  return row.planned === undefined ? "" : ` (${row.trials} of ${count(row.planned, "trial")} ended)`;
}

/** How many of a topology's trials have ended, beside how many are planned; the latter alone is left out where all have. */
export function endedOf({ trials, planned }: TopologyRow): string {
  return planned === undefined ? String(trials) : `${trials} of ${planned}`;
}

/** Whether a topology has planned trials that have not ended: then the table says so for each. */
export function isPartial({ topologies }: Summary): boolean {
  return topologies.some(({ planned }) => planned !== undefined);
}

/** What a reader is told to do about an unfinished run; what a function of their own broke is mended there first. */
export function toFinish({ progress }: Summary, next: string): string {
  return (progress?.broken ?? 0) > 0
    ? `Fix the function, then type \`${next}\`: it takes over the answers that were paid for.`
    : `Type \`${next}\` to finish it.`;
}

/** What a reader types next: to finish the run, to have it graded where that is all that is missing, else to look into it. */
export function nextCommand(summary: Summary, at: Whereabouts = {}): string {
  const { run, state, warnings, progress } = summary;
  if (progress === undefined || !isUnfinished(summary)) return commandLine(["show", run], at);
  if ((progress.broken ?? 0) > 0) return runAgain(at);
  if (progress.finished + (progress.ungraded ?? 0) >= progress.planned) return commandLine(["regrade", run], at);
  const capped = state === "budget" && !warnings.some((warning) => /^The (?:day's|session|topology) cap/.test(warning));
  const starved = warnings.flatMap((warning) => /^The (session|topology) cap of /.exec(warning)?.[1] ?? []);
  const raised = starved.flatMap((limit) => ["--raise", `${limit}=<dollars>`]);
  const failed = progress.lost > 0 && (state === "unfinished" || state === "failed" || state === "done");
  return commandLine(["resume", run, ...(capped ? ["--cap", "<dollars>"] : []), ...raised, ...(failed ? ["--failed"] : [])], at);
}
