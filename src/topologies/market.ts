import type { z } from "zod";
import { poolOf, recordView } from "../market/record-view.ts";
import { poolPrior, posterior } from "../market/reputation.ts";
import type { Answer, Brief, Desk, Nano, Reply, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, isOver, type Tried, tryAsk } from "./asks.ts";
import { defineKind } from "./kind.ts";
import { sealedBids } from "./market/bidding.ts";
import { type Offer, offersFrom } from "./market/clearing.ts";
import { admitted, type Contract, contractFor, settle } from "./market/contract.ts";
import { asksForBids, type MarketSettings, marketOptions, needsVerdicts } from "./market/options.ts";
import { likelyCost, recordFor, valueOf } from "./market/worth.ts";
import { answerAlone } from "./solo.ts";

/**
 * Members bid for the task, the best offer wins it, somebody else judges the answer, credits change hands, the record remembers.
 * Contract: never rejects. A task that nobody takes is noted as unfilled and, without a fallback, comes back as `refused`.
 */
export function market(options: z.input<typeof marketOptions> = {}): Topology {
  const settings = marketOptions.parse(options);
  return { name: "market", memory: needsVerdicts(settings), solve: (task, desk) => trade(task, desk, settings) };
}

async function trade(task: Brief, desk: Desk, settings: MarketSettings): Promise<Result<Answer>> {
  if (desk.members.length === 0) return fail("refused", "A market needs at least one member; the experiment names none.");
  const value = valueOf(task, desk);
  const bidders = admitted(desk, value);
  const { bids, broke } = await sealedBids(task, desk, bidders, value, settings);
  const offers = offersFrom(bids, task, desk, value, settings);
  const done = await work(task, desk, offers, value, settings);
  if (done !== undefined) return done;
  const reason = broke ? "budget" : unfilledReason(bidders.length, offers);
  desk.note({ type: "unfilled", reason });
  return rescue(task, desk, settings, reason);
}

/**
 * Award, attempt, verdict, settlement, until an answer passes or the attempts are used up. A member that failed is passed over
 * while another has a worthwhile offer. Undefined when no offer could be awarded at all.
 */
async function work(task: Brief, desk: Desk, offers: readonly Offer[], value: Nano, settings: MarketSettings) {
  const past: Tried[] = [];
  const absent = new Set<string>();
  let outcome: Result<Answer> | undefined;
  for (let attempt = 1; attempt <= desk.terms.attempts; ) {
    const present = offers.filter(({ member }) => !absent.has(member));
    const fresh = present.filter(({ member }) => !past.some(({ answer }) => answer.by === member));
    const contract =
      contractFor(desk, fresh, value, attempt, settings) ?? contractFor(desk, tried(present, fresh), value, attempt, settings);
    if (contract === undefined) return outcome;
    const { member } = contract.offer;
    const reply = await desk.ask(member, tryAsk(task, desk.terms, member, past));
    const answer = answerOf(reply, member);
    if (!answer.ok) {
      // No money left is not the member's fault; any other silence costs it the deposit, and no attempt of the task.
      settle(desk, contract, isOver(answer) ? "unverified" : "default");
      if (outcome === undefined || !outcome.ok) outcome = answer;
      if (isOver(answer)) return outcome;
      absent.add(member);
      continue;
    }
    outcome = answer;
    const failed = await judged(desk, contract, reply, attempt, settings);
    if (failed === undefined) return outcome;
    past.push({ answer: { text: answer.text, by: member }, why: failed });
    attempt++;
  }
  return outcome;
}

function tried(present: readonly Offer[], fresh: readonly Offer[]): Offer[] {
  return present.filter((offer) => !fresh.includes(offer));
}

/** Verdict, record and settlement of one attempt: why it failed, or undefined when the answer stands. */
async function judged(
  desk: Desk,
  contract: Contract,
  reply: Reply,
  attempt: number,
  settings: MarketSettings,
): Promise<string | undefined> {
  const { member, stated, tokens } = contract.offer;
  if (attempt === desk.terms.attempts && !needsVerdicts(settings)) {
    settle(desk, contract, "unverified");
    return undefined;
  }
  const verdict = await desk.verify({ text: reply.ok ? reply.text : "", by: member });
  if (!verdict.ok) {
    settle(desk, contract, "unverified");
    return undefined;
  }
  const { passed } = verdict;
  const spoken = tokens === undefined ? {} : { statedTokens: tokens };
  desk.note({ type: "outcome", member, p: stated, passed, attempt, tokens: reply.usage.output, ...spoken });
  settle(desk, contract, passed ? "passed" : "failed");
  return passed ? undefined : verdict.why;
}

type UnfilledReason = "no-bid" | "no-positive-score" | "budget" | "insolvent";
function unfilledReason(bidders: number, offers: readonly Offer[]): UnfilledReason {
  if (bidders === 0) return "insolvent";
  if (offers.length === 0) return "no-bid";
  return offers.some(({ score }) => score > 0) ? "insolvent" : "no-positive-score";
}

/** What happens to a task that nobody took: the member that the settings name does it, outside the market. */
async function rescue(task: Brief, desk: Desk, { fallback }: MarketSettings, reason: UnfilledReason): Promise<Result<Answer>> {
  if (reason === "budget")
    return fail("budget", "Bids were wanted; no bid call fits the budget that is left. Raise it or derive the bids.");
  if (fallback === "none") {
    return fail(
      "refused",
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

export const marketKind = defineKind({
  name: "market",
  description:
    "Members bid for the task in sealed, parallel calls (one per member; none where bids are derived from the record), each seeing the whole task unless " +
    "`information` is none. The offer with the highest positive score wins (value x p - ask, p corrected by the record), does the task in one call, and is " +
    "judged by the run's verifier, never by itself. A failed answer goes to the next member. Payments are double entry in the market's own credits: members " +
    "start at zero, may owe twice the task's value, put up deposits, and if in debt receive a stipend of a twentieth of that line at each task. The record " +
    "per member and category is kept over the session. A task that nobody takes is unfilled, counted apart, unless a fallback is named. A member that gives " +
    "no answer loses its deposit and the task goes to the next one without using up an attempt. With `vcg`, one task at a time clears as the second score.",
  options: marketOptions,
  formula: "bids (n when stated or calibrated, else 0) + 1 to attempts, + 1 for each member that gives no answer",
  sees: "Bidder: the task, and its own history and recent prices where `information` says so. Winner: the task, and what the terms show of failed tries.",
  ignores: [],
  calls: (members, terms, settings) => {
    const bids = asksForBids(settings) ? members : 0;
    return { least: bids + 1, most: bids + terms.attempts };
  },
  make: market,
});
