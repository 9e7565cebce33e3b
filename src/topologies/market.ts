import type { z } from "zod";
import { mechanismOf } from "../market/mechanism.ts";
import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { defineKind } from "./kind.ts";
import { sealedBids } from "./market/bidding.ts";
import { type Offer, offersFrom } from "./market/clearing.ts";
import { admitted } from "./market/contract.ts";
import { batchTrade } from "./market/batch-trade.ts";
import { learnedBids } from "./market/learned-bids.ts";
import { marketGist } from "./market/gist.ts";
import { asksForBids, type MarketSettings, marketOptions, needsVerdicts } from "./market/options.ts";
import { rescue, type UnfilledReason } from "./market/rescue.ts";
import { noteForecasts, type ValuedBids, valuedBids } from "./market/valued-bids.ts";
import { work } from "./market/work.ts";
import { valueOf } from "./market/worth.ts";
import { strangerIn } from "./prior-record.ts";

/**
 * Members bid for the task, the best offer wins it, somebody else judges the answer, credits change hands, the record remembers.
 * Contract: never rejects. A task that nobody takes is noted as unfilled and, without a fallback, comes back as `refused`.
 */
export function market(options: z.input<typeof marketOptions> = {}): Topology {
  const settings = marketOptions.parse(options);
  return { name: "market", memory: needsVerdicts(settings), solve: (task, desk) => trade(task, desk, settings) };
}

async function trade(task: Brief, desk: Desk, settings: MarketSettings): Promise<Result<Answer>> {
  if (desk.members.length === 0) return fail("unsupported", "A market needs at least one member; the experiment names none.");
  const names = desk.members.map(({ name }) => name);
  const stranger = strangerIn([...settings.learned.record, ...settings.learned.statements], names, "market") ?? unpaid(settings, desk);
  if (stranger !== undefined) return fail("unsupported", stranger);
  const auction = { task, desk, value: valueOf(task, desk), settings };
  if (settings.clearing.batch !== "none") return batchTrade(auction);
  const bidders = admitted(auction);
  const asked = settings.bidding !== "learned" || asksForBids(settings);
  const { bids: said, broke } = asked ? await sealedBids(auction, bidders) : { bids: undefined, broke: false };
  // Whoever has no money for bids is not given the work by what is known of members.
  const learned = settings.bidding !== "learned" || broke ? undefined : learnedBids(auction, bidders, said);
  const valued: ValuedBids = learned === undefined ? valuedBids(auction, said ?? []) : { bids: learned([]) };
  noteForecasts(desk, valued.forecasts);
  const offers = offersFrom(auction, valued.bids);
  const done = await work(auction, offers, learned === undefined ? undefined : (past) => offersFrom(auction, learned(past)));
  if (done !== undefined) return done;
  return rescue(auction, broke ? "budget" : unfilledReason(bidders.length, offers));
}

/** Whose price is fixed and who is neither a member nor one who is merely full. */
function unpaid({ clearing }: MarketSettings, { members, terms }: Desk): string | undefined {
  const known = [...members.map(({ name }) => name), ...Object.keys(terms.capacity?.of ?? {})];
  const stranger = Object.keys(clearing.fiat ?? {}).find((name) => !known.includes(name));
  return stranger === undefined
    ? undefined
    : `The market fixes a price for "${stranger}", who is no member; there are ${known.join(", ")}.`;
}

function unfilledReason(bidders: number, offers: readonly Offer[]): UnfilledReason {
  if (bidders === 0) return "insolvent";
  if (offers.length === 0) return "no-bid";
  return offers.some(({ score }) => score > 0) ? "insolvent" : "no-positive-score";
}

export const marketKind = defineKind({
  name: "market",
  gist: "models bid for the task; the best offer does it",
  gistOf: marketGist,
  description:
    "Members bid for the task in sealed, parallel calls (one per member; none where bids are derived from the record), each seeing the whole task unless " +
    "`information` is none, with its own price and, by default, its record, and stating p and tokens, from which its ask is worked out. The offer with the highest positive score wins (value x p - ask, p corrected by the record), does the task in one call, and is " +
    "judged by the run's verifier, never by itself. A failed answer goes to the next member. Payments are double entry in the market's own credits: members " +
    "start at zero, may owe twice the task's value, put up deposits, and if in debt receive a stipend of a twentieth of that line at each task (or lose a " +
    "tenth of the debt, or get nothing: `house.recovery`). With `house.awards` k, the k best offers work in parallel, each paid or charged by its own " +
    "verdict, and the first that passes in an order drawn by chance is the answer. With `house.reserve`, no offer above it wins, and one that is alone is " +
    "paid it on a pass. With `house.schedule`, members state p for several budgets, and the work is cut off at the best. The record " +
    "per member and category is kept over the session. A task that nobody takes is unfilled, counted apart, unless a fallback is named. A member that gives " +
    "no answer loses its deposit and the task goes to the next one without using up an attempt. With `learned` bids, p is what the session's verdicts and " +
    "`learned.record` say of the member (category, how easy the task seems, members failing together), drawn as what is known leaves it open, and is " +
    "worked out again after each failed answer; with `learned.asked`, members bid all the same, and what they state of p and tokens is one feature more, as " +
    "far as the session's verdicts show that it says something (a void bid counts as none stated). With `vcg`, one task at a time clears as the second score. With `clearing.batch`, tasks that come together (the term `capacity`) are bid for in the " +
    "trial of the first and cleared at once: by prices of members' places that rise until they clear, by VCG, or by lot; the trials that follow find what is " +
    "theirs, and a failed answer goes to a member that has a place nobody was promised. Without the term each task is a batch of its own.",
  options: marketOptions,
  memberOptions: ["member"],
  formula:
    "bids (n when stated, calibrated or `learned.asked`, else 0) + 1 to attempts x awards (at most n), + 1 for each member that gives no answer; with `clearing.batch` the bids of a whole batch in its first trial",
  sees: "Bidder: the task, its own price, its own history and recent payments where `information` says so. Winner: the task, and what the terms show of failed tries.",
  ignores: ["closer"],
  turns: true,
  calls: (members, terms, settings) => {
    const bids = asksForBids(settings) ? members : 0;
    const together = settings.clearing.batch === "none" ? 1 : (terms.capacity?.batch ?? 1);
    if (together > 1) return { least: 1, most: bids * together + terms.attempts };
    return { least: bids + 1, most: bids + terms.attempts * Math.min(settings.house.awards, Math.max(1, members)) };
  },
  weighsWorth: ({ mechanism }) => mechanismOf(mechanism)?.byLot !== true,
  make: market,
});
