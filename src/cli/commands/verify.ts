import { Command } from "commander";

/** `catallaxy verify`: recomputes every hash of a run. */
export function verifyCommand(): Command {
  return new Command("verify")
    .description("Compute every hash of a run again and say whether anything was changed")
    .argument("<run>", "the run's id, or `last`")
    .option("--json", "print one JSON object")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { ledger?: string; json?: boolean }) => {
      const { withStore } = await import("../home.ts");
      const { digestOrder, findRun, isPreflight, readPlan } = await import("../../lab/index.ts");
      await withStore(options.ledger, "read", async (store) => {
        const record = findRun(store, run);
        const ledger = store.ledger(record.id);
        const checked = ledger.verify();
        if (!checked.ok) {
          const { message } = checked.failure;
          process.stdout.write(
            options.json === true ? `${JSON.stringify({ run: record.id, intact: false, message })}\n` : `CHANGED: ${message}\n`,
          );
          process.exitCode = 1;
          return;
        }
        // The question whether a model can be asked is no trial.
        const trials = checked.trials - ledger.trials().filter(isPreflight).length;
        const digest = ledger.digest(digestOrder(await readPlan(record)));
        const kept = record.digest === undefined || record.digest === digest;
        process.exitCode = kept ? 0 : 1;
        if (options.json === true) {
          const { trials, events, calls } = checked;
          process.stdout.write(`${JSON.stringify({ run: record.id, intact: kept, digest, trials, events, calls })}\n`);
          return;
        }
        process.stdout.write(
          `${kept ? "Intact" : "CHANGED: the digest kept with the run differs"}: ${trials} trials, ${checked.events} events, ${checked.calls} calls.\n`,
        );
        process.stdout.write(`Digest ${digest}\n`);
      });
    });
}
