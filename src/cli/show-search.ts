import { type Outcome, ownTableText, type SearchFigures, searchTable } from "../lab/index.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { terminalWidth } from "./terminal-width.ts";
import { wrap } from "../lab/index.ts";

/** Prints what a search found, in a screenful. */
export function showSearch(
  { run, summary, stopped }: Pick<Outcome, "run" | "summary" | "stopped">,
  figures: SearchFigures,
  where: Whereabouts,
): void {
  const width = terminalWidth(80);
  const world =
    summary.world === "live" || summary.world === "functions"
      ? []
      : [
          `These models are ${summary.world === "mixed" ? "partly simulated or recorded" : summary.world}; dollars are what they would be paid.`,
        ];
  const more =
    stopped.length === 0
      ? `Everything else: \`${commandLine(["report", run], where)}\``
      : `To go on: \`${commandLine(["resume", run], where)}\``;
  const below = [...world, more].flatMap((line) => wrap(line, width - 3).map((text) => `   ${text}`));
  process.stdout.write(`\n${ownTableText(searchTable(figures), width)}${below.join("\n")}\n`);
}
