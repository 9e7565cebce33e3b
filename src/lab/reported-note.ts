import type { RunLedger } from "../ledger/index.ts";
import { dollars } from "../util/money.ts";
import { liveReplies } from "./live-replies.ts";
import type { Plan } from "./plan.ts";

/** What providers state that they charged, which is what these calls cost, beside what the price book makes of them; nothing where none does. */
export function reportedNote(plan: Pick<Plan, "topologies" | "judgeSeats">, ledger: Pick<RunLedger, "calls" | "body">): string[] {
  let calls = 0;
  let reported = 0;
  let computed = 0;
  for (const { reply } of liveReplies(plan, ledger)) {
    if (reply.receipt?.reported === undefined || reply.receipt.computed === undefined) continue;
    calls++;
    reported += reply.receipt.reported;
    computed += reply.receipt.computed;
  }
  if (calls === 0) return [];
  const apart = Math.abs(reported - computed) / Math.max(reported, computed, 1);
  const words = apart > 0.01 ? `${(apart * 100).toFixed(1)}% apart: check the prices` : "within 1%";
  return [
    `${calls === 1 ? "1 call costs what its provider states" : `${calls} calls cost what their providers state`}, ${dollars(reported)}; the prices of this run make it ${dollars(computed)}, ${words}.`,
  ];
}
