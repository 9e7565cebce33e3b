import { Command } from "commander";

/** `catallaxy show`: the trials of a run, or one trial's whole conversation. */
export function showCommand(): Command {
  return new Command("show")
    .description("List the trials of a run, or read one trial's whole conversation")
    .argument("<run>", "the run's id, or `last`")
    .argument("[trial]", "topology/task/repetition")
    .option("--raw", "every call of the trial as JSON: the messages that were sent, the reply as it came")
    .option("--json", "the trials, or the calls of the trial as with --raw, as one JSON array")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, trial: string | undefined, options: { ledger?: string; raw?: boolean; json?: boolean }) => {
      const { showRun } = await import("../show-run.ts");
      await showRun(run, trial, options);
    });
}
