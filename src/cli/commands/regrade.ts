import { Command } from "commander";

/** `catallaxy regrade`: the same answers before another grader, with no call to a member. */
export function regradeCommand(): Command {
  return new Command("regrade")
    .description("Grade the stored answers of a run again, with no call to a member")
    .argument("<run>", "the run's id, or `last`")
    .option("--grader <judge>", "another grader: a kind of judge, or JSON")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print the summary as one JSON object on the last line")
    .action(async (run: string, options: { grader?: string; ledger?: string; json?: boolean }) => {
      const { regradeStored } = await import("../regrade-stored.ts");
      await regradeStored(run, options);
    });
}
