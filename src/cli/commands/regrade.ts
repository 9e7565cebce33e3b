import { Command } from "commander";
import { amountOfMoney, duration, positiveInteger } from "../arguments.ts";
import type { RegradeOptions } from "../options.ts";

/** `catallaxy regrade`: the same answers before another grader, with no call to a member. */
export function regradeCommand(): Command {
  return new Command("regrade")
    .description("Grade the stored answers of a run again, with no call to a member; earlier grades are kept")
    .argument("<run>", "the run's id, or `last`")
    .option("--grader <judge>", "another grader: a kind of judge, or JSON")
    .option("--sample <n>", "grade the answers to so many tasks, drawn at random: rates of all are corrected by them", positiveInteger)
    .option("--cap <dollars>", "dollars for this grading (default: what is left of the run's cap)", amountOfMoney)
    .option("--concurrency <n>", "answers at a time", positiveInteger, 8)
    .option("--deadline <time>", "stop asking after this time (90s, 30m, 1h30m); the same command goes on", duration)
    .option("--config <file>", "the lab.config.ts with the graders that are functions, as they are now")
    .option("--ledger <file>", "where runs are kept")
    .option("--yes", "spend without asking")
    .option("--json", "print the summary as one JSON object on the last line")
    .option("--quiet", "no progress, no list of what was not graded")
    .action(async (run: string, options: RegradeOptions) => {
      const { regradeStored } = await import("../regrade-stored.ts");
      process.exitCode = await regradeStored(run, options);
    });
}
