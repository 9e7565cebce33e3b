import type { RunLedger } from "../ledger/index.ts";
import { dollars } from "../util/money.ts";
import { liveReplies } from "./live-replies.ts";
import type { Plan } from "./plan.ts";

/** What providers themselves say that they charged, beside what the price book makes of the same calls; nothing where none says. */
export function reportedNote(plan: Pick<Plan, "topologies" | "judgeSeats">, ledger: Pick<RunLedger, "calls" | "body">): string[] {
  let calls = 0;
  let reported = 0;
  let counted = 0;
  for (const { reply } of liveReplies(plan, ledger)) {
    if (reply.receipt?.reported === undefined) continue;
    calls++;
    reported += reply.receipt.reported;
    counted += reply.cost;
  }
  if (calls === 0) return [];
  const apart = Math.abs(reported - counted) / Math.max(reported, counted, 1);
  const words = apart > 0.01 ? `${(apart * 100).toFixed(1)}% apart: check the prices` : "within 1%";
  return [
    `Providers say that they charged ${dollars(reported)} for ${calls} calls; the prices of this run make it ${dollars(counted)}, ${words}.`,
  ];
}
