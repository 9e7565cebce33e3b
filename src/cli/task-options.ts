import type { Command } from "commander";
import { collect, list, positiveInteger } from "./arguments.ts";

/** Which tasks, members and verifier a study of an experiment uses in place of its own. */
export function taskOptions(command: Command): Command {
  return command
    .option("--suite <suite>", "other tasks: a bundled suite, a file, a folder")
    .option("--tag <tag>", "only tasks with this tag (repeatable: with one of them)", collect, [])
    .option("--limit <n>", "only the first n tasks", positiveInteger)
    .option("--sample <n>", "only n tasks, drawn by the seed, every category with its share", positiveInteger)
    .option("--n <tasks>", "of the suite `generated`: how many tasks", positiveInteger)
    .option("--families <names>", "of the suite `generated`: only these families, comma-separated", list)
    .option("--member <name=model>", "a member as name=provider/model (repeatable), as in `catallaxy run`", collect, [])
    .option("--verifier <judge>", "another verifier: a kind of judge, or `none`, or JSON")
    .option("--seed <seed>", "the seed of everything drawn by chance");
}
