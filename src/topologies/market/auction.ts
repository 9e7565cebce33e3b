import type { Nano } from "../../types.ts";
import type { Assignment } from "../attempt.ts";
import type { MarketSettings } from "./options.ts";

/** A task that members bid for: what a right answer is worth, and the rules of the market. */
export interface Auction extends Assignment {
  readonly value: Nano;
  readonly settings: MarketSettings;
  /** Keeps what is drawn for bids apart where several tasks of a batch are bid for in one trial. */
  readonly apart?: string;
}
