import { Command } from "commander";
import { positiveNumber } from "../arguments.ts";
import type { PlanOptions } from "../plan-experiment.ts";

/** `catallaxy plan`: what an experiment can show, before anything is spent. */
export function planCommand(): Command {
  return new Command("plan")
    .description("Say which differences an experiment can show, and what a wanted one takes, before spending")
    .argument("[experiment]", "a bundled name, a lab.config.ts, a .yaml file, or a folder with one")
    .option("--effect <points>", "the difference in pass rates worth finding, in points", positiveNumber)
    .option("--from <run>", "a pilot run that tells how much tasks differ, or `last`")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print one JSON object")
    .action(async (experiment: string | undefined, options: PlanOptions) => {
      const { planExperiment } = await import("../plan-experiment.ts");
      process.exitCode = await planExperiment(experiment, options);
    });
}
