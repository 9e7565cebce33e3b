import type { Bid } from "../../market/bid.ts";
import { calibration } from "../../market/calibrate.ts";
import { scoreUnder } from "../../market/mechanism.ts";
import { baseBrier, brier, skill, trustWeight } from "../../market/proper-scores.ts";
import { poolOf, poolRate, type Records, recordOf, recordView } from "../../market/record-view.ts";
import { poolPrior, posterior } from "../../market/reputation.ts";
import { withinReserve } from "../../market/reserve.ts";
import { bestPoint } from "../../market/schedule.ts";
import { fitTokens, forecastTokens, type TokenFit } from "../../market/token-forecast.ts";
import { anchorScore } from "../../market/score.ts";
import type { Payment } from "../../market/payment.ts";
import type { Desk, Nano } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import { attemptAsk } from "../asks.ts";
import type { Auction } from "./auction.ts";
import { asksForBids, correctsTokens, type MarketSettings, mechanismIn } from "./options.ts";
import { likelyCost } from "./worth.ts";
import { own } from "../../util/own.ts";
import { defined } from "../../util/defined.ts";

/**
 * A bid as the market sees it: p corrected by what is known, and the score under which it competes. `stated` is the bidder's own p.
 * `budget`: the output tokens for which p holds. `alone`: the only offer within a reserve, which then sets the price.
 */
export interface Offer extends Bid {
  readonly stated: number;
  readonly score: number;
  readonly budget?: number;
  readonly alone?: boolean;
  /** Why it cannot win, where the house's rules keep it out. */
  readonly why?: string;
  /** What it is paid where a batch was cleared, and not by the market's rule for one task. */
  readonly terms?: Payment;
}

/** How many outcomes a stated p is worth against the record under `reputation: beta`. */
const statementStrength = 10;

/** Turns bids into offers and notes them. Contract: p is corrected before anything is scored; nothing depends on order or time. */
export function offersFrom(auction: Auction, bids: readonly Bid[]): Offer[] {
  const offers = scoredOffers(auction, bids);
  noteOffers(auction.desk, offers);
  return offers;
}

/** Offers as they would be noted, for tasks whose own trials are still to come. */
export function scoredOffers(auction: Auction, bids: readonly Bid[]): Offer[] {
  const records = auction.desk.view(recordView);
  const scored = bids.map((bid): Offer => {
    const point = pointOf(auction, bid, records);
    const stated = point?.p ?? bid.stated ?? bid.p;
    const p = believed(auction, { ...bid, p: point?.p ?? bid.p }, records);
    const ask = askOf(auction, bid, records, point?.tokens);
    const score = scoreOf(auction, { ...bid, p, ask }, records);
    return { ...bid, stated, p, ask, score, ...(point === undefined ? {} : { budget: point.tokens }) };
  });
  return keptByReserve(auction, scored);
}

/** One bid on record for each offer. */
export function noteOffers(desk: Desk, offers: readonly Offer[]): void {
  for (const { member, p, ask, stated, tokens, ms, why } of offers) {
    desk.note({
      type: "bid",
      member,
      p,
      ask,
      stated,
      valid: true,
      ...defined({ tokens, ms, why }),
    });
  }
}

/**
 * The point of a bid's schedule that is worth most to the buyer at the member's own price. Calibrated bidding corrects the budgets as
 * well, to what the member hardly ever exceeded where it had stated as much, and only upward: a record of cut answers must not cut shorter.
 */
function pointOf(auction: Auction, { member, schedule, ...bid }: Bid, records: Records) {
  if (schedule === undefined) return undefined;
  const { task, desk, value, settings } = auction;
  const fit = settings.bidding === "calibrated" ? fitTokens(recordOf(records, task.category, member).tokens) : undefined;
  const needed = (tokens: number) => (fit === undefined ? tokens : Math.max(tokens, Math.round(forecastTokens(fit, tokens).reserve)));
  const ask = attemptAsk(task, desk.terms);
  const capped = schedule.map(({ tokens, p }) => ({ tokens: Math.min(needed(tokens), desk.terms.outputCap), p }));
  const trusted = (p: number) => believed(auction, { ...bid, member, p }, records);
  return bestPoint(capped, value, trusted, (maxTokens) => desk.quote(member, { ...ask, maxTokens }));
}

