import { Command } from "commander";

/** `catallaxy judges`: every verdict of a stored run against the truth, with no call. */
export function judgesCommand(): Command {
  return new Command("judges")
    .description("Show what the verifiers of a run were worth: error rates, agreement, bias, cost per verdict")
    .argument("<run>", "the run's id, or `last`")
    .option("--json", "print the figures as JSON")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { json?: boolean; ledger?: string }) => {
      const { showJudges } = await import("../show-judges.ts");
      await showJudges(run, options);
    });
}
