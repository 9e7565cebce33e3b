import { Command } from "commander";
import { amountOfMoney } from "../arguments.ts";
import type { SettleOptions } from "../settle-stored.ts";

/** `catallaxy settle`: what calls of unknown outcome turned out to have cost. */
export function settleCommand(): Command {
  return new Command("settle")
    .description("List the calls whose outcome is unknown, or record what they turned out to cost")
    .argument("<run>", "the run's id, or `last`")
    .option("--key <key>", "settle this call; the beginning of its key will do")
    .option("--all", "settle every call whose outcome is unknown")
    .option("--cost <dollars>", "what each of them cost; 0 if nothing was billed", amountOfMoney)
    .option("--json", "print the calls that are left as one JSON object")
    .option("--ask-provider", "ask providers that can say what a call cost (OpenRouter)")
    .option("--yes", "take an amount above what was held for the call")
    .option("--ledger <file>", "where runs are kept")
    .action(async (run: string, options: SettleOptions) => {
      const { settleStored } = await import("../settle-stored.ts");
      await settleStored(run, options);
    });
}
