import { Command } from "commander";

/** `catallaxy verify`: recomputes every hash and total of a run. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Compute every hash and total of a run again and say whether anything was changed")
    .argument("<run>", "the run's id, or `last`")
    .option("--seal <file>", "check a seal of `catallaxy seal` as well, which a rewritten ledger does not fit")
    .option("--signer <fingerprint>", "the key that must have signed the seal")
    .option("--json", "print one JSON object")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { ledger?: string; json?: boolean; seal?: string; signer?: string }) => {
      const { verifyStored } = await import("../verify-stored.ts");
      await verifyStored(run, options);
    });
}
