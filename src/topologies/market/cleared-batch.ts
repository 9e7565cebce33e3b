import { ascending } from "../../market/ascending.ts";
import type { Batch, BatchAssignment } from "../../market/batch.ts";
import { batchVcg } from "../../market/batch-vcg.ts";
import { byLot } from "../../market/by-lot.ts";
import type { Payment } from "../../market/payment.ts";
import type { Member } from "../../types.ts";
import type { Auction } from "./auction.ts";
import type { ClearedTask } from "./batch-view.ts";
import type { Offer } from "./clearing.ts";

interface Crew {
  readonly bidders: readonly Member[];
  readonly left: (member: string) => number;
}
/** Who has which task, and what each place costs beyond the ask: of each member, or under VCG of each task. */
interface Cleared extends BatchAssignment {
  readonly priceOf: (task: number, member: number) => number;
}

/** The tasks of a batch with their offers, and who has which at what terms. Chance decides between equals, never the order of tasks or members. */
export function clearedBatch(auctions: readonly Auction[], offers: readonly (readonly Offer[])[], { bidders, left }: Crew): ClearedTask[] {
  const [first] = auctions;
  if (first === undefined) return [];
  const { desk, settings } = first;
  const draws = auctions.map(() => desk.chance("batch"));
  const order = [...auctions.keys()].sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0));
  const scoreOf = (at: number, { name }: Member) => offers[at]?.find(({ member }) => member === name)?.score ?? Number.NEGATIVE_INFINITY;
  const worth = order.map((at) => bidders.map((bidder) => scoreOf(at, bidder)));
  const capacity = bidders.map(({ name }) => Math.min(auctions.length, left(name)));
  const { memberOf, priceOf } = assigned({ worth, capacity }, settings.clearing.batch);
  return auctions.map(({ task, value }, at): ClearedTask => {
    const row = order.indexOf(at);
    const column = memberOf[row];
    const own = offers[at] ?? [];
    const winner = column === undefined ? undefined : own.find((offer) => offer.member === bidders[column]?.name);
    if (winner === undefined || column === undefined) return { task: task.id, offers: own, price: 0 };
    const price = priceOf(row, column);
    const terms = termsOf(settings.clearing.batch === "vcg", { value, ask: winner.ask, price });
    return { task: task.id, offers: own, price, winner: { ...winner, terms } };
  });
}

/** Prices rise in thousandths of the most that any pair is worth. */
const steps = 1000;

function assigned(batch: Batch, rule: Auction["settings"]["clearing"]["batch"]): Cleared {
  if (rule === "lot") return { ...byLot(batch, [...batch.worth.keys()]), priceOf: () => 0 };
  if (rule === "ascending") {
    const increment = Math.max(1, ...batch.worth.flat().filter(Number.isFinite)) / steps;
    const found = ascending(batch, increment);
    return { ...found, priceOf: (_, member) => found.prices.at(member) ?? 0 };
  }
  const found = batchVcg(batch);
  const worthOf = (row: number, column: number) => batch.worth[row]?.[column] ?? 0;
  return {
    ...found,
    // A member's charge is for all its tasks: each bears the share that it is of what they are worth.
    priceOf: (row, column) => {
      const all = found.memberOf.reduce<number>((sum, by, at) => sum + (by === column ? worthOf(at, column) : 0), 0);
      return all > 0 ? ((found.charges[column] ?? 0) * worthOf(row, column)) / all : 0;
    },
  };
}

/** VCG pays by results, less what the member keeps the others from; else the ask and the price of the place, whatever the outcome. */
function termsOf(
  contingent: boolean,
  { value, ask, price }: { readonly value: number; readonly ask: number; readonly price: number },
): Payment {
  if (contingent) return { onPass: value - price, onFail: -price, deposit: price };
  return { onPass: ask + price, onFail: ask + price, deposit: 0 };
}
