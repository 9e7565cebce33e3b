import { Command, Option } from "commander";
import { atLeastTwo, collect, percentBand, positiveAmount, positiveInteger } from "../arguments.ts";
import { generatedOptions } from "../generated-options.ts";
import { runningOptions } from "../running-options.ts";
import type { CalibrateSuiteOptions } from "../options.ts";

/** `catallaxy calibrate-suite`: which tasks of a suite leave a member room to be better or worse, and a suite of those. */
export function calibrateSuiteCommand(): Command {
  const chosen = new Command("calibrate-suite")
    .description(
      "Keep the tasks of a suite that a member alone passes sometimes, and say why each other is dropped: always, never, not scored",
    )
    .argument("<suite>", "a bundled suite, a file, a folder, `generated`, or an experiment, whose tasks, members and judges are taken")
    .option(
      "--member <name=model>",
      "who is tried alone (repeatable): name=provider/model, or a member of the experiment by name",
      collect,
      [],
    )
    .option("--repeats <n>", "how often each member tries each task, 2 or more", atLeastTwo, 3)
    .option("--keep <band>", "the share of passes in percent that keeps a task, ends included", percentBand, [0.2, 0.8] as const)
    .addOption(
      new Option("--match <which>", "of several members: keep what is in the band for one of them, or for each")
        .choices(["any", "all"])
        .default("any"),
    )
    .option("--write <file>", "write what is kept as a suite (.yaml, .json, .jsonl)")
    .option("--force", "write over a file that is there already")
    .option("--from <run>", "take the outcomes of this run instead of asking; --member picks of those who are alone in it (default: all)")
    .option("--judge <model>", "who grades rubrics, as provider/model (of an experiment: instead of its judges)")
    .option("--budget <dollars>", "dollars for the whole pass: it stops there and can be resumed", positiveAmount)
    .option("--tag <tag>", "only tasks with this tag (repeatable: with one of them)", collect, [])
    .option("--limit <n>", "only the first n tasks", positiveInteger)
    .option("--sample <n>", "only n tasks, drawn by the seed, every category with its share", positiveInteger);
  const generated = generatedOptions(chosen).option("--seed <seed>", "the seed of everything drawn by chance");
  return runningOptions(generated, "show calls, tokens and cost; spend nothing").action(
    async (suite: string, options: CalibrateSuiteOptions) => {
      const { calibrateSuite } = await import("../calibrate-suite-for.ts");
      process.exitCode = await calibrateSuite(suite, options);
    },
  );
}
