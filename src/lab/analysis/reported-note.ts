import type { RunLedger } from "../../ledger/index.ts";
import { count } from "../../util/count.ts";
import { dollars } from "../../util/money.ts";
import { liveReplies } from "../record/live-replies.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * What providers state that they charged, which is what these calls cost, beside what the price book makes of them; nothing where none
 * does, and nothing where each is more than a hundredth apart in a trial: a warning has the same two figures then.
 */
export function reportedNote(plan: Pick<Plan, "topologies" | "judgeSeats">, ledger: Pick<RunLedger, "calls" | "body">): string[] {
  let calls = 0;
  let reported = 0;
  let computed = 0;
  let preflights = 0;
  let flagged = 0;
  for (const { line, reply } of liveReplies(plan, ledger)) {
    if (reply.receipt?.reported === undefined || reply.receipt.computed === undefined) continue;
    calls++;
    if (line.purpose === "preflight") preflights++;
    else if (reply.receipt.flags?.includes("price-differs") === true) flagged++;
    reported += reply.receipt.reported;
    computed += reply.receipt.computed;
  }
  if (calls === flagged) return [];
  const before = preflights === 0 ? "" : `, ${count(preflights, "preflight")} included`;
  const apart = Math.abs(reported - computed) / Math.max(reported, computed, 1);
  const words = apart > 0.01 ? `${(apart * 100).toFixed(1)}% apart: check the prices` : "within 1%";
  return [
    `${count(calls, "call costs what its provider states", "calls cost what their providers state")}${before}, ${dollars(reported)}; the prices of this run make it ${dollars(computed)}, ${words}.`,
  ];
}
