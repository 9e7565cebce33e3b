import { Command } from "commander";

/** `catallaxy seal`: signs what a run is now. */
export function sealCommand(): Command {
  return new Command("seal")
    .description("Sign what a run is now with your own key; `verify --seal` finds a ledger that was rewritten since")
    .argument("<run>", "the run's id, or `last`")
    .option("--out <file>", "where to write the seal (default: seals/<run>.json beside the ledger)")
    .option("--json", "print the seal as one JSON object")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { out?: string; json?: boolean; ledger?: string }) => {
      const { sealRun } = await import("../seal-run.ts");
      await sealRun(run, options);
    });
}
