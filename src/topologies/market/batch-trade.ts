import type { Answer, Json, Member, Result } from "../../types.ts";
import { defined } from "../../util/defined.ts";
import { placesLeft, placesView } from "../../util/places.ts";
import type { Auction } from "./auction.ts";
import { batchNote, batchView } from "./batch-view.ts";
import { sealedBids } from "./bidding.ts";
import { clearedBatch } from "./cleared-batch.ts";
import { noteOffers, type Offer, scoredOffers } from "./clearing.ts";
import { admitted } from "./contract.ts";
import { rescue } from "./rescue.ts";
import { noteForecasts, valuedBids } from "./valued-bids.ts";
import { work } from "./work.ts";
import { valueOf } from "./worth.ts";

/**
 * One task of a batch: the first trial of a batch has all its tasks bid for and cleared, the others find what is theirs. A failed answer goes
 * to the best offer whose member has a place that no other task of the batch was promised. Contract: never rejects.
 */
export async function batchTrade(auction: Auction): Promise<Result<Answer>> {
  const { task, desk } = auction;
  if (!desk.view(batchView).has(task.id)) {
    const bidders = admitted(auction);
    if (bidders.length === 0) return rescue(auction, "insolvent");
    if ((await clearBatch(auction, bidders)) === "broke") return rescue(auction, "budget");
  }
  const { offers = [], winner, forecasts } = desk.view(batchView).get(task.id) ?? {};
  noteForecasts(desk, forecasts);
  noteOffers(desk, offers);
  const worthwhile = offers.filter(({ score }) => score > 0);
  if (winner === undefined)
    return rescue(auction, offers.length === 0 ? "no-bid" : worthwhile.length === 0 ? "no-positive-score" : "capacity");
  const spare = (): Offer[] => worthwhile.filter((offer) => offer.member === winner.member || hasSpare(auction, offer.member));
  return (await work(auction, [winner], spare)) ?? rescue(auction, "insolvent");
}

/** Bids for every task of the batch, and who does which; on record, so that the trials to come read it. */
async function clearBatch(auction: Auction, bidders: readonly Member[]): Promise<"cleared" | "broke"> {
  const { desk } = auction;
  const tasks = desk.batch ?? [auction.task];
  const auctions = tasks.map((task): Auction => ({ ...auction, task, value: valueOf(task, desk), apart: `/${task.id}` }));
  const sealed = await Promise.all(auctions.map((one) => sealedBids(one, bidders)));
  if (sealed.every(({ broke }) => broke)) return "broke";
  const valued = auctions.map((one, place) => valuedBids(one, sealed[place]?.bids ?? []));
  const offers = auctions.map((one, place) => scoredOffers(one, valued[place]?.bids ?? []));
  const crew = { bidders, left: (member: string) => leftFor(auction, member) };
  const cleared = clearedBatch(auctions, offers, crew).map((one, place) => ({
    ...one,
    ...defined({ forecasts: valued[place]?.forecasts }),
  }));
  desk.note({ type: "own", name: batchNote, value: JSON.parse(JSON.stringify({ tasks: cleared })) as Json });
  return "cleared";
}

function leftFor({ desk }: Auction, member: string): number {
  return placesLeft(desk.view(placesView), desk.terms.capacity, desk.batch, member);
}

/** Whether a member can take a task that it was not given, and still do all that it was. */
function hasSpare(auction: Auction, member: string): boolean {
  const { desk } = auction;
  const [cleared, taken] = [desk.view(batchView), desk.view(placesView)];
  const promised = (desk.batch ?? []).filter(({ id }) => cleared.get(id)?.winner?.member === member && taken.get(id)?.has(member) !== true);
  return taken.get(auction.task.id)?.has(member) === true || leftFor(auction, member) > promised.length;
}
