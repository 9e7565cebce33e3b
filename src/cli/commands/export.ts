import { Command, Option } from "commander";

/** `catallaxy export`: the whole ledger of a run as lines. */
export function exportCommand(): Command {
  return new Command("export")
    .description("Write the ledger of a run to standard output")
    .argument("<run>", "the run's id, or `last`")
    .addOption(new Option("--format <format>", "events as JSON lines, or one CSV row per call").choices(["jsonl", "csv"]).default("jsonl"))
    .addOption(new Option("--json", "the same as --format jsonl").conflicts("format"))
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { format: "jsonl" | "csv"; ledger?: string }) => {
      const { withStore } = await import("../home.ts");
      const { exportEvents } = await import("../../lab/index.ts");
      const { intactRun } = await import("../../lab/index.ts");
      await withStore(options.ledger, "read", async (store) => {
        for await (const line of exportEvents(store, (await intactRun(store, run)).id, options.format)) {
          if (!process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once("drain", resolve));
        }
      });
    });
}
