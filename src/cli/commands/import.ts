import { Command } from "commander";
import { collect } from "../arguments.ts";
import type { ImportOptions } from "../import-outcomes.ts";

/** `catallaxy import`: a run's attempts, or others' tasks and results, as files that the other commands take. */
export function importCommand(): Command {
  return new Command("import")
    .description("Write a run's attempts, or another tool's results, as a table of outcomes; another tool's tasks as a suite")
    .argument("<source>", "a run's id, or `last`; or a file or a folder of another tool, whose format is recognized")
    .argument("<file>", "the file to write: outcomes as .jsonl, a suite as .jsonl, .yaml or .json")
    .option("--format <name>", "read it as this format, whatever it is recognized as")
    .option(
      "--column <ours=theirs>",
      "of results: a column, or a path in a record, under another name, as in item=question_id (repeatable)",
      collect,
      [],
    )
    .option("--grades <file>", "of results without grades: a table with id (of the request, span or trace) and passed or score")
    .option("--score <name>", "of results with several scores: the one that grades")
    .option("--prompt <column>", 'of tasks: the question; of promptfoo\'s CSV also a template, as in "Translate {{text}}"')
    .option("--answer <column>", "of tasks: the right answer")
    .option("--choices <column>", "of tasks: the choices, of which the answer names one by letter, number (from 0) or text")
    .option("--category <column>", "of tasks: the category")
    .option("--id <column>", "of tasks: the id; without one it is made of the content")
    .option("--data <file>", "of a task of lm-evaluation-harness: its rows")
    .option("--split <name>", "of a folder: the files of this split alone")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print what was written as one JSON object")
    .addHelpText("after", formats)
    .action(async (source: string, file: string, options: ImportOptions) => {
      const { importOutcomes } = await import("../import-outcomes.ts");
      process.exitCode = await importOutcomes(source, file, options);
    });
}

const formats = `
Formats of tasks: promptfoo, promptfoo-csv, inspect-dataset, lm-eval, swe-bench,
hugging-face, rows (CSV, JSON lines, a JSON list, Parquet, or a folder of them).
Formats of results: promptfoo-output, inspect-log (.eval or .json), litellm,
langfuse, otel, outcomes (a table with our columns).

The exit code is 1 where something was left out: what, how often and where is
said, and the file holds the rest.
`;
