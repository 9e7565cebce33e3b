import { missing, owed, type TrialRow } from "../../statistics/index.ts";
import { commandLine, type Whereabouts } from "../../util/command-line.ts";
import { count } from "../../util/count.ts";

/** What is said where `resume --failed` finds no trial that infrastructure lost: why not, and what else can be done. */
export function nothingLost(rows: readonly TrialRow[], run: string, at: Whereabouts = {}): string {
  const late = rows.filter((row) => missing(row) === "timeout").length;
  const ungraded = rows.filter(owed).length;
  const timeouts =
    late === 0
      ? ""
      : `; ${count(late, "timeout counts as a result", "timeouts count as results")}: where the limit was too low, raise settings.timeouts and run again with --reuse`;
  const grades =
    ungraded === 0
      ? ""
      : `; ${count(ungraded, "answer waits for its grade", "answers wait for their grades")}: \`${commandLine(["regrade", run], at)}\``;
  return `Nothing to ask again: no trial was lost to the provider, the network or the sandbox${timeouts}${grades}.`;
}
