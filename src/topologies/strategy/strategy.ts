import type { Nano } from "../../types.ts";
import type { Assignment } from "../attempt.ts";
import type { StrategyMemory } from "./memory.ts";

/** A task for which members bid with plans. `value`: what a right answer is worth. */
export interface StrategyAuction extends Assignment {
  readonly value: Nano;
  readonly memory: StrategyMemory;
  readonly settings: {
    readonly jury: boolean;
    readonly refine: boolean;
    /** Past auctions that a refiner is shown. */
    readonly recall: number;
    /** Whether what a member states of itself counts. */
    readonly self: boolean;
  };
}
/** A plan as a bid: the chance that its author states beside it, and the mean of what the others gave it, where any did. */
export interface Strategy {
  readonly member: string;
  readonly plan: string;
  readonly stated: number;
  readonly jury?: number;
}
/** A bid with what it is thought to cost, its chance, and its score: value x p - cost. */
export interface ScoredStrategy extends Strategy {
  readonly tokens: number;
  readonly cost: Nano;
  readonly features: readonly number[];
  readonly p: number;
  readonly score: number;
}
