import type { Bid } from "../../market/bid.ts";
import { calibration } from "../../market/calibrate.ts";
import { baseBrier, brier, skill, trustWeight } from "../../market/proper-scores.ts";
import { poolOf, poolRate, type Records, recordOf, recordView } from "../../market/record-view.ts";
import { poolPrior, posterior } from "../../market/reputation.ts";
import { anchorScore, directScore, expectedSurplus } from "../../market/score.ts";
import type { Brief, Desk, Nano } from "../../types.ts";
import { asksForBids, type MarketSettings } from "./options.ts";

/** A bid as the market sees it: p corrected by what is known, and the score under which it competes. `stated` is the bidder's own p. */
export interface Offer extends Bid {
  readonly stated: number;
  readonly score: number;
}

/** How many outcomes a stated p is worth against the record under `reputation: beta`. */
const statementStrength = 10;

/** Turns bids into offers and notes them. Contract: p is corrected before anything is scored; nothing depends on order or time. */
export function offersFrom(bids: readonly Bid[], task: Brief, desk: Desk, value: Nano, settings: MarketSettings): Offer[] {
  const records = desk.view(recordView);
  return bids.map((bid) => {
    const p = believed(bid, task.category, records, settings);
    const offer = { ...bid, stated: bid.p, p, score: scoreOf({ ...bid, p }, task.category, records, value, settings) };
    const { member, ask, tokens, ms, stated } = offer;
    desk.note({
      type: "bid",
      member,
      p,
      ask,
      stated,
      valid: true,
      ...(tokens === undefined ? {} : { tokens }),
      ...(ms === undefined ? {} : { ms }),
    });
    return offer;
  });
}

function believed(bid: Bid, category: string, records: Records, settings: MarketSettings): number {
  if (!asksForBids(settings)) return bid.p;
  const record = recordOf(records, category, bid.member);
  const pool = [...(records.byCategory.get(category)?.values() ?? [])].flatMap(({ forecasts }) => forecasts);
  const p = settings.bidding === "calibrated" ? calibration(record.forecasts, pool).map(bid.p) : bid.p;
  if (settings.reputation === "beta") return posterior(record.counts, p, statementStrength);
  if (settings.reputation !== "scoring") return p;
  const prior = poolPrior(poolOf(records, category));
  const trust = trustWeight(skill(brier(record.forecasts), baseBrier(poolRate(records, category))), record.tried);
  const weight = record.tried === 0 ? 0.5 : trust;
  return weight * p + (1 - weight) * posterior(record.counts, prior.mean, prior.strength);
}

function scoreOf({ member, p, ask }: Bid, category: string, records: Records, value: Nano, settings: MarketSettings): number {
  if (settings.mechanism === "lottery") return value;
  // Cheapest first among those who are worth their price.
  if (settings.mechanism === "posted") return p * value > ask ? Math.max(1, value - ask) : 0;
  if (settings.reputation === "anchor") return anchorScore({ value, p, ask }, recordOf(records, category, member).anchor);
  return settings.mechanism === "first-price" ? directScore({ value, p, ask }) : expectedSurplus({ value, p, ask });
}
