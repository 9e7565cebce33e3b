import type { Command } from "commander";
import { duration, positiveInteger, seconds } from "./arguments.ts";

/** How a command that runs trials and tells what it found goes about it; `dryRun` is what a dry run shows. */
export function runningOptions(command: Command, dryRun: string): Command {
  return command
    .option("--concurrency <n>", "trials at a time", positiveInteger, 8)
    .option("--deadline <time>", "stop asking after this time (90s, 30m, 1h30m) and end resumable", duration)
    .option("--grace <seconds>", "for calls in flight, once Ctrl-C or a cap stops the run; then they count as paid", seconds, 120)
    .option("--ledger <file>", "where runs are kept (default: .catallaxy/ledger.sqlite)")
    .option("--reuse", "take answers that earlier runs of this ledger paid for to the same calls")
    .option("--no-preflight", "do not ask each live model once before the run")
    .option("--dry-run", dryRun)
    .option("--yes", "spend without asking")
    .option("--json", "print what was found as one JSON object on the last line")
    .option("--quiet", "no progress, no tables; with --json only the object");
}
