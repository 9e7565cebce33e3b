import { z } from "zod";
import { recordOf } from "../../util/record-of.ts";

const share = z.number().min(0).max(1);
const dollarsPerMillion = z.number().min(0);

/** One member. `skill` is on the probit scale, 0 = average, the same everywhere or by category (others get the mean of those given). */
export const profileSchema = z.strictObject({
  id: z.string().min(1),
  family: z.string().min(1),
  /** Whether its weights are published, for comparisons of open with closed models: nothing else follows from it. */
  weights: z.enum(["open", "closed"]).optional(),
  skill: z.union([z.number(), recordOf(z.number())]).default(0),
  /** Dollars per million tokens; cache rates default to 0.1x (read), 1.25x (5 minutes) and 2x (1 hour) of the input rate. */
  rates: z
    .strictObject({
      input: dollarsPerMillion,
      output: dollarsPerMillion,
      cacheRead: dollarsPerMillion.optional(),
      cacheWrite5m: dollarsPerMillion.optional(),
      cacheWrite1h: dollarsPerMillion.optional(),
    })
    .default({ input: 1, output: 5 }),
  /** What differs from the world's defaults: as a checker, in confidence, in hidden reasoning (median tokens) and pace. */
  traits: z
    .strictObject({
      sensitivity: share.optional(),
      specificity: share.optional(),
      /** Judges by the truth alone, with no draw of chance: for checks of a suite, not for experiments. */
      errorless: z.literal(true).optional(),
      /** Obeys an instruction that stands in an answer outside a random fence. */
      gullible: z.boolean().default(false),
      bias: z.number().optional(),
      pace: z
        .strictObject({ reasoning: z.number().min(0).default(350), tokensPerSecond: z.number().positive().default(70) })
        .default({ reasoning: 350, tokensPerSecond: 70 }),
    })
    .default({ gullible: false, pace: { reasoning: 350, tokensPerSecond: 70 } }),
});

/** Latent correlations of success on one task at given skill and difficulty: between models, between tries of one model, between its personas. */
const errorsSchema = z
  .strictObject({
    /** Share of the shock that all models have in common. Assumed: outcomes cannot tell it from difficulty (docs/simulated-world.md). */
    shared: share.default(0.25),
    /** Correlation of two tries of one model. Source: own shock over one try's shock, .89 (se .06) squared, fitted on METR runs. */
    retry: share.default(0.6),
    /** Correlation of the tries' own parts for personas in one session; 1 makes them one try. Assumed. */
    persona: share.default(0.7),
  })
  .refine(
    (errors) => errors.shared <= errors.retry,
    "`shared` cannot exceed `retry`: a model agrees with itself at least as much as with others",
  )
  .prefault({});

/** Stated probability = Phi(typical + insight x (latent - typical) + bias + noise x g). Source: LifeEval, see docs/simulated-world.md. */
const biddingSchema = z
  .strictObject({
    bias: z.number().default(0.45),
    noise: z.number().min(0).default(0.5),
    insight: z.number().min(0).max(1).default(0.15),
    /** First-price ask over expected cost. Assumed. */
    markup: z.number().min(0).default(1.3),
    /** Median of stated over real output tokens. Source: .193 (MarketBench). */
    tokenRatio: z.number().positive().default(0.193),
  })
  .prefault({});

/** How a member reads other answers: as a checker with these error rates, swayed by others and by itself. */
const readingSchema = z
  .strictObject({
    /** P(pass | right) and P(fail | wrong). Source: LifeEval verify at threshold .5, nine models pooled: hit .962, false accept .352. */
    sensitivity: share.default(0.96),
    specificity: share.default(0.65),
    /** Probit units that a unanimous crowd adds to an answer. Assumed. */
    conformity: z.number().min(0).default(0.4),
    /** Probit units by which its own answer looks better to it. Assumed. */
    selfTrust: z.number().min(0).default(0.3),
    /** Probit gain of a try told why the last one failed; told the verdict alone: a third of it. Source: LiveCodeBench self-repair, .439 to .474, O1-Mini left out. */
    reasonGain: z.number().default(0.1),
  })
  .prefault({});

const workSchema = z
  .strictObject({
    /** Parts of a task that names none. */
    parts: z.int().min(1).default(3),
    /** Chance that a merger sees that parts do not fit, or that one is wrong, and mends it by its own work. Assumed. */
    repair: share.default(0.3),
    /** Input tokens up to which length does no harm, and the probit loss per doubling beyond. Assumed. */
    contextKnee: z.number().positive().default(16_000),
    contextLoss: z.number().min(0).default(0.15),
    /** Probit loss of whoever answers from slices of a context, when none was read or every answer about one is wrong; in proportion between. Assumed. */
    sliceLoss: z.number().min(0).default(1),
    /** Chance that an error in an earlier turn of a task makes a later one wrong, whoever answers; `meta.simulation.carry` says it of a task. Assumed. */
    carry: share.default(0.5),
    /** Probit gain of a try that is shown sound lessons of its task's category alone; unsound ones take as much, those of other categories do nothing. Assumed. */
    lessonGain: z.number().min(0).default(0.2),
    /** Standard deviation of ln(hidden reasoning tokens). Assumed. */
    spread: z.number().min(0).default(0.6),
  })
  .prefault({});

/** What a role or a perspective is to whoever takes it, in probit units. By default it is words alone. Assumed, all of them. */
const rolesSchema = z
  .strictObject({
    /** Standard deviation, over roles, of how well a role suits a category; the same for all members. */
    fit: z.number().min(0).default(0),
    /** Correlation of how well a role seems to suit with how well it does, at the height of skill: a member has Phi(its skill) of it. */
    insight: share.default(0),
    /** Share of a member's own lasting shock that is another one in another role. */
    view: share.default(0),
    /** How fast that share falls with skill above 0: by the factor exp(-converge x skill). */
    converge: z.number().min(0).default(0),
    /** What choosing a role, or speaking as several in one reply, costs per unit by which skill falls short of `ease`. */
    load: z.number().min(0).default(0),
    ease: z.number().default(0.5),
  })
  .prefault({});

/** The simulated world. An empty population means the default one. */
export const worldSettings = z.strictObject({
  population: z.array(profileSchema).default([]),
  errors: errorsSchema,
  bidding: biddingSchema,
  reading: readingSchema,
  work: workSchema,
  roles: rolesSchema,
});
export type WorldSettings = z.input<typeof worldSettings>;
export type CompleteSettings = z.output<typeof worldSettings>;
export type Profile = z.output<typeof profileSchema>;
