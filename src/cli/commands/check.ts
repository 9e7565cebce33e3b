import { Command } from "commander";

/** `catallaxy check`: what makes a suite's results worthless, found before money is spent on it. */
export function checkCommand(): Command {
  return new Command("check")
    .description(
      "Look for what is wrong with a suite: doubled ids, graders that pass nothing or fail the reference, leaks, near-duplicates",
    )
    .argument(
      "[suite]",
      "a bundled suite, a file (.yaml, .json, .jsonl, .csv), a folder, or an experiment, whose suite and limits are checked (default: lab.config or the one experiment here)",
    )
    .option("--judge <model>", "who judges rubrics, as provider/model (real money); by default the simulated grader, where it can")
    .option("--json", "print the findings as one JSON object")
    .action(async (named: string | undefined, options: { judge?: string; json?: boolean; yes?: boolean; allowPlugins?: boolean }) => {
      const { checkSuiteFile } = await import("../check-suite.ts");
      const { chosenExperiment } = await import("../chosen-experiment.ts");
      process.exitCode = await checkSuiteFile(chosenExperiment(named, { quiet: options.json === true }), options);
    });
}
