import { z } from "zod";
import { behindSchema } from "./summary/behind.ts";
import { byTaskSchema } from "./summary/by-task.ts";
import { byTurnSchema } from "./summary/by-turn.ts";
import { gradingRow } from "./summary/grading-row.ts";
import { waterfallSchema } from "./summary/waterfall.ts";
import { whoWorkedSchema } from "./summary/who-worked.ts";
import { recordOf } from "./util/record-of.ts";

/** The versioned contract of `--json`: dollars as numbers, rates in [0, 1], intervals at 95%. */
const pair = z.tuple([z.number(), z.number()]);
const interval = pair.nullable();
const share = z.number().nullable();
const some = z.int().optional();
const categoryRow = z.object({
  trials: z.int(),
  passed: z.int(),
  passRate: share,
  meanScore: share,
  cost: z.number(),
  /** The pass rate by a model in which tasks, categories and topologies within categories differ (partial pooling), with its 95% interval. */
  pooledRate: z.number().optional(),
  pooledCi: pair.optional(),
});
export const topologyRow = z.object({
  name: z.string(),
  /** True where the topology alone may ask the truth itself: a bound for the others, not a choice. */
  bound: z.literal(true).optional(),
  /** Where the record lacks what the topology asked for: its figures are of the tasks that are left, and it leads nothing; with none left there are no figures and no comparisons. */
  replay: z.object({ state: z.enum(["cannot be replayed", "tasks lost"]), lost: z.int(), of: z.int(), why: z.string() }).optional(),
  /** Its figures on the tasks that were run to choose on, and its options of those that were tried. */
  training: z.object({ tasks: z.int(), passRate: z.number(), perTrial: z.number() }).optional(),
  configuration: z.string().optional(),
  trials: z.int(),
  attempted: z.int(),
  /** In a run that is unfinished: how many trials are planned, where fewer have ended. */
  planned: z.int().optional(),
  /** Trials that no member took or whose money ended before an answer; of these `unasked` without a single call, for want of money. */
  unfilled: z.int(),
  unasked: z.int().optional(),
  unscored: z.int(),
  /** Trials that were hit by faults of the provider or the network: neither passed nor failed, and asked again. */
  infra: z.int(),
  /** The trials and tasks that all figures are of: every one that ended, but those that are asked or graded again. */
  rated: z.int().optional(),
  tasks: z.int().optional(),
  /** Of the rated trials, those without a score that might have passed, by reason: not passed, with a score of 0. Then `passRate`, had they passed. */
  missing: recordOf(z.int()).optional(),
  passRateIfPassed: z.number().optional(),
  /** Pass rate and score over all planned trials, if those without a result all failed, and if all passed. Absent where every one has a result. */
  passRateBounds: pair.optional(),
  meanScoreBounds: pair.optional(),
  /** Trials whose outcome was cut off by a call that may or may not have been paid. */
  censored: z.int().optional(),
  /** Trials that a budget ended, those that kept an answer among them. */
  endedByBudget: z.int().optional(),
  /** Scored answers in which no reader found a value: they count as not passed. Beside it their share of the scored answers. */
  unreadable: z.int().optional(),
  unreadableShare: share.optional(),
  passed: z.int(),
  passRate: share,
  passRateCi: interval,
  meanScore: share,
  meanScoreCi: interval,
  cost: z.object({
    /** Of every trial that ended: `rated` and `unrated` together. */
    total: z.number(),
    /** Of the trials that the pass rate is made of; so are all figures from here to `overheadShare`, and `cold`, `warm`, `idealised`. */
    rated: z.number().optional(),
    /** Of trials that are in no rate yet: they are asked or graded again. */
    unrated: z.number().optional(),
    perTrial: z.number().nullable(),
    perPass: z.number().nullable(),
    p95: z.number(),
    overheadShare: share,
    byPurpose: recordOf(z.number()),
    byMember: recordOf(z.number()),
    /** The accepted answers' calls; attempts whose text is not the answer; failed calls and repairs; all else; trials that are asked or graded again. */
    byOutcome: z
      .object({ won: z.number(), lost: z.number(), wasted: z.number(), coordination: z.number(), unrated: z.number().default(0) })
      .optional(),
    /** What the rated trials would have cost with no prompt cache, a perfect one and one that writes each shared stretch of prompt once where that pays. */
    cold: z.number(),
    warm: z.number(),
    idealised: z.number().optional(),
  }),
  spent: z.number(),
  /** What grading its answers took, in no cost above. */
  grading: z.number().optional(),
  calls: z.int(),
  tokens: z.object({ uncached: z.int(), cacheRead: z.int(), cacheWrite: z.int(), output: z.int() }),
  latencyMs: z.object({ p50: z.number(), p95: z.number() }),
  byCategory: recordOf(categoryRow),
  /** Worth of its passes less its cost, in dollars per trial, where a right answer has a worth. */
  netValue: z.number().optional(),
  /** The share of resamples of the tasks in which no other topology passes as much for less; bounds are left out. */
  frontierShare: z.number().optional(),
});
export const comparisonRow = z.object({
  a: z.string(),
  b: z.string(),
  metric: z.enum(["passed", "score", "cost", "value"]),
  /** Mean over tasks of a minus b; cost and net value (worth of passes less cost) in dollars per trial. */
  difference: z.number(),
  /** At 95%; of more than six topologies, those of the leader beside others than the baseline hold whoever had led. */
  ci: interval,
  p: z.number().nullable(),
  pHolm: z.number().nullable(),
  tasks: z.int(),
  /** True differences under this go unseen in one experiment of five or more, at the level at which this row is tested among all: the larger of `findable`. */
  minDetectable: z.number().nullable(),
  /** The smallest true differences that this many tasks find with 80% power, were a above b or below it; null where none is. */
  findable: z.object({ more: z.number().nullable(), less: z.number().nullable() }).optional(),
  /** Standard deviation of the tasks' differences; null below two tasks. */
  deviation: z.number().nullable().optional(),
  /** The median of the tasks' differences. */
  median: z.number().optional(),
  /** Tasks on which a is below b, and above it. */
  below: z.int().optional(),
  above: z.int().optional(),
  /** Why there is no interval: too few tasks, costs too uneven for so few, or costs without a bound in a run that stopped by what it saw. A p stands beside uneven costs of the more expensive topology alone. */
  noInterval: z.enum(["too-few", "uneven", "unbounded"]).optional(),
  /** The one task without which the other topology would cost more, and the difference without it. */
  outlier: z.object({ task: z.string(), without: z.number() }).optional(),
  /** Costs of a trial above this many dollars count as this many. */
  cappedAt: z.number().optional(),
  /** Whether a is no worse than b by more than `margin`, no better, or equal within it; at a level that holds for all rows at once. */
  equivalence: z.object({ margin: z.number(), finding: z.enum(["equal", "no-worse", "no-better", "open"]) }).optional(),
});
/** A difference of passes within a category. It is tested only where all tasks together show one; `pHolm` is raised for both families. */
export const categoryComparison = z.object({
  category: z.string(),
  a: z.string(),
  b: z.string(),
  tasks: z.int(),
  difference: z.number(),
  ci: interval,
  p: z.number(),
  pHolm: z.number(),
});
/** What an extra right answer costs, where one topology passes more and costs more than another. */
export const exchangeRow = z.object({
  /** Passes more and costs more than `b`, in the mean over the tasks of both. */
  a: z.string(),
  b: z.string(),
  tasks: z.int(),
  /** Dollars per extra pass: the worth of a pass at which both give as much. */
  rate: z.number(),
  /** From 0 where a may cost no more; null above where a may pass no more. Null where costs have no interval, for the reason that is said. */
  ci: z.tuple([z.number(), z.number().nullable()]).nullable(),
  noInterval: z.enum(["too-few", "uneven"]).optional(),
});
export const routingRow = z.object({
  wins: recordOf(z.int()),
  unfilled: z.int(),
  reputation: recordOf(z.number()),
});
/** What a run that stopped by itself was to find out, and what it found. Money in dollars of trials, each at what it costs alone. */
export const decisionObject = z.object({
  question: z.enum(["best", "better"]),
  /** Asked whether `better`: is `a` better than `b`. */
  a: z.string().optional(),
  b: z.string().optional(),
  /** What a pass is worth; null where passes alone count. */
  value: z.number().nullable(),
  /** The difference in pass rates (or what makes up for it in money) that does not matter. */
  delta: z.number(),
  alpha: z.number(),
  /** Dollars up to which a trial's cost counts, where that was set. */
  ceiling: z.number().optional(),
  state: z.enum(["running", "decided", "close", "futile", "undecided", "money"]),
  winner: z.string().nullable(),
  /** Why a futile run stopped: `a` is not better by delta, or the tasks left cannot answer. */
  futile: z.enum(["no-gain", "too-few"]).optional(),
  /** The best so far, proved or not. */
  leader: z.string().nullable(),
  live: z.array(z.string()),
  /** Topologies that were stopped, after how many tasks, and which one beat them. */
  out: z.array(z.object({ topology: z.string(), by: z.string(), tasks: z.int() })),
  /** Tasks that were needed, of how many. */
  tasks: z.int(),
  of: z.int(),
  spent: z.number(),
  /** What every topology on every task would have cost. */
  fixedCost: z.number(),
  /** What naming the leader is expected to lose per task beside naming the best: dollars, or a share of passes where they have no worth. */
  regret: z.number().optional(),
  /** Whoever the leader is least ahead of, by how much per task, and on how many tasks. */
  next: z.object({ topology: z.string(), lead: z.number(), tasks: z.int() }).optional(),
  /** The tasks that are left, or as many again: what those in question would cost on them, and by how much they would lower the regret. */
  further: z.object({ tasks: z.int(), dollars: z.number(), saved: z.number() }).optional(),
  /** Net value per task so far, in the unit of the regret, and how many tasks cost more than the ceiling. */
  values: z.array(z.object({ topology: z.string(), tasks: z.int(), value: z.number(), cut: z.int().optional() })).optional(),
});
/** An equal-budget design: one topology at several budgets. Trials without an answer score 0 here. */
export const budgetCurve = z.object({
  topology: z.string(),
  points: z.array(
    z.object({
      budget: z.number(),
      score: share,
      scoreCi: interval,
      passRate: share,
      /** Dollars per trial that were really spent, over the trials that are in the pass rate. */
      cost: z.number(),
      /** Trials whose budget refused a call. */
      ended: z.int(),
      trials: z.int(),
    }),
  ),
  /** The smallest budget that reaches each score, and what its trials cost; null where none does. */
  reach: z.array(z.object({ score: z.number(), budget: z.number().nullable(), cost: z.number().nullable() })),
});
/** How many of the planned trials have a result; the lost ones were hit by the provider, the network or the sandbox, the ungraded ones have an answer and no grade. */
export const progressObject = z.object({ finished: z.int(), planned: z.int(), lost: z.int(), broken: some, ungraded: some });
/** done: complete. All others can go on: `catallaxy resume`, with `--failed` where infrastructure lost trials. */
export const runState = z.enum(["running", "done", "interrupted", "failed", "budget", "paused", "unfinished"]);
/** Of a member's replies, those of the wrong form, those of these that no repair mended (an empty answer in free form is not asked for again) and those without a text; `why` is what was said of them most often. */
const misfitCounts = { replies: z.int(), misfits: z.int(), unrepaired: z.int(), empty: some };
export const formatRow = z.object({ member: z.string(), ...misfitCounts, why: z.string() });
/** Of a member's calls, gradings included, those that were refused for reasons of content. */
export const refusalRow = z.object({ member: z.string(), calls: z.int(), refused: z.int(), why: z.string() });
export const summarySchema = z.object({
  schema: z.literal(1),
  run: z.string(),
  experiment: z.string(),
  world: z.enum(["live", "functions", "recorded", "simulated", "mixed"]),
  seed: z.string(),
  /** Absent in summaries that were stored before it was kept. */
  state: runState.optional(),
  /** A run is complete when as many trials are finished as were planned. */
  progress: progressObject.optional(),
  /** The tasks and trials that are planned, and those that ended, with a result or without. */
  size: z.object({ tasks: z.int(), trials: z.int(), endedTasks: z.int(), endedTrials: z.int() }).optional(),
  /** Tasks with a trial that ended; `size` has those that are planned. */
  tasks: z.int(),
  repetitions: z.int(),
  /** Where recorded tasks were not tried, and so are not run, equally often: the least of any task; `repetitions` is the most. */
  leastRepetitions: z.int().optional(),
  topologies: z.array(topologyRow),
  /** The topology that passes most among several; its interval allows for its having been picked as the best. */
  leader: z.object({ name: z.string(), among: z.int(), passRateCi: interval }).optional(),
  comparisons: z.array(comparisonRow),
  /** How many tests the p of the comparisons are raised for: those of the rows, and those of pairs that another leader would have shown. */
  family: z
    .object({
      tests: z.int(),
      unshown: z.int(),
      /** How many of them show a difference. */
      rejected: z.int(),
      /** Tests of passes by category, pairs with the baseline times categories: the second family, which is tested with what the first leaves. */
      categories: z.int().optional(),
    })
    .optional(),
  /** Differences of passes by category, of the pairs with the baseline that differ over all tasks. */
  categories: z.array(categoryComparison).optional(),
  /** Dollars that a right answer is worth to the user, where that was said or every task says it (then the mean). */
  value: z.number().optional(),
  /** Dollars per extra right answer, between topologies of which one passes more and costs more. */
  exchange: z.array(exchangeRow).optional(),
  waterfall: waterfallSchema.optional(),
  byTask: byTaskSchema.optional(),
  byTurn: byTurnSchema.optional(),
  whoWorked: whoWorkedSchema.optional(),
  behind: behindSchema.optional(),
  routing: recordOf(routingRow),
  decision: decisionObject.optional(),
  /** Where tasks were held out: how many, what was chosen on them and for what, and the best single model there. */
  selection: z.object({ goal: z.string(), tasks: z.int(), chosen: z.string().nullable(), single: z.string().nullable() }).optional(),
  /** Where the experiment has several budgets. */
  budgets: z.array(budgetCurve).optional(),
  /** What the run's calls were paid, every row of its ledger in one place; `unsettled` is the part of the total that is held for calls of unknown outcome. */
  spending: z
    .object({
      total: z.number(),
      topologies: z.number(),
      grading: z.number(),
      shadow: z.number(),
      /** What it took to ask each model once before the run. */
      preflight: z.number(),
      /** Trials that have not ended. */
      unfinished: z.number().default(0),
      /** Calls that were cut off and whose trial has ended without them: what was held for them, or what they were settled at. */
      cutOff: z.number().default(0),
      /** Trials that were run for learning only. */
      learning: z.number().default(0),
      /** Calls of trials that are no longer planned, and of trials that were begun anew. */
      other: z.number(),
      unsettled: z.number(),
      /** How many calls that is held for. */
      unsettledCalls: z.int().default(0),
    })
    .optional(),
  /** How the tables lead to what was paid: `alone - shared - reused` is `spending.topologies`. */
  money: z
    .object({
      /** `spending.total` less what simulated and recorded models would take, whom nobody pays. */
      paid: z.number(),
      /** What the trials cost, each alone: the sum of the topologies' `cost.total`. */
      alone: z.number(),
      /** What several trials asked alike and was paid once. */
      shared: z.number(),
      /** What answers of earlier runs had cost there. */
      reused: z.number(),
    })
    .optional(),
  /** What real money was expected to be spent, and how far that was from what was spent. */
  estimate: z
    .object({
      likely: z.number(),
      most: z.number(),
      /** Members whose calls cost what they say afterwards: that comes on top. */
      unpriced: z.array(z.string()).optional(),
      afterPilot: z.object({ tasks: z.int(), likely: z.number(), most: z.number() }).optional(),
      /** What the run had cost before that was added which the estimate is of. */
      before: z.number().optional(),
      /** What the estimated trials did cost: preflight, cut-off calls and what was begun anew left out. */
      compared: z.number().optional(),
      /** What was last likely over `compared`: the estimate's error, 1 being none. */
      factor: z.number().optional(),
    })
    .optional(),
  /** Verdicts by judge in which a criterion was found met and overruled, as no quote for it occurs; and, unquoted, left met without one. */
  overruled: z.record(z.string(), z.int()).optional(),
  unquoted: z.record(z.string(), z.int()).optional(),
  /** Where the verifier gave no verdict that it was asked for. */
  silence: z
    .object({
      judges: z.array(z.string()),
      /** Of the verdicts that were not given, those that no money was left for. */
      outOfBudget: z.int().optional(),
      /** What was said most often when it gave none. */
      why: z.string(),
      topologies: z.array(
        z.object({
          topology: z.string(),
          /** Verdicts that it asked for, and those that it did not get. */
          asked: z.int(),
          silent: z.int(),
          answers: z.int(),
          /** Answers that were handed in without a verdict on them. */
          unverified: z.int(),
          /** Tries that those had left: they may have been made, had the verdicts been "failed". */
          retriesNotMade: z.int(),
        }),
      ),
    })
    .optional(),
  /** Where graders gave no verdict on an answer. */
  graderSilence: z
    .object({
      graders: z.array(z.string()),
      /** Answers that there are to grade, those that these graders were asked about, and those without a verdict. */
      answers: z.int(),
      asked: z.int().optional(),
      silent: z.int(),
      /** What was said most often when there was none. */
      why: z.string(),
    })
    .optional(),
  /** Where members refused to answer for reasons of content, in the provider's words that were said most often. */
  refusals: z.array(refusalRow).optional(),
  /** Where the answers were graded again, oldest first: the figures are those of the last of all answers. */
  gradings: z.array(gradingRow).optional(),
  /** Replies that came and did not fit the form that was asked for, per member, gradings included: no wrong answers. */
  formatFailures: z.array(formatRow).optional(),
  digest: z.string(),
  wallMs: z.number(),
  warnings: z.array(z.string()),
});
export type Summary = z.output<typeof summarySchema>;
export type DecisionObject = z.output<typeof decisionObject>;
export type TopologyRow = z.output<typeof topologyRow>;
export type ComparisonRow = z.output<typeof comparisonRow>;
export type CategoryComparison = z.output<typeof categoryComparison>;
export type ExchangeRow = z.output<typeof exchangeRow>;
export type BudgetCurve = z.output<typeof budgetCurve>;
