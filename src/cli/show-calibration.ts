import { writeFileSync } from "node:fs";
import {
  calibrationMaps,
  calibrationPage,
  calibrationReport,
  calibrationTable,
  intactRun,
  ownTableText,
  reliabilityDiagrams,
  readPlan,
} from "../lab/index.ts";
import { withStore } from "./home.ts";
import { jsonText } from "../util/json-text.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints the calibration of a stored run's bidders with its diagrams. */
export async function showCalibration(
  run: string,
  options: { json?: boolean; html?: string; write?: string; ledger?: string },
): Promise<void> {
  await withStore(options.ledger, "read", async (store) => {
    const record = await intactRun(store, run);
    const report = await calibrationReport(await readPlan(record), store.ledger(record.id), record.id);
    if (options.html !== undefined) writeFileSync(options.html, calibrationPage(report));
    if (options.write !== undefined) writeFileSync(options.write, `${jsonText(calibrationMaps(report), 2)}\n`);
    if (options.json === true) {
      process.stdout.write(`${JSON.stringify(report)}\n`);
      return;
    }
    const diagrams = reliabilityDiagrams(report).map((line) => `   ${line}`.trimEnd());
    process.stdout.write(`${ownTableText(calibrationTable(report), terminalWidth(160))}\n${diagrams.join("\n")}\n`);
    const written = [options.html, options.write].filter((file) => file !== undefined);
    if (written.length > 0) process.stdout.write(`\n   Written: ${written.join(", ")}\n`);
  });
}
