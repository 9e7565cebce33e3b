import { z } from "zod";
import { type Mechanism, mechanismOf, mechanismRegistry } from "../../market/mechanism.ts";
import { valuations } from "../../market/forecast-pool.ts";
import { paymentRules } from "../../market/payment.ts";
import { recoveries } from "../../market/settlement.ts";
import { Bug } from "../../util/bug.ts";
import { isWholeNano, wholeNanoWords } from "../../util/money.ts";
import { recordOf } from "../../util/record-of.ts";
import { priorRecord } from "../prior-record.ts";

const platt = { a: z.number().min(0).max(100), b: z.number().min(-100).max(100) };

/** The buyer's and the market's own rules. The defaults: no reserve, one winner at a time, stipends, one p per bid. */
const houseOptions = z.strictObject({
  /** Dollars; an offer that asks more never wins, and an offer that is alone is paid this on a pass. */
  reserve: z.number().positive().max(1e6).refine(isWholeNano, wholeNanoWords).optional(),
  /** How many of the best offers do the work in parallel in each round. */
  awards: z.int().min(1).max(64).default(1),
  /** The way back of a member that lost its money. */
  recovery: z.enum(recoveries).default("stipend"),
  /** Where members are asked for bids: whether they state p for several budgets. */
  schedule: z.boolean().default(false),
  /** For calibrated bidding: each member's correction as another run taught it, and by category where that had enough (`catallaxy calibration <run> --write <file>`). */
  maps: recordOf(z.strictObject({ ...platt, categories: recordOf(z.strictObject(platt)).optional() })).optional(),
});

/** A mechanism that a plugin brings: an object in `lab.config.ts`, by its name everywhere else. */
const anotherMechanism = z.string().refine((name) => mechanismOf(name) !== undefined, {
  error: () => `must be one of ${mechanismRegistry.all.map(({ name }) => `"${name}"`).join(", ")}`,
}) as unknown as z.ZodType<never, Mechanism>;

const chance = z.number().min(0).max(1);

/** How tasks that come together are cleared: one by one, by prices of members' places that rise until they clear, by VCG over the batch, or by lot. */
export const batchRules = ["none", "ascending", "vcg", "lot"] as const;
const clearingOptions = z.strictObject({
  batch: z.enum(batchRules).default("none"),
  /** Whose word on a member counts: its own; the others' mean; the mean of all; whoever has been wrong least; a market in which all trade on it. */
  valuation: z.enum(valuations).default("own"),
  /** Prices by fiat: dollars that a member asks for a task by the house's word, whatever the work costs it; whoever is not named asks its own. */
  fiat: recordOf(z.number().min(0).max(1e6).refine(isWholeNano, wholeNanoWords)).optional(),
});

/**
 * For learned bids: what is known of members before the session, how often the verifier accepts a right answer and rejects a wrong one, and whether members
 * are asked all the same, what they state being one feature more; `statements` are earlier ones with what came of them.
 */
const learnedOptions = z.strictObject({
  record: priorRecord,
  asked: z.boolean().default(false),
  statements: z
    .array(
      z.strictObject({
        member: z.string(),
        category: z.string().optional(),
        p: chance.optional(),
        tokens: z.number().min(0).max(1e9).optional(),
        passed: z.boolean(),
      }),
    )
    .default([]),
  sensitivity: chance.default(1),
  specificity: chance.default(1),
});

/** How a market works: how the winner is paid, where bids come from, what bidders know, what their past counts for, who helps out, the house's rules, what learned bids start from. */
export const marketOptions = z
  .strictObject({
    mechanism: z.union([z.enum(paymentRules), anotherMechanism]).default("execution-contingent"),
    /** `stated` and `calibrated` ask the members; the others derive bids with no call: from counts, from what topology `index` learns (`learned.asked`: and from what members state, who are then asked), from the category's rate, by chance. */
    bidding: z.enum(["stated", "calibrated", "track-record", "learned", "posted", "random"]).default("stated"),
    /** Each level adds to the one before: nothing but the category and the own price, the whole task, the own history with the usual output, recent payments. */
    information: z.enum(["none", "task", "history", "prices"]).default("history"),
    reputation: z.enum(["none", "beta", "scoring", "anchor"]).default("beta"),
    fallback: z.enum(["none", "cheapest", "best-record"]).default("none"),
    house: houseOptions.default({ awards: 1, recovery: "stipend", schedule: false }),
    learned: learnedOptions.prefault({}),
    /** How tasks that come together share scarce members (the term `capacity`), and whose word on a member is believed. */
    clearing: clearingOptions.prefault({}),
  })
  .refine(({ clearing, bidding }) => clearing.batch === "none" || bidding !== "learned", {
    path: ["clearing", "batch"],
    error: "is not used with learned bids, which are worked out task by task",
  })
  .refine(({ clearing, house }) => clearing.batch === "none" || house.awards === 1, {
    path: ["clearing", "batch"],
    error: 'gives each task one member: leave out "awards"',
  })
  .refine(({ clearing, mechanism }) => clearing.batch === "none" || mechanism === "execution-contingent", {
    path: ["clearing", "batch"],
    error: 'has a payment of its own: leave out "mechanism"',
  })
  .refine(({ bidding, learned }) => bidding === "learned" || learned.record.length === 0, {
    path: ["learned", "record"],
    error: 'is used with "bidding": "learned" alone',
  })
  .refine(({ bidding, learned }) => bidding === "learned" || !learned.asked, {
    path: ["learned", "asked"],
    error: 'is used with "bidding": "learned" alone',
  })
  .refine(({ learned }) => learned.asked || learned.statements.length === 0, {
    path: ["learned", "statements"],
    error: 'is used with "asked": true alone',
  })
  .refine(({ house, learned }) => !house.schedule || !learned.asked, {
    path: ["house", "schedule"],
    error: "is not used with learned bids: what members state is one feature of p, for one budget",
  })
  .refine(({ clearing, bidding }) => clearing.valuation === "own" || bidding === "stated", {
    path: ["clearing", "valuation"],
    error: 'is for "bidding": "stated", where members say what they think of each other',
  })
  .refine(({ clearing, house }) => clearing.valuation === "own" || !house.schedule, {
    path: ["clearing", "valuation"],
    error: "is not used with schedules: members state p of each other for one budget",
  });
export type MarketSettings = z.output<typeof marketOptions>;

/** The mechanism of a market's settings. */
export function mechanismIn({ mechanism }: MarketSettings): Mechanism {
  const found = mechanismOf(mechanism);
  if (found === undefined) throw new Bug(`The mechanism "${mechanism}" fitted the schema and is not there.`);
  return found;
}

/** True when members are asked for bids. */
export function asksForBids({ bidding, learned }: MarketSettings): boolean {
  return bidding === "stated" || bidding === "calibrated" || learned.asked;
}

/** True where stated tokens are corrected as p is, before the ask is worked out from them. */
export function correctsTokens({ bidding, reputation }: MarketSettings): boolean {
  return bidding === "calibrated" || reputation !== "none";
}

/** True when somebody uses the verdict on the last attempt too: who pays by results, or learns from them, must see them. */
export function needsVerdicts(settings: MarketSettings): boolean {
  const { bidding, reputation, information, fallback } = settings;
  const learns = !["stated", "random"].includes(bidding) || fallback === "best-record";
  const shown = asksForBids(settings) && (information === "history" || information === "prices");
  return mechanismIn(settings).byLot !== true || reputation !== "none" || learns || shown;
}
