import { Command } from "commander";

/** `catallaxy doctor`: what is here, what is missing, what to type. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("Say what is here, what is missing, and what to type")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print one JSON object")
    .action(async (options: { ledger?: string; json?: boolean }) => {
      const { diagnosis } = await import("../diagnosis.ts");
      process.stdout.write(await diagnosis(options));
    });
}
