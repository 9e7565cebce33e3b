import { broken, givenUp, infra, owed, type TrialRow } from "../../statistics/index.ts";
import { commandLine, runAgain, type Whereabouts } from "../../util/command-line.ts";

/** Why a trial has no result, or none with a score, and which command goes on with it; nothing for one that was scored. */
export function lossWords(row: TrialRow, run: string, at: Whereabouts = {}): string[] {
  if (infra(row)) {
    const said = (row.lost ?? row.failure)?.message;
    const why = said === undefined ? "" : `: ${said}`;
    const what = broken(row) ? "ended by an error in a function of your own" : "lost to the provider, the network or the sandbox";
    const answer = row.answered ? ["Its answer was not graded, since a call was lost on the way to it."] : [];
    const again = broken(row)
      ? `Fix the function, then type: \`${runAgain(at)}\``
      : `It waits to be asked again: \`${commandLine(["resume", run, "--failed"], at)}\``;
    return [`# no result: ${what}${why}`, ...answer, again];
  }
  if (givenUp(row)) return [`To ask once more all the same: \`${commandLine(["resume", run, "--failed"], at)}\``];
  if (owed(row))
    return ["# no result: its grader gave no verdict.", `Its answer waits for a grade: \`${commandLine(["regrade", run], at)}\``];
  return [];
}

/** Whether a trial waits for `resume --failed`. */
export function isLostTrial(row: TrialRow): boolean {
  return infra(row) && !broken(row);
}
