import { Command } from "commander";

/** `catallaxy learnt`: what members learnt in a stored run, with no call. */
export function learntCommand(): Command {
  return new Command("learnt")
    .description("Show what members learnt in a run: lessons, who is good at what, who helped whom, and whether lessons carried")
    .argument("<run>", "the run's id, or `last`")
    .option("--json", "print the figures as JSON")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: { json?: boolean; ledger?: string }) => {
      const { showLearnt } = await import("../show-learnt.ts");
      await showLearnt(run, options);
    });
}
