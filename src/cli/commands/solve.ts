import { Command } from "commander";
import { collect, positiveAmount, positiveInteger, positiveNumber, seconds } from "../arguments.ts";
import type { SolveOptions } from "../solve-for.ts";

/** `catallaxy solve`: one request to one topology, now. */
export function solveCommand(): Command {
  return new Command("solve")
    .description("Put a question or a task to a topology and print its answer; the bill goes to stderr")
    .argument("[prompt]", "what is to be done; read from standard input when it is left out or -")
    .option("--with <file>", "who answers: a serve.yaml or any experiment (default: serve.yaml, else the experiment of this folder)")
    .option("--run <run>", "who answers: the members of a stored run, or `last`")
    .option("--config <file>", "with --run: the lab.config.ts that has its functions")
    .option("--topology <name>", "which of its topologies answers, or another one by kind")
    .option("--file <path>", "a text file that the prompt refers to (repeatable)", collect, [])
    .option("--category <name>", "the kind of work, for topologies that go by it")
    .option("--member <name=model>", "as in `run`; enough alone, without a file, for `--topology solo` and others", collect, [])
    .option("--verifier <judge>", "another verifier: a kind of judge, or `none`, or JSON")
    .option("--budget <dollars>", "dollars that it may cost; without a budget here or in the file the most is shown first", positiveAmount)
    .option("--attempts <n>", "tries", positiveInteger)
    .option("--value <dollars>", "what a right answer is worth to you", positiveNumber)
    .option("--seed <seed>", "the seed of everything drawn by chance")
    .option("--grace <seconds>", "for calls in flight, once Ctrl-C stops it; then they count as paid", seconds, 120)
    .option("--embedded", "let the embedded stand-ins answer where keys of live models are missing: what they say means nothing")
    .option("--explain", "say who did what for how much, as a tree")
    .option("--dry-run", "show who would be asked, and the most that it can cost; ask nobody")
    .option("--ledger <file>", "where its record is kept (default: .catallaxy/ledger.sqlite)")
    .option("--yes", "spend without asking")
    .option("--json", "print the answer and its bill as one JSON object")
    .option("--quiet", "the answer alone")
    .action(async (prompt: string | undefined, options: SolveOptions) => {
      const { solveFor } = await import("../solve-for.ts");
      process.exitCode = await solveFor(prompt, options);
    });
}
