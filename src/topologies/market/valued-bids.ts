import type { Bid } from "../../market/bid.ts";
import { pooledChance, type StatedChance } from "../../market/forecast-pool.ts";
import { poolRate, recordView } from "../../market/record-view.ts";
import type { Desk, Json } from "../../types.ts";
import { shuffled } from "../../util/random.ts";
import type { Auction } from "./auction.ts";
import { forecastNote, forecastView, type TaskForecasts } from "./forecast-view.ts";

/** Bids with p as the market's valuation has it from what all state of all; `forecasts`: what that was, where it is more than each one's own word. */
export interface ValuedBids {
  readonly bids: readonly Bid[];
  readonly forecasts?: TaskForecasts;
}

/** Contract: a member of whom nobody else said anything is taken at its own word; the order in which members trade is drawn for each task. */
export function valuedBids({ task, desk, settings, apart = "" }: Auction, bids: readonly Bid[]): ValuedBids {
  const rule = settings.clearing.valuation;
  if (rule === "own") return { bids };
  const said = bids.flatMap(({ member, p, others = [] }): StatedChance[] => [
    { by: member, of: member, p },
    ...others.map((other): StatedChance => ({ by: member, of: other.member, p: other.p })),
  ]);
  const { known } = desk.view(forecastView);
  const start = poolRate(desk.view(recordView), task.category);
  const names = bids.map(({ member }) => member).toSorted();
  const pooled = bids.map((bid) => {
    const order = rule === "prediction-market" ? shuffled(names, () => desk.chance(`trades/${bid.member}${apart}`)) : names;
    return { bid, ...pooledChance(rule, said, bid.member, { known, order, start }) };
  });
  const trades = pooled.flatMap(({ bid, trades }) => trades.map((trade) => ({ ...trade, of: bid.member })));
  return { bids: pooled.map(({ bid, p }) => ({ ...bid, p: p ?? bid.p, stated: bid.p })), forecasts: { said, trades } };
}

/** What was stated of all goes on record in the task's own trial, before the work that judges it. */
export function noteForecasts(desk: Desk, forecasts: TaskForecasts | undefined): void {
  if (forecasts !== undefined) desk.note({ type: "own", name: forecastNote, value: JSON.parse(JSON.stringify(forecasts)) as Json });
}
