import { poolOf, recordView } from "../../market/record-view.ts";
import { poolPrior, posterior } from "../../market/reputation.ts";
import type { Answer, DomainFact, Result } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { answerAlone } from "../solo.ts";
import type { Auction } from "./auction.ts";
import { likelyCost, recordFor } from "./worth.ts";

export type UnfilledReason = Extract<DomainFact, { type: "unfilled" }>["reason"];

/** What happens to a task that nobody took: the member that the settings name does it, outside the market. */
export async function rescue({ task, desk, settings }: Auction, reason: UnfilledReason): Promise<Result<Answer>> {
  desk.note({ type: "unfilled", reason });
  const { fallback } = settings;
  if (reason === "budget")
    return fail("budget", "Bids were wanted; no bid call fits the budget that is left. Raise it or derive the bids.");
  if (fallback === "none") {
    return fail(
      "unsupported",
      `A member was wanted for the task; the market left it unfilled (${reason}). Set "fallback" to have it done all the same.`,
    );
  }
  const pool = poolPrior(poolOf(desk.view(recordView), task.category));
  const merit = (name: string) =>
    fallback === "cheapest" ? -likelyCost(task, desk, name) : posterior(recordFor(task, desk, name).counts, pool.mean, pool.strength);
  const keyed = desk.members.map(({ name }) => ({ name, merit: merit(name), draw: desk.chance(`fallback/${name}`) }));
  const [best] = keyed.sort((a, b) => b.merit - a.merit || a.draw - b.draw);
  desk.note({ type: "fallback", from: "market", to: best?.name ?? "", why: reason });
  return answerAlone(task, desk, best?.name);
}
