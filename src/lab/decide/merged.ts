import type { ItemResult, ArmResult } from "../../valuation/index.ts";

/** Arms over all splits, each item once at its mean, in one order of items. */
export interface MergedArms {
  readonly results: ReadonlyMap<string, readonly ItemResult[]>;
  readonly runs: readonly (readonly ArmResult[])[];
}
