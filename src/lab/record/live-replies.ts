import type { CallLine, RunLedger } from "../../ledger/index.ts";
import type { Reply } from "../../types.ts";
import type { Plan } from "../plan/plan.ts";

/** Every reply of a run's live models with its row of the call table; nothing for runs without live models. */
export function* liveReplies(
  plan: Pick<Plan, "topologies" | "judgeSeats">,
  ledger: Pick<RunLedger, "calls" | "body">,
): Iterable<{ readonly line: CallLine; readonly reply: Reply }> {
  const seats = [...plan.topologies.flatMap((topology) => topology.seats), ...plan.judgeSeats];
  // A firm's own members are behind it: their rows are live wherever the firm is.
  if (!seats.some((seat) => seat.model.world === "live")) return;
  const embedded = /^(simulated|recorded)\//;
  for (const line of ledger.calls()) {
    if (line.reply === undefined || embedded.test(line.model)) continue;
    const reply = ledger.body(line.reply) as unknown as Reply | undefined;
    if (reply !== undefined) yield { line, reply };
  }
}
