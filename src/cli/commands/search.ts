import { Command, Option } from "commander";
import { amountOfMoney, positiveAmount, positiveNumber } from "../arguments.ts";
import { runningOptions } from "../running-options.ts";
import { taskOptions } from "../task-options.ts";
import type { SearchOptions } from "../options.ts";

/** `catallaxy search`: looks for the arrangement that serves a goal best, on one half of the tasks, and scores it on the other. */
export function searchCommand(): Command {
  const studied = new Command("search")
    .description("Search for the arrangement of an experiment's members that serves a goal best; score it on tasks that no choice has seen")
    .argument("[experiment]", "a bundled name, a lab.config.ts, a .yaml file, or a folder with one; `search:` in it bounds the space")
    .option("--budget <dollars>", "dollars that the search may spend to choose (must be given)", positiveAmount)
    .option(
      "--goal <goal>",
      "what to search for: match (the best single member's passes at the least cost), budget=<dollars a task>, value=<dollars a right answer> (default: that of `holdOut`, else of --value, else match)",
    )
    .addOption(new Option("--strategy <way>", "how to search").choices(["racing", "thompson", "mutation"]).default("racing"))
    .option("--baselines", "run the other ways of searching too, each at the same spend, and show them side by side")
    .option("--write <file>", "write what was found as an experiment (.yaml) that `catallaxy run` runs");
  const bounded = taskOptions(studied)
    .option("--cap <dollars>", "dollars for choosing and scoring together", amountOfMoney)
    .option("--value <dollars>", "what a right answer is worth to you", positiveNumber);
  return runningOptions(bounded, "show the space and what the search may cost; spend nothing").action(
    async (experiment: string | undefined, options: SearchOptions) => {
      const { searchFor } = await import("../search-for.ts");
      process.exitCode = await searchFor(experiment, options);
    },
  );
}
