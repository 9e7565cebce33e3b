import { z } from "zod";
import { recordOf } from "../../util/record-of.ts";

/** What `catallaxy search` looks through: the arrangements that these bounds allow. */
export const searchEntry = z.strictObject({
  /** Kinds of topologies, or `all`; the kinds among the experiment's own topologies when left out. */
  topologies: z.union([z.literal("all"), z.array(z.string()).min(1)]).optional(),
  /** The members that may sit in them; all when left out. */
  members: z.array(z.string()).min(1).optional(),
  /** By kind and option the values to try, in every combination; `default` tries no others than the defaults. Grids around the defaults when left out. */
  options: z.union([z.literal("default"), recordOf(recordOf(z.array(z.unknown()).min(1)))]).optional(),
  /** Attempts per task to try; those of `terms` when left out. */
  attempts: z.array(z.int().positive()).min(1).optional(),
  /** How deep topologies may sit in topologies: 1 has members alone. */
  depth: z.int().min(1).max(3).default(2),
  /** The most seats of a topology. */
  seats: z.int().min(1).max(16).default(3),
  /** The most candidates; of more so many are drawn by seed. */
  most: z.int().min(2).max(2000).default(200),
});
export type SearchEntry = z.output<typeof searchEntry>;
