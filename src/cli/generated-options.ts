import type { Command } from "commander";
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
    );
}
