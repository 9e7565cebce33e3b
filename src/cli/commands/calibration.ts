import { Command } from "commander";

/** `catallaxy calibration`: how good the probabilities were that members stated in a stored run, with no call. */
export function calibrationCommand(): Command {
  return new Command("calibration")
    .description("Show how good the members' stated probabilities were, and draw the reliability diagram")
    .argument("<run>", "the run's id, or `last`")
    .option("--json", "print the figures as JSON")
    .option("--html <file>", "write the diagrams and the table to an HTML file")
    .option("--write <file>", "write each member's correction as JSON, for `house.maps` of a calibrated market")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { json?: boolean; html?: string; write?: string; ledger?: string }) => {
      const { showCalibration } = await import("../show-calibration.ts");
      await showCalibration(run, options);
    });
}
