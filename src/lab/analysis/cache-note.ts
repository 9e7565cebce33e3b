import type { RunLedger } from "../../ledger/index.ts";
import { cacheRules } from "../../models/cache-rules.ts";
import { cacheCheck } from "../../models/cache-check.ts";
import type { CostedCall } from "../../models/cache-cost.ts";
import { inputOf } from "../../util/money.ts";
import { liveReplies } from "../record/live-replies.ts";
import type { Plan } from "../plan/plan.ts";
import { costing } from "./three-costs.ts";

/** Beyond this relative difference the costs that rest on the cache rules are said to be in doubt. */
const doubtful = 0.1;

/**
 * Holds the cache rules against the bills of a run's live calls, in the true order and time in which they left: what was
 * predicted to be read from caches beside what was. Nothing where no live call reported its usage, or no rules let anything be cached.
 */
export function cacheNote(plan: Pick<Plan, "topologies" | "judgeSeats">, ledger: Pick<RunLedger, "calls" | "body">): string[] {
  const cost = costing(plan, ledger);
  const calls: CostedCall[] = [];
  for (const { line, reply } of liveReplies(plan, ledger)) {
    const { model, member = "", ask, opened, closed = opened } = line;
    const { usage, receipt } = reply;
    const computed = receipt?.computed === undefined ? {} : { computed: receipt.computed };
    if (inputOf(usage) === 0) continue;
    const call = cost({ member, model, ask, usage, cost: reply.cost, ...computed, start: opened, ms: receipt?.firstMs ?? closed - opened });
    // Where a read costs as much as fresh input, or no rules are known, no bill can contradict them.
    if (cacheRules[call.rules] !== undefined && call.price.cacheRead < call.price.input) calls.push(call);
  }
  const { predictedRead, billedRead, difference } = cacheCheck(calls);
  if (predictedRead === 0 && billedRead === 0) return [];
  const doubt = Math.abs(difference) > doubtful ? "; the cold, ideal and warm costs are in doubt by as much" : "";
  const money = `the calls were billed ${percent(Math.abs(difference))} ${difference < 0 ? "below" : "above"} the prediction`;
  return [
    `The cache model predicted ${percent(predictedRead)} of the input read from caches, the bill says ${percent(billedRead)}; ${money}${doubt}.`,
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
