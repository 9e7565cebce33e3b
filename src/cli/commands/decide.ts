import { Command } from "commander";
import { collect, list, positiveAmount, positiveInteger } from "../arguments.ts";
import type { DecideOptions } from "../show-decision.ts";

/** `catallaxy decide`: a table of outcomes as a decision, with no call. */
export function decideCommand(): Command {
  return new Command("decide")
    .description("Decide from a table of outcomes: policies chosen on one half of the items, scored on the other")
    .argument("<outcomes>", "a file of outcomes (.csv, .jsonl, .parquet; columns: docs/decide.md) or a recorded set")
    .option("--train <share>", "the share of the items to choose on, by category", "0.5")
    .option("--splits <n>", "so many splits; the figures are their means", positiveInteger, 10)
    .option("--seed <seed>", "the seed of the splits", "1")
    .option("--value <times>", "what a right answer is worth, in times the cheapest attempt, comma-separated", "10,30,100")
    .option("--worth <dollars>", "what a right answer is worth, in dollars, instead", positiveAmount)
    .option(
      "--checker <checker>",
      "a checker to count with (repeatable): none, perfect, <right accepted>/<wrong accepted> as in .90/.10, or a column of recorded verdicts; @<dollars> behind it is what a verdict costs (default: none and .90/.10)",
      collect,
      [],
    )
    .option("--goal <goal>", "what to choose for: match, budget=<dollars an item>, value=<dollars a right answer>")
    .option("--assume-cost <cost>", "dollars of an attempt where none is recorded, or <model>=<dollars> (repeatable)", collect, [])
    .option("--models <names>", "only these models, comma-separated", list)
    .option("--write <folder>", "write the decision as an experiment that `catallaxy run` runs on this table")
    .option(
      "--member <name=model>",
      "with --write: the live model of a model of the table, as name=provider/model (repeatable), for a second experiment and serve.yaml",
      collect,
      [],
    )
    .option("--suite <suite>", "with --write: the tasks of that second experiment (default: tasks.yaml)")
    .option("--judge <model>", "with --write: the model that checks answers to requests (serve.yaml), as provider/model")
    .option("--json", "print the figures as one JSON object")
    .option("--quiet", "only the result, no progress")
    .action(async (outcomes: string, options: DecideOptions) => {
      const { showDecision } = await import("../show-decision.ts");
      await showDecision(outcomes, options);
    });
}
