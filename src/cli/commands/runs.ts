import { Command } from "commander";

/** `catallaxy runs`: what the ledger holds, newest first. */
export function runsCommand(): Command {
  return new Command("runs")
    .description("List the runs in the ledger, newest first")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "one JSON object per line")
    .action(async (options: { ledger?: string; json?: boolean }) => {
      const { withStore } = await import("../home.ts");
      const { table } = await import("../../lab/index.ts");
      await withStore(options.ledger, "read", async (store) => {
        const runs = store.runs();
        if (options.json === true) {
          for (const { config: _config, summary: _summary, ...run } of runs) process.stdout.write(`${JSON.stringify(run)}\n`);
          return;
        }
        if (runs.length === 0) process.stdout.write("No runs yet. `catallaxy run` makes one.\n");
        else {
          const rows = runs.map((run) => [
            run.id,
            run.state,
            run.world,
            run.created.slice(0, 19).replace("T", " "),
            run.digest?.slice(0, 12) ?? "",
          ]);
          const columns = ["run", "state", "world", "started", "digest"].map((title) => ({ title }));
          process.stdout.write(`${table(columns, rows, 120).join("\n")}\n`);
        }
      });
    });
}
