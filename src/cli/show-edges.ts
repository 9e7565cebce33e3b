import { edgesTable, type Outcome, ownTableText, wrap } from "../lab/index.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints what a study of edges found at one of its stages. */
export function showEdges({ run, summary, stopped, table, state }: Outcome, where: Whereabouts): void {
  if (table?.kind !== "edges") return;
  const width = terminalWidth(80);
  const world =
    summary.world === "live" || summary.world === "functions"
      ? []
      : [
          `These models are ${summary.world === "mixed" ? "partly simulated or recorded" : summary.world}; dollars are what they would be paid.`,
        ];
  const confirm = `then confirm what it finds on the other half: \`catallaxy edges <experiment> --from ${run}\``;
  const more =
    stopped.length > 0 || state !== "done"
      ? `To go on: \`${commandLine(["resume", run], where)}\`${table.stage === "design" ? `; ${confirm}` : ""}`
      : `Everything else: \`${commandLine(["report", run], where)}\``;
  const below = [...world, more].flatMap((line) => wrap(line, width - 3).map((text) => `   ${text}`));
  process.stdout.write(`\n${ownTableText(edgesTable({ ...table, state }), width)}${below.join("\n")}\n`);
}
