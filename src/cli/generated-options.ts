import { type Command, Option } from "commander";
import { finite, list, positiveInteger } from "./arguments.ts";

/** What a command line says of the tasks of the suite `generated`. */
export function generatedOptions(command: Command): Command {
  return command
    .option("--n <tasks>", "of the suite `generated`: how many tasks", positiveInteger)
    .option("--families <names>", "of the suite `generated`: only these families, comma-separated", list)
    .option(
      "--difficulty <probit>",
      "of the suite `generated`: every task this hard, from -3 to what its family reaches (default: spread)",
      finite,
    )
    .option("--parts <n>", "of the families `ledgers` and `stateful`: how many parts a task has, 2 to 40", positiveInteger)
    .option(
      "--coupling <share>",
      "of these families: the share of steps that depend on another part, 0 to 1; of `daybook` and `amendments`: of turns that hang on the ones before",
      finite,
    )
    .option("--turns <n>", "of the families `daybook` and `amendments`: how many turns a task has, 2 to 40", positiveInteger)
    .option("--tokens <n>", "of the families `dossier` and `handoff`: how long the material is, 8000 to 200000", positiveInteger)
    .addOption(
      new Option("--session <context>", "of the family `session`: one growing context, or a fresh one per turn").choices([
        "growing",
        "fresh",
      ]),
    );
}
