import type { Mechanism } from "./mechanism.ts";
import type { Payment } from "./payment.ts";
import { breakevenBid } from "./score.ts";

/**
 * True when an offer is within the buyer's reserve: its ask, or, where it is the only offer and will be paid the reserve on a pass
 * alone, the bid at which it breaks even, ask / p.
 */
export function withinReserve({ ask, p }: { readonly ask: number; readonly p: number }, reserve: number, alone: boolean): boolean {
  return (alone ? breakevenBid(ask, p) : ask) <= reserve;
}

/**
 * The terms of a deal where the buyer has a reserve. Nobody else there to set the price: the posted reserve on a pass, whatever the
 * rule, so that no bidder names its own price. Second score and VCG pay the reserve at most, which keeps them truthful in cost;
 * under execution-contingent payment a reserve only keeps bidders out, and who costs more gains by asking less.
 */
export function underReserve(
  { byLot, reserveBoundsPrice }: Pick<Mechanism, "byLot" | "reserveBoundsPrice">,
  agreed: Payment,
  reserve: number,
  alone: boolean,
): Payment {
  if (byLot === true) return agreed;
  if (alone) return { onPass: reserve, onFail: 0, deposit: 0 };
  if (reserveBoundsPrice !== true) return agreed;
  const price = Math.min(agreed.onPass, reserve);
  return { onPass: price, onFail: price, deposit: 0 };
}
