import { Command } from "commander";
import { asTyped } from "../../util/command-name.ts";
import { commandLine } from "../../util/command-line.ts";

/** `catallaxy runs`: what the ledger holds, newest first. */
export function runsCommand(): Command {
  return new Command("runs")
    .description("List the runs in the ledger, newest first")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "one JSON object per line")
    .action(async (options: { ledger?: string; json?: boolean }) => {
      const { refuseChanged, withStore } = await import("../home.ts");
      const { table, whyNotStarted } = await import("../../lab/index.ts");
      const { answer } = await import("../answer.ts");
      const { terminalWidth } = await import("../terminal-width.ts");
      await withStore(options.ledger, "read", async (store) => {
        refuseChanged(store);
        const runs = store.runs();
        // A run that says of itself that it is running, and that no process writes any more, was cut off with its process.
        const stopped = new Set(runs.flatMap(({ id, state }) => (state === "running" && !store.isWritten(id) ? [id] : [])));
        if (options.json === true) {
          for (const { config: _config, summary: _summary, ...run } of runs)
            process.stdout.write(`${JSON.stringify(stopped.has(run.id) ? { ...run, state: "stopped" } : run)}\n`);
          return;
        }
        if (runs.length === 0) answer("No runs yet. `catallaxy run` makes one.");
        else {
          const rows = runs.map((run) => [
            run.id,
            whyNotStarted(store, run) !== undefined ? "did not start" : stopped.has(run.id) ? "stopped" : run.state,
            run.world,
            run.created.slice(0, 19).replace("T", " "),
            run.digest?.slice(0, 12) ?? "",
          ]);
          const columns = [
            { title: "run", whole: true },
            { title: "state" },
            { title: "world" },
            { title: "started", spare: 2 },
            { title: "digest (fingerprint)", spare: 1 },
          ];
          process.stdout.write(`${table(columns, rows, terminalWidth(160)).join("\n")}\n`);
          const [one] = stopped;
          if (one !== undefined) {
            const command = asTyped(commandLine(["resume", stopped.size === 1 ? one : "<run>"], { ledger: options.ledger }));
            answer(`\nstopped: its process ended before the run did. What is paid stays on record; go on with:\n${command}`);
          }
        }
      });
    });
}
