import { Command, Option } from "commander";
import { amountOfMoney, collect, duration, positiveAmount, positiveInteger, positiveNumber, seconds } from "../arguments.ts";
import { generatedOptions } from "../generated-options.ts";
import type { RunOptions } from "../options.ts";

/** `catallaxy run`: plans, asks leave to spend where real money is at stake, runs, reports. */
export function runCommand(): Command {
  const chosen = new Command("run")
    .description("Run an experiment and compare its topologies (default: lab.config or the one experiment here, else coase-hayek)")
    .argument("[experiment]", "a bundled name, a lab.config.ts, a .yaml file, or a folder with one")
    .option("--suite <suite>", "other tasks: a bundled suite, a file, a folder")
    .option("--tag <tag>", "only tasks with this tag (repeatable: with one of them)", collect, [])
    .option("--limit <n>", "only the first n tasks", positiveInteger)
    .option("--sample <n>", "only n tasks, drawn by the seed, every category with its share", positiveInteger);
  return generatedOptions(chosen)
    .option("--topology <name>", "only this topology, or one more by kind (repeatable)", collect, [])
    .option(
      "--member <name=model>",
      "a member as name=provider/model (repeatable); @http://... adds an address, ,price=free or ,price=1/5 a price, ,key=MY_KEY the variable with its key. A member of that name is changed and keeps its other fields, the others stay; a new name: these members instead of all",
      collect,
      [],
    )
    .option("--verifier <judge>", "another verifier: a kind of judge, or `none`, or JSON")
    .option("--repetitions <n>", "repetitions of every trial", positiveInteger)
    .option("--seed <seed>", "the seed of everything drawn by chance")
    .option("--budget <dollars>", "dollars per trial", positiveAmount)
    .option("--cap <dollars>", "dollars for the whole run", amountOfMoney)
    .option("--attempts <n>", "tries per task, for every topology", positiveInteger)
    .addOption(new Option("--draws <how>", "the same answers for the same question, or new ones").choices(["shared", "independent"]))
    .addOption(
      new Option("--until <what>", "stop once the experiment's question (or which topology is best) is decided").choices(["decided"]),
    )
    .option(
      "--value <dollars>",
      "what a right answer is worth to you: net values are compared, and --until decided goes by them",
      positiveNumber,
    )
    .option("--margin <share>", "how much lower a pass rate is still no worse (default: .03, 3 points)", positiveNumber)
    .option("--concurrency <n>", "trials at a time", positiveInteger, 8)
    .option("--deadline <time>", "stop asking after this time (90s, 30m, 1h30m) and end resumable", duration)
    .option("--grace <seconds>", "for calls in flight, once Ctrl-C or a cap stops the run; then they count as paid", seconds, 120)
    .option("--ledger <file>", "where runs are kept (default: .catallaxy/ledger.sqlite)")
    .option("--into <run>", "add what is new in this experiment to a run of the ledger; what it has is neither run nor paid again")
    .option("--reuse", "take answers that earlier runs of this ledger paid for to the same calls")
    .option("--no-preflight", "do not ask each live model once before the run")
    .option("--dry-run", "show calls, tokens and cost; spend nothing")
    .option("--pilot <tasks>", "run so many tasks first, then estimate the rest by them and ask again; they count", positiveInteger)
    .option("--yes", "spend without asking")
    .option("--json", "print the summary as one JSON object on the last line")
    .option("--quiet", "no progress, no tables; with --json only the object")
    .action(work);
}

async function work(experiment: string | undefined, options: RunOptions): Promise<void> {
  if (options.into !== undefined) {
    const { runInto } = await import("../run-into.ts");
    process.exitCode = await runInto(options.into, experiment, options);
    return;
  }
  const { runExperiment } = await import("../run-experiment.ts");
  process.exitCode = await runExperiment(experiment, options);
}
