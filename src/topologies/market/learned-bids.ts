import type { Bid } from "../../market/bid.ts";
import type { Json, Member } from "../../types.ts";
import { normal } from "../../util/random.ts";
import { Belief } from "../../valuation/index.ts";
import type { FailedAttempt } from "../attempt.ts";
import { fitOf, judgedView } from "../judged-view.ts";
import { judgedBefore } from "../prior-record.ts";
import type { Auction } from "./auction.ts";
import { likelyCost } from "./worth.ts";

/**
 * Bids with no call, by what topology `index` thinks of members: p from the verdicts of the session and the record before it, with the ease of tasks and
 * members failing together taken into account, drawn once for a task as what is known leaves it open. Given the answers that failed, p is what
 * they leave of it. What was learnt and used is noted. The ask is what the attempt will likely cost, as for all derived bids.
 */
export function learnedBids(auction: Auction, bidders: readonly Member[]): (past: readonly FailedAttempt[]) => Bid[] {
  const { task, desk, settings } = auction;
  const { record, sensitivity, specificity } = settings.learned;
  const names = desk.members.map(({ name }) => name);
  const tasks = desk.view(judgedView);
  const fit = fitOf(tasks, names, judgedBefore(record, names, task.category), { sensitivity, specificity });
  const mean = fit.chances(task.category);
  const drawn = fit.drawn(
    task.category,
    names.map((name) => normal(() => desk.chance(`learned/${name}`))),
  );
  const belief = new Belief({ p: drawn, loadings: fit.loadings, repeats: fit.repeats });
  return (past) => {
    const now = belief.after(
      past.map(({ answer }, place) => ({
        member: names.indexOf(answer.by),
        answer: place,
        ifRight: 1 - sensitivity,
        ifWrong: specificity,
      })),
    );
    const used = names.map((_, place) => now.next(place));
    desk.note({
      type: "own",
      name: "learned-bids",
      value: {
        tasks: tasks.ended.length,
        loading: fit.loadings[0] ?? 0,
        repeat: fit.repeats[0] ?? 0,
        failed: past.length,
        members: names.map((member, place): Json => ({ member, mean: mean[place] ?? 0, drawn: drawn[place] ?? 0, p: used[place] ?? 0 })),
      },
    });
    return bidders.map(({ name }) => ({ member: name, p: used[names.indexOf(name)] ?? 0, ask: likelyCost(task, desk, name) }));
  };
}
