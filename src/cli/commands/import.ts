import { Command } from "commander";
import { collect } from "../arguments.ts";
import type { ImportOptions } from "../import-outcomes.ts";

/** `catallaxy import`: a run's attempts, or another's table, as a table of outcomes. */
export function importCommand(): Command {
  return new Command("import")
    .description("Write a run's attempts, or another's table, as a table of outcomes for decide, fit and recorded worlds")
    .argument("<source>", "a run's id, or `last`; or a file (.csv, .tsv, .json, .jsonl, .parquet)")
    .argument("<file>", "the table to write (.jsonl)")
    .option("--column <ours=theirs>", "of a file: a column that has another name there, as in item=question_id (repeatable)", collect, [])
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print what was written as one JSON object")
    .action(async (source: string, file: string, options: ImportOptions) => {
      const { importOutcomes } = await import("../import-outcomes.ts");
      await importOutcomes(source, file, options);
    });
}
