import { Command } from "commander";

/** `catallaxy fit`: the simulated world's parameters as outcomes tell them. */
export function fitCommand(): Command {
  return new Command("fit")
    .description("Fit the simulated world to outcomes by maximum likelihood, with intervals and a test on held-out items")
    .argument("<outcomes>", "a run's id or `last`, a recorded set, or a file of outcomes (.csv, .jsonl, .parquet)")
    .option("--ledger <file>", "where runs are kept")
    .option("--write <file>", "write the fitted members and errors as JSON, for `worldFile` of an experiment")
    .option("--json", "print the fit as one JSON object")
    .action(async (outcomes: string, options: { ledger?: string; json?: boolean; write?: string }) => {
      const { fitStored } = await import("../fit-world.ts");
      await fitStored(outcomes, options);
    });
}
