import type { Plan } from "./plan.ts";
import { UserError } from "../util/bug.ts";

/** Refuses to begin where a member's own `tokensPerMinute` is less than one answer may take: at that pace no call fits into a minute. */
export function refuseUnpaced({ topologies, judgeSeats }: Pick<Plan, "topologies" | "judgeSeats">): void {
  for (const { name: topology, terms, seats } of topologies)
    for (const { name, model } of [...seats, ...judgeSeats]) {
      const { tokensPerMinute = Infinity } = model.pace ?? {};
      if (model.world === "live" && terms.outputCap > tokensPerMinute)
        throw new UserError(
          `settings.tokensPerMinute of ${name} is ${tokensPerMinute}, and one answer in ${topology} may take ${terms.outputCap} tokens (terms.outputCap): no call fits into a minute. Raise settings.tokensPerMinute, or lower terms.outputCap.`,
        );
    }
}
