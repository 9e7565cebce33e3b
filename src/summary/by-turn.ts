import { z } from "zod";

const pair = z.tuple([z.number(), z.number()]);
const tries = z.object({ passed: z.int(), tries: z.int() });

/** Tasks of several turns: how often each graded turn was right, and whether that falls from the first to the last. */
export const byTurnSchema = z.array(
  z.object({
    topology: z.string(),
    /** Where all turns were asked in one prompt. */
    together: z.literal(true).optional(),
    /** The rate is the mean of the tasks' shares; a turn without an answer counts as not passed. */
    turns: z.array(tries.extend({ turn: z.int(), tasks: z.int(), rate: z.number(), ci: pair })),
    /** Last graded turn less first, in the mean over tasks that have two; without an interval where they are too few. */
    change: z.object({ tasks: z.int(), mean: z.number(), ci: pair.optional() }).optional(),
    /** Later graded turns behind turns that were all right, and behind an error. */
    afterRight: tries,
    afterError: tries,
  }),
);
export type ByTurn = z.output<typeof byTurnSchema>;
