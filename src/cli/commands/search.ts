import { Command, Option } from "commander";
import { amountOfMoney, collect, duration, list, positiveAmount, positiveInteger, positiveNumber, seconds } from "../arguments.ts";
import type { SearchOptions } from "../options.ts";

/** `catallaxy search`: looks for the arrangement that serves a goal best, on one half of the tasks, and scores it on the other. */
export function searchCommand(): Command {
  return new Command("search")
    .description("Search for the arrangement of an experiment's members that serves a goal best; score it on tasks that no choice has seen")
    .argument("[experiment]", "a bundled name, a lab.config.ts, a .yaml file, or a folder with one; `search:` in it bounds the space")
    .option("--budget <dollars>", "dollars that the search may spend to choose (must be given)", positiveAmount)
    .option(
      "--goal <goal>",
      "what to search for: match (the best single member's passes at the least cost), budget=<dollars a task>, value=<dollars a right answer> (default: that of `holdOut`, else of --value, else match)",
    )
    .addOption(new Option("--strategy <way>", "how to search").choices(["racing", "thompson", "mutation"]).default("racing"))
    .option("--baselines", "run the other ways of searching too, each at the same spend, and show them side by side")
    .option("--write <file>", "write what was found as an experiment (.yaml) that `catallaxy run` runs")
    .option("--suite <suite>", "other tasks: a bundled suite, a file, a folder")
    .option("--tag <tag>", "only tasks with this tag (repeatable: with one of them)", collect, [])
    .option("--limit <n>", "only the first n tasks", positiveInteger)
    .option("--sample <n>", "only n tasks, drawn by the seed, every category with its share", positiveInteger)
    .option("--n <tasks>", "of the suite `generated`: how many tasks", positiveInteger)
    .option("--families <names>", "of the suite `generated`: only these families, comma-separated", list)
    .option("--member <name=model>", "a member as name=provider/model (repeatable), as in `catallaxy run`", collect, [])
    .option("--verifier <judge>", "another verifier: a kind of judge, or `none`, or JSON")
    .option("--seed <seed>", "the seed of everything drawn by chance")
    .option("--cap <dollars>", "dollars for choosing and scoring together", amountOfMoney)
    .option("--value <dollars>", "what a right answer is worth to you", positiveNumber)
    .option("--concurrency <n>", "trials at a time", positiveInteger, 8)
    .option("--deadline <time>", "stop asking after this time (90s, 30m, 1h30m) and end resumable", duration)
    .option("--grace <seconds>", "for calls in flight, once Ctrl-C or a cap stops the run; then they count as paid", seconds, 120)
    .option("--ledger <file>", "where runs are kept (default: .catallaxy/ledger.sqlite)")
    .option("--reuse", "take answers that earlier runs of this ledger paid for to the same calls")
    .option("--no-preflight", "do not ask each live model once before the run")
    .option("--dry-run", "show the space and what the search may cost; spend nothing")
    .option("--yes", "spend without asking")
    .option("--json", "print what was found as one JSON object on the last line")
    .option("--quiet", "no progress, no tables; with --json only the object")
    .action(async (experiment: string | undefined, options: SearchOptions) => {
      const { searchFor } = await import("../search-for.ts");
      process.exitCode = await searchFor(experiment, options);
    });
}
