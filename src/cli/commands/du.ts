import { Command } from "commander";

/** `catallaxy du`: what each run takes on the disk. */
export function duCommand(): Command {
  return new Command("du")
    .description("Show how much room each run takes in the ledger, and all of them")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print one JSON object, in bytes")
    .action(async (options: { ledger?: string; json?: boolean }) => {
      const { showSizes } = await import("../show-sizes.ts");
      await showSizes(options);
    });
}
