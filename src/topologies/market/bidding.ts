import { z } from "zod";
import { type Bid, readBid } from "../../market/bid.ts";
import { commitment, nonceFrom } from "../../market/commitment.ts";
import { poolOf, recordView } from "../../market/record-view.ts";
import { poolPrior } from "../../market/reputation.ts";
import { thompson } from "../../market/thompson.ts";
import type { Json, Member, Result } from "../../types.ts";
import { fail } from "../../util/failure.ts";
import { isOver, askInParallel } from "../asks.ts";
import { nameFor } from "../labels.ts";
import type { Auction } from "./auction.ts";
import { bidAsk } from "./bid-ask.ts";
import { asksForBids } from "./options.ts";
import { likelyCost, recordFor } from "./worth.ts";

/** One sealed bid per bidder, asked for in parallel or derived from what the session knows. Void bids are noted with their reason. `broke`: no bid could be paid for. */
export async function sealedBids(auction: Auction, bidders: readonly Member[]): Promise<{ bids: Bid[]; broke: boolean }> {
  const { desk } = auction;
  if (!asksForBids(auction.settings)) return { bids: bidders.map((bidder) => derivedBid(auction, bidder)), broke: false };
  const sealed = await askInParallel(auction, bidders, (bidder, auction) => statedBid(auction, bidder));
  // Only now, with all commitments noted, is any bid shown: the clearing waits for everybody, so that being fast decides nothing.
  for (const { result, member, nonce } of sealed) {
    if (result.ok) desk.note({ type: "own", name: "bid-reveal", value: { member, nonce, ...revealed(result.bid) } });
    else desk.note({ type: "bid", member, p: 0, ask: 0, valid: false, why: result.failure.message });
  }
  const broke = sealed.length > 0 && sealed.every(({ result }) => isOver(result));
  return { bids: sealed.flatMap(({ result }) => (result.ok ? [result.bid] : [])), broke };
}

/** What a bid holds that its own fact does not, so that an outsider can open the commitment: the fact's ask is of corrected tokens. */
function revealed({ p, ask, schedule, others }: Bid): { readonly [name: string]: Json } {
  return {
    ask,
    ...(others === undefined ? {} : { others: others.map((other) => ({ ...other })) }),
    ...(schedule === undefined ? {} : { p, schedule: schedule.map((point) => ({ ...point })) }),
  };
}

interface Envelope {
  readonly member: string;
  readonly nonce: string;
  readonly result: Result<{ bid: Bid }>;
}

/** Bids close ten minutes after they were asked for, on the trial's clock: whoever is slower has not bid. */
const biddingMs = 600_000;

async function statedBid(auction: Auction, bidder: Member): Promise<Envelope> {
  const { task, desk } = auction;
  const { name, price } = bidder;
  const opened = desk.now;
  const reply = await desk.ask(name, bidAsk(auction, bidder));
  // Who has a price states tokens, and they are what it asks for; nobody else knows what anyone without one wants.
  const cost = price === undefined ? undefined : (tokens: number) => likelyCost(task, desk, name, tokens);
  const read: Result<{ bid: Bid }> = reply.ok
    ? withOthers(auction, readBid(name, reply.object, task.id, cost), reply.object)
    : { ok: false, failure: reply.failure };
  const late = desk.now - opened > biddingMs;
  const result = late ? fail("timeout", `The bid is void: it came after the deadline of ${biddingMs / 1000} s.`) : read;
  const nonce = nonceFrom(() => desk.chance(`nonce/${name}${auction.apart ?? ""}`));
  if (result.ok) {
    const digest = commitment({ run: "session", task: task.id, nonce, bid: result.bid });
    desk.note({ type: "commit", member: name, digest });
  }
  return { member: name, nonce, result };
}

/** The bid with what it states of others: of whoever it names by a label of this task, but itself. What does not fit says nothing. */
function withOthers({ desk, settings }: Auction, read: Result<{ bid: Bid }>, object: Json | undefined): Result<{ bid: Bid }> {
  if (!read.ok || settings.clearing.valuation === "own") return read;
  const parsed = statedOfOthers.safeParse(object);
  const named = parsed.success ? parsed.data.others : [];
  const others = named.flatMap(({ member: label, p }) => {
    const member = nameFor(desk, label);
    return member === undefined || member === read.bid.member ? [] : [{ member, p }];
  });
  const first = others.filter((one, place) => others.findIndex(({ member }) => member === one.member) === place);
  return { ok: true, bid: { ...read.bid, others: first } };
}
const statedOfOthers = z.object({ others: z.array(z.object({ member: z.string(), p: z.number().min(0).max(1) })) });

/** A bid with no call: p drawn from what the record lets believe, from the category's pass rate, or from chance; the ask is what the attempt will likely cost. */
function derivedBid({ task, desk, settings: { bidding }, apart = "" }: Auction, { name }: Member): Bid {
  const pool = poolOf(desk.view(recordView), task.category);
  const prior = poolPrior(pool);
  const ask = likelyCost(task, desk, name);
  if (bidding === "random") return { member: name, p: desk.chance(`bid/${name}${apart}`), ask };
  if (bidding === "posted") return { member: name, p: prior.mean, ask };
  // A draw, not the mean: a market that only trusts the record would never look at whoever has none.
  const p = thompson(recordFor(task, desk, name).counts, () => desk.chance(`record/${name}${apart}`), prior.mean, prior.strength);
  return { member: name, p, ask };
}
