import {
  intactRun,
  type JudgeReport,
  judgeReport,
  judgeReportTable,
  openTable,
  ownTableText,
  readPlan,
  recordedJudgeReport,
  recordedVerdictsAt,
} from "../lab/index.ts";
import { withStore } from "./home.ts";
import { terminalWidth } from "./terminal-width.ts";

interface JudgesOptions {
  readonly json?: boolean;
  readonly ledger?: string;
  readonly threshold?: number;
}

/** Prints the figures of a stored run's judges, or of recorded ones; rejected answers are graded again where that asks no model. */
export async function showJudges(wanted: string, options: JudgesOptions): Promise<void> {
  const print = (report: JudgeReport): void => {
    process.stdout.write(
      `${options.json === true ? JSON.stringify(report) : ownTableText(judgeReportTable(report), terminalWidth(160))}\n`,
    );
  };
  const recorded = recordedVerdictsAt(wanted);
  if (recorded !== undefined) return print(recordedJudgeReport(await openTable(recorded), options.threshold));
  await withStore(options.ledger, "read", async (store) => {
    const record = await intactRun(store, wanted);
    print(await judgeReport(await readPlan(record), store.ledger(record.id)));
  });
}
