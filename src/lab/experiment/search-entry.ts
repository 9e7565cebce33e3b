import { z } from "zod";
import { isWholeNano, wholeNanoWords } from "../../util/money.ts";
import { recordOf } from "../../util/record-of.ts";

/** What `catallaxy search` looks through: the arrangements that these bounds allow. */
export const searchEntry = z.strictObject({
  /** Kinds of topologies, or `all`; the kinds among the experiment's own topologies when left out. */
  topologies: z.union([z.literal("all"), z.array(z.string()).min(1)]).optional(),
  /** The members that may sit in them; all when left out. */
  members: z.array(z.string()).min(1).optional(),
  /** By kind and option the values to try, in every combination; `default` tries no others than the defaults. Grids around the defaults when left out. */
  options: z.union([z.literal("default"), recordOf(recordOf(z.array(z.unknown()).min(1)))]).optional(),
  /** Attempts per task to try; 1 and those of `terms` when left out. */
  tries: z.array(z.int().positive()).min(1).optional(),
  /** How deep topologies may sit in topologies: 1 has members alone. 2 when left out, 1 on a recorded set, where nested asks were never recorded. */
  depth: z.int().min(1).max(3).optional(),
  /** The most seats of a topology. */
  seats: z.int().min(1).max(16).default(3),
  /** The most candidates; of more so many are drawn by seed. */
  most: z.int().min(2).max(2000).default(200),
});
export type SearchEntry = z.output<typeof searchEntry>;

/** The ways of searching: racing with valid dropping, Thompson sampling over the same candidates, random mutation. */
export const strategyNames = ["racing", "thompson", "mutation"] as const;

/** A search as it is run: the experiment's topologies race on the half of `holdOut` to choose on, and the winner is scored on the other. */
export const raceEntry = z.strictObject({
  /** The first one names the winner; the others are compared with it, each at the same spend. */
  strategies: z.array(z.enum(strategyNames)).min(1).default(["racing"]),
  /** Dollars that each of them may spend to choose. */
  spend: z.number().positive().refine(isWholeNano, wholeNanoWords),
  /** The chance that the best is dropped as shown to be worse, however often one looks. */
  alpha: z.number().min(0.0001).max(0.5).default(0.05),
  /** Of how many arrangements that were written down, and how many different ones, the topologies are. */
  space: z.strictObject({ written: z.int().nonnegative(), different: z.int().nonnegative() }).optional(),
});
export type RaceEntry = z.output<typeof raceEntry>;
