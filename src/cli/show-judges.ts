import { intactRun, judgeReport, judgeReportTable, readPlan } from "../lab/index.ts";
import { withStore } from "./home.ts";
import { specialText } from "./special-text.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints the figures of a stored run's judges; rejected answers are graded again where that asks no model. */
export async function showJudges(run: string, options: { json?: boolean; ledger?: string }): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    const record = await intactRun(store, run);
    const report = await judgeReport(await readPlan(record), store.ledger(record.id));
    process.stdout.write(`${options.json === true ? JSON.stringify(report) : specialText(judgeReportTable(report), terminalWidth(160))}\n`);
  });
}
