import { Command } from "commander";
import { share } from "../arguments.ts";

/** `catallaxy judges`: every verdict of a stored run, or of a record, against the truth, with no call. */
export function judgesCommand(): Command {
  return new Command("judges")
    .description("Show what the verifiers of a run, or recorded ones, were worth: error rates, agreement, bias, cost per verdict")
    .argument("<run>", "the run's id, `last`, a recorded set with verdicts, or a file of verdicts (.csv, .jsonl, .parquet)")
    .option("--threshold <share>", "recorded probabilities pass from this on; 0.5 unless told", share)
    .option("--json", "print the figures as JSON")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { json?: boolean; ledger?: string; threshold?: number }) => {
      const { showJudges } = await import("../show-judges.ts");
      await showJudges(run, options);
    });
}
