import { z } from "zod";

/** The versioned contract of `--json`: dollars as numbers, rates in [0, 1], intervals at 95%. */
const interval = z.tuple([z.number(), z.number()]).nullable();
const share = z.number().nullable();
const categoryRow = z.object({
  trials: z.int(),
  passed: z.int(),
  passRate: share,
  meanScore: share,
  cost: z.number(),
});
export const topologyRow = z.object({
  name: z.string(),
  trials: z.int(),
  attempted: z.int(),
  unfilled: z.int(),
  unscored: z.int(),
  /** Trials that ended for the provider's or the sandbox's reasons: neither passed nor failed. */
  infra: z.int(),
  passed: z.int(),
  passRate: share,
  passRateCi: interval,
  meanScore: share,
  meanScoreCi: interval,
  cost: z.object({
    total: z.number(),
    perTrial: z.number(),
    perPass: z.number().nullable(),
    p95: z.number(),
    overheadShare: share,
    byPurpose: z.record(z.string(), z.number()),
    byMember: z.record(z.string(), z.number()),
    /** What the trials would have cost with no prompt cache and with a perfect one. */
    cold: z.number(),
    warm: z.number(),
  }),
  spent: z.number(),
  calls: z.int(),
  tokens: z.object({ uncached: z.int(), cacheRead: z.int(), cacheWrite: z.int(), output: z.int() }),
  latencyMs: z.object({ p50: z.number(), p95: z.number() }),
  byCategory: z.record(z.string(), categoryRow),
});
export const comparisonRow = z.object({
  a: z.string(),
  b: z.string(),
  metric: z.enum(["passed", "score", "cost"]),
  /** Mean over tasks of a minus b; cost in dollars per trial. */
  difference: z.number(),
  ci: interval,
  p: z.number().nullable(),
  pHolm: z.number().nullable(),
  tasks: z.int(),
  /** The smallest true difference that this many tasks would find with 80% power at 5%. */
  minDetectable: z.number().nullable(),
});
export const routingRow = z.object({
  wins: z.record(z.string(), z.int()),
  unfilled: z.int(),
  reputation: z.record(z.string(), z.number()),
});
export const summarySchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  experiment: z.string(),
  world: z.enum(["live", "recorded", "simulated", "mixed"]),
  seed: z.string(),
  tasks: z.int(),
  repetitions: z.int(),
  topologies: z.array(topologyRow),
  comparisons: z.array(comparisonRow),
  routing: z.record(z.string(), routingRow),
  digest: z.string(),
  wallMs: z.number(),
  warnings: z.array(z.string()),
});
export type Summary = z.output<typeof summarySchema>;
export type TopologyRow = z.output<typeof topologyRow>;
export type ComparisonRow = z.output<typeof comparisonRow>;
