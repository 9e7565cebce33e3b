import { z } from "zod";

/** A mean difference of a step, its 95% interval, and p raised for all lines of the waterfall. */
const difference = z.object({ difference: z.number(), ci: z.tuple([z.number(), z.number()]).nullable(), pHolm: z.number().nullable() });

/** The steps of the two chains, in their order. */
const step = z.enum(["retry", "another-model", "bids", "reputation", "cost-of-bids", "handoff", "split", "merge", "red-team", "replan"]);

/** From one try of one member to the whole market, and to the whole hub: what each step adds to the one before. */
export const waterfallSchema = z.object({
  /** One member, one try: where both chains begin. */
  solo: z.string(),
  /** How many tests p is raised for. */
  tests: z.int(),
  chains: z.array(
    z.object({
      of: z.enum(["market", "hub"]),
      steps: z.array(
        z.object({
          /** More than one where the run has no arm that tells them apart. */
          parts: z.array(step),
          arm: z.string(),
          over: z.string(),
          /** Over all tasks first, then by category where there are several. Dollars per task. */
          rows: z.array(z.object({ category: z.string().optional(), tasks: z.int(), passed: difference, cost: difference })),
        }),
      ),
      /** Steps without an arm of their own, and the arm that would tell them. */
      missing: z.array(z.object({ step, wanted: z.string() })),
    }),
  ),
});
export type Waterfall = z.output<typeof waterfallSchema>;
export type WaterfallStep = z.output<typeof step>;
