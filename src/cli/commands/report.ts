import { Command, Option } from "commander";
import { formatNames } from "../../util/format-names.ts";

/** `catallaxy report`: a stored run in any format, from its ledger and with no call. */
export function reportCommand(): Command {
  return new Command("report")
    .description("Show a run again, in any format, with no call")
    .argument("<run>", "the run's id, or `last`")
    .addOption(new Option("--format <format>", `${formatNames.join(", ")}, or one that a plugin brings`).default(formatNames[0]))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("--all", "every task, topology and member in their tables, however many")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { format: string; json?: boolean; all?: boolean; ledger?: string }) => {
      const { reportRun } = await import("../report-run.ts");
      await reportRun(run, options.json === true ? "json" : options.format, options.ledger, options.all);
    });
}
