import { Command } from "commander";
import { amountOfMoney, collect, positiveAmount, positiveNumber } from "../arguments.ts";
import { runningOptions } from "../running-options.ts";
import { taskOptions } from "../task-options.ts";
import type { EdgesOptions } from "../options.ts";

/** `catallaxy edges`: which members and messages a topology can do without, chosen on one half of the tasks and confirmed on the other. */
export function edgesCommand(): Command {
  const studied = new Command("edges")
    .description(
      "Tell which members and messages a topology can do without, and what each saves: by a factorial design on one half of the tasks, confirmed on the other",
    )
    .argument("[experiment]", "a bundled name, a lab.config.ts, a .yaml file, or a folder with one")
    .option("--topology <name>", "the topology to study (must be given where the experiment has several)")
    .option("--edge <name>", 'try only this one (repeatable): a member, or a kind of message such as "feedback > retry"', collect, [])
    .option(
      "--budget <dollars>",
      "dollars for both halves together: so many tasks are run as it is likely to pay (default: all)",
      positiveAmount,
    )
    .option(
      "--margin <share>",
      "how much lower a pass rate is still no worse, as a share (default: that of the experiment, 0.03)",
      positiveNumber,
    )
    .option("--from <run>", "go on with the design of this run: confirm on the other half what it found");
  const bounded = taskOptions(studied).option("--cap <dollars>", "dollars that each of the two runs may cost at most", amountOfMoney);
  return runningOptions(bounded, "show the edges, the arms and what both halves may cost; spend nothing").action(
    async (experiment: string | undefined, options: EdgesOptions) => {
      const { edgesFor } = await import("../edges-for.ts");
      process.exitCode = await edgesFor(experiment, options);
    },
  );
}
