import { Command, Option } from "commander";

/** `catallaxy report`: a stored run in any format, from its ledger and with no call. */
export function reportCommand(): Command {
  return new Command("report")
    .description("Show a run again, in any format, with no call")
    .argument("<run>", "the run's id, or `last`")
    .addOption(new Option("--format <format>", "how to show it").choices(["terminal", "md", "json", "csv", "html"]).default("terminal"))
    .addOption(new Option("--json", "the same as --format json").conflicts("format"))
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { format: "terminal" | "md" | "json" | "csv" | "html"; json?: boolean; ledger?: string }) => {
      const { reportRun } = await import("../report-run.ts");
      await reportRun(run, options.json === true ? "json" : options.format, options.ledger);
    });
}
