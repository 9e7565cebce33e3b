import { Command } from "commander";
import { amountOfMoney, duration, positiveInteger, raised, seconds } from "../arguments.ts";
import type { ResumeOptions } from "../options.ts";

/** `catallaxy resume`: goes on where a run stopped; nothing settled is paid again. */
export function resumeCommand(): Command {
  return new Command("resume")
    .description("Go on with a run that stopped; nothing settled is paid again")
    .argument("<run>", "the run's id, or `last`")
    .option("--cap <dollars>", "a new cap for the whole run", amountOfMoney)
    .option("--raise <limit=dollars>", "a new limit of a session, a topology or the day, as session=2 (repeatable)", raised)
    .option("--accept-changes", "start anew what tasks and functions changed since the run began")
    .option("--failed", "ask again for what the provider, the network or the sandbox lost")
    .option("--give-up", "count what was lost again when it was asked again as not passed, within bounds")
    .option("--preflight", "ask each live model once before going on (default: as the run was begun)")
    .option("--no-preflight", "do not ask each live model once before going on")
    .option("--concurrency <n>", "trials at a time", positiveInteger, 8)
    .option("--deadline <time>", "stop asking after this time (90s, 30m, 1h30m) and end resumable", duration)
    .option("--grace <seconds>", "for calls in flight, once Ctrl-C or a cap stops the run; then they count as paid", seconds, 120)
    .option("--config <file>", "the lab.config.ts that the run was begun with, where it has functions")
    .option("--yes", "agree to the hosts and keys of a run that you did not begin here")
    .option("--ledger <file>", "where runs are kept")
    .option("--json", "print the summary as one JSON object on the last line")
    .option("--quiet", "no progress, no tables")
    .action(async (run: string, options: ResumeOptions) => {
      const { resumeStored } = await import("../resume-stored.ts");
      process.exitCode = await resumeStored(run, options);
    });
}
