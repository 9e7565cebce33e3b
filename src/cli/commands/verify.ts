import { Command } from "commander";

/** `catallaxy verify`: recomputes every hash and total of a run. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Compute every hash and total of a run again and say whether anything was changed")
    .argument("<run>", "the run's id, or `last`")
    .option("--json", "print one JSON object")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { ledger?: string; json?: boolean }) => {
      const { verifyStored } = await import("../verify-stored.ts");
      await verifyStored(run, options);
    });
}
