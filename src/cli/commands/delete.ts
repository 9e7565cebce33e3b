import { Command } from "commander";

/** `catallaxy delete`: removes a run for good. */
export function deleteCommand(): Command {
  return new Command("delete")
    .description("Delete a run for good and give its room back; what other runs use stays, and so does what the day's cap counted")
    .argument("<run>", "the run's id, or `last`")
    .option("--yes", "delete without asking")
    .option("--json", "print one JSON object, in bytes")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { yes?: boolean; json?: boolean; ledger?: string }) => {
      const { deleteRun } = await import("../delete-run.ts");
      await deleteRun(run, options);
    });
}
