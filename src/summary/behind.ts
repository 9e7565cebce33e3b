import { z } from "zod";

const pair = z.tuple([z.number(), z.number()]);
/** A figure over tasks with its 95% interval. */
const figure = z.object({ value: z.number(), ci: pair });

/** `ci`: of where it begins, null where that is at no weight. */
const crossing = z.object({
  kind: z.enum(["always", "never", "from", "until"]),
  weight: z.number().optional(),
  ci: z.tuple([z.number().nullable(), z.number().nullable()]).optional(),
});

/** What lies behind the figures: how topologies err beside one, what their dearest tries and hidden tokens cost, how far members err together. */
export const behindSchema = z.object({
  /** What the topologies stand beside: one model alone where there is one, else the baseline. */
  beside: z.string(),
  alone: z.boolean(),
  rows: z.array(
    z.object({
      topology: z.string(),
      tries: z.int(),
      /** Tries of both at the same task and repetition, by who passed. */
      overlap: z.object({ both: z.int(), onlyIt: z.int(), onlyOther: z.int(), neither: z.int() }).optional(),
      /** Tasks on which it passes a larger share, a smaller one, and the same. Cliff's delta is (more - fewer) / all. */
      tasks: z.object({ more: z.int(), fewer: z.int(), same: z.int() }).optional(),
      /** The geometric mean over tasks of its cost over the other's, and of how many. */
      costRatio: z.object({ value: z.number(), tasks: z.int() }).optional(),
      /** Dollars of the dearest tenth of its tries (CVaR), and their share of all that its tries cost. */
      dearest: z.object({ mean: z.number(), share: z.number() }).optional(),
      /** Billed tokens over those of the tasks' texts and of the accepted answers. */
      tokens: z.number().optional(),
    }),
  ),
  /** Members that answer alone, on the tasks of all. */
  members: z.object({ names: z.array(z.string()), tasks: z.int(), correlation: figure.optional(), effective: figure.optional() }),
  /** As many tries of one of them. */
  same: figure.extend({ member: z.string() }).optional(),
  /** What tokens explain of the differences in score within a task, and what topology explains of the rest. */
  tokens: z
    .object({
      share: z.number(),
      ci: pair,
      rising: z.boolean(),
      beyond: z.number(),
      byChance: z.number(),
      tasks: z.int(),
      tries: z.int(),
    })
    .optional(),
  /** From which weight of spread on a buyer would rather have each than the market, where a right answer has a worth. */
  risk: z.object({ beside: z.string(), rows: z.array(z.object({ topology: z.string(), sd: crossing, cvar: crossing })) }).optional(),
  /** Where token counts are assumed and not of real calls, no figure is made of them. */
  assumedTokens: z.literal(true).optional(),
});
export type Behind = z.output<typeof behindSchema>;
