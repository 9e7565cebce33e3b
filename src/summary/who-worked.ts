import { z } from "zod";
import { recordOf } from "../util/record-of.ts";

/** Who was asked, and whose answers were taken; judges are left out. Counts are of tries that stand in the figures. */
export const whoWorkedSchema = z.array(
  z.object({
    topology: z.string(),
    tries: z.int(),
    /** Tries without an answer that was taken. */
    untaken: z.int(),
    members: z.array(
      z.object({
        name: z.string(),
        /** Tries in which it was called for anything, a bid included. */
        asked: z.int(),
        /** Tries in which it wrote an answer or a part of one. */
        wrote: z.int(),
        /** Tries whose answer is its own, those of these that passed, and both by category. */
        taken: z.int(),
        passed: z.int(),
        byCategory: recordOf(z.object({ taken: z.int(), passed: z.int() })),
        /** Dollars of all its calls. */
        cost: z.number(),
      }),
    ),
  }),
);
export type WhoWorked = z.output<typeof whoWorkedSchema>;
