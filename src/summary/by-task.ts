import { z } from "zod";

/** Task by topology: passed tries of all tries, and dollars per try. */
export const byTaskSchema = z.object({
  /** Tasks with a try that stands in the figures; the rows may be fewer. */
  of: z.int(),
  /** Tasks that every topology passed on every try, and those that none passed on any. */
  allPassed: z.int(),
  nonePassed: z.int(),
  topologies: z.array(z.string()),
  /** Those on which the topologies differ most come first. */
  rows: z.array(
    z.object({
      task: z.string(),
      /** What the task is called, or how its prompt begins; absent where its id is all that is known. */
      title: z.string().optional(),
      category: z.string(),
      /** In the order of `topologies`; null where one has no try of the task. */
      cells: z.array(z.object({ passed: z.int(), tries: z.int(), cost: z.number() }).nullable()),
    }),
  ),
});
export type ByTaskTable = z.output<typeof byTaskSchema>;