/**
 * What the work is asked for. Of a member that has a price: the cost of the tokens that it stated, in the mean as its record in the category
 * corrects them where p is corrected too, and of no more than its budget. What anyone else asks, and what is derived, stands.
 */
function askOf({ task, desk, settings }: Auction, { member, ask, tokens }: Bid, records: Records, budget = Infinity): Nano {
  const fixed = own(settings.clearing.fiat ?? {}, member);
  if (fixed !== undefined) return toNano(fixed);
  const priced = desk.members.some(({ name, price }) => name === member && price !== undefined);
  if (!priced || tokens === undefined || settings.bidding === "learned" || !asksForBids(settings)) return ask;
  const fit = correctsTokens(settings) ? fitTokens(recordOf(records, task.category, member).tokens) : undefined;
  const expected = fit === undefined ? tokens : meanTokens(fit, tokens);
  return likelyCost(task, desk, member, Math.min(expected, budget));
}

/** From two pairs no spread can be told, and the median stands for the mean. */
function meanTokens(fit: TokenFit, stated: number): number {
  const { mean, median } = forecastTokens(fit, stated);
  return fit.n < 3 ? median : mean;
}

/** Offers above the reserve score nothing; of one that is then alone, more is wanted: it must break even at the posted reserve. */
function keptByReserve({ value, settings }: Auction, offers: readonly Offer[]): Offer[] {
  const reserve = reserveOf(settings.house, value);
  if (reserve === undefined) return [...offers];
  const out = (offer: Offer): Offer => ({ ...offer, score: Math.min(0, offer.score), why: "It asks more than the reserve." });
  const kept = offers.map((offer) => (withinReserve(offer, reserve, false) ? offer : out(offer)));
  const alone = kept.filter(({ score }) => score > 0).length === 1 && mechanismIn(settings).byLot !== true;
  if (!alone) return kept;
  return kept.map((offer) => (offer.score <= 0 ? offer : withinReserve(offer, reserve, true) ? { ...offer, alone } : out(offer)));
}

/** The reserve in credits: never above what a right answer is worth. */
export function reserveOf({ reserve }: MarketSettings["house"], value: Nano): Nano | undefined {
  return reserve === undefined ? undefined : Math.min(toNano(reserve), value);
}

function believed({ task: { category }, settings }: Auction, bid: Bid, records: Records): number {
  // A learned p has taken in what was stated.
  if (settings.bidding === "learned" || !asksForBids(settings)) return bid.p;
  const record = recordOf(records, category, bid.member);
  const pool = [...(records.byCategory.get(category)?.values() ?? [])].flatMap(({ forecasts }) => forecasts);
  const p =
    settings.bidding === "calibrated" ? calibration(record.forecasts, pool, learntMap(settings, bid.member, category)).map(bid.p) : bid.p;
  if (settings.reputation === "beta") return posterior(record.counts, p, statementStrength);
  if (settings.reputation !== "scoring") return p;
  const prior = poolPrior(poolOf(records, category));
  const trust = trustWeight(skill(brier(record.forecasts), baseBrier(poolRate(records, category))), record.tried);
  const weight = record.tried === 0 ? 0.5 : trust;
  return weight * p + (1 - weight) * posterior(record.counts, prior.mean, prior.strength);
}

/** What another run taught of the member in this category, else in all. */
function learntMap({ house }: MarketSettings, member: string, category: string) {
  const learnt = own(house.maps ?? {}, member);
  return own(learnt?.categories ?? {}, category) ?? learnt;
}

function scoreOf({ task: { category }, value, settings }: Auction, { member, p, ask }: Bid, records: Records): number {
  const mechanism = mechanismIn(settings);
  const anchored = settings.reputation === "anchor" && mechanism.ignoresReputation !== true;
  if (anchored) return anchorScore({ value, p, ask }, recordOf(records, category, member).anchor);
  return scoreUnder(mechanism, { value, p, ask });
}
