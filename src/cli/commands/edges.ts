import { Command } from "commander";
import { amountOfMoney, collect, duration, list, positiveAmount, positiveInteger, positiveNumber, seconds } from "../arguments.ts";
import type { EdgesOptions } from "../options.ts";

/** `catallaxy edges`: which members and messages a topology can do without, chosen on one half of the tasks and confirmed on the other. */
export function edgesCommand(): Command {
  return new Command("edges")
    .description(
      "Tell which members and messages a topology can do without, and what each saves: by a factorial design on one half of the tasks, confirmed on the other",
    )
    .argument("[experiment]", "a bundled name, a lab.config.ts, a .yaml file, or a folder with one")
    .option("--topology <name>", "the topology to study (must be given where the experiment has several)")
    .option("--edge <name>", 'try only this one (repeatable): a member, or a kind of message such as "feedback > retry"', collect, [])
    .option(
      "--budget <dollars>",
      "dollars for both halves together: so many tasks are run as it is likely to pay (default: all)",
      positiveAmount,
    )
    .option(
      "--margin <share>",
      "how much lower a pass rate is still no worse, as a share (default: that of the experiment, 0.03)",
      positiveNumber,
    )
    .option("--from <run>", "go on with the design of this run: confirm on the other half what it found")
    .option("--suite <suite>", "other tasks: a bundled suite, a file, a folder")
    .option("--tag <tag>", "only tasks with this tag (repeatable: with one of them)", collect, [])
    .option("--limit <n>", "only the first n tasks", positiveInteger)
    .option("--sample <n>", "only n tasks, drawn by the seed, every category with its share", positiveInteger)
    .option("--n <tasks>", "of the suite `generated`: how many tasks", positiveInteger)
    .option("--families <names>", "of the suite `generated`: only these families, comma-separated", list)
    .option("--member <name=model>", "a member as name=provider/model (repeatable), as in `catallaxy run`", collect, [])
    .option("--verifier <judge>", "another verifier: a kind of judge, or `none`, or JSON")
    .option("--seed <seed>", "the seed of everything drawn by chance")
    .option("--cap <dollars>", "dollars that each of the two runs may cost at most", amountOfMoney)
    .option("--concurrency <n>", "trials at a time", positiveInteger, 8)
    .option("--deadline <time>", "stop asking after this time (90s, 30m, 1h30m) and end resumable", duration)
    .option("--grace <seconds>", "for calls in flight, once Ctrl-C or a cap stops the run; then they count as paid", seconds, 120)
    .option("--ledger <file>", "where runs are kept (default: .catallaxy/ledger.sqlite)")
    .option("--reuse", "take answers that earlier runs of this ledger paid for to the same calls")
    .option("--no-preflight", "do not ask each live model once before the run")
    .option("--dry-run", "show the edges, the arms and what both halves may cost; spend nothing")
    .option("--yes", "spend without asking")
    .option("--json", "print what was found as one JSON object on the last line")
    .option("--quiet", "no progress, no tables; with --json only the object")
    .action(async (experiment: string | undefined, options: EdgesOptions) => {
      const { edgesFor } = await import("../edges-for.ts");
      process.exitCode = await edgesFor(experiment, options);
    });
}
