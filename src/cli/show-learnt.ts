import { intactRun, learntOf, learntTables, ownTableText, readPlan } from "../lab/index.ts";
import { withStore } from "./home.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints what members learnt in a stored run. */
export async function showLearnt(run: string, options: { json?: boolean; ledger?: string }): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    const record = await intactRun(store, run);
    const figures = await learntOf(await readPlan(record), store.ledger(record.id), record.id);
    const text = learntTables(figures).map((table) => ownTableText(table, terminalWidth(160)));
    process.stdout.write(options.json === true ? `${JSON.stringify(figures)}\n` : `${text.join("\n")}\n`);
  });
}
