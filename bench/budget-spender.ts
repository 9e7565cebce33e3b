// A process that spends from a shared budget, for the tests and figures of caps that hold over processes:
// node bench/budget-spender.ts <file> <cap> <account> <calls>; about a call in twenty is never settled, one in seven costs nothing.
import { setTimeout as sleep } from "node:timers/promises";
import { stream } from "../src/util/random.ts";
import { openSharedBudget } from "../src/ledger/index.ts";

const [file = "", cap = "0", account = "", calls = "0"] = process.argv.slice(2);
const budget = openSharedBudget(file, { name: () => "day:2026-11-21", account, cap: Number(cap) });
const next = stream(account);
// Tells a watcher that work begins.
process.stdout.write("\n");
let refused = 0;
await Promise.all(
  Array.from({ length: Number(calls) }, async () => {
    await sleep(200 * next());
    const amount = 100 + Math.floor(200 * next());
    const hold = budget.hold(amount);
    if (!hold.ok) {
      refused++;
      return;
    }
    await sleep(20 * next());
    const fate = next();
    if (fate < 0.05) return;
    hold.settle(fate < 0.2 ? 0 : Math.floor(amount * next()));
  }),
);
process.stdout.write(`${JSON.stringify({ refused })}\n`);
process.exit(0);
