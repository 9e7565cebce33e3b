import { z } from "zod";
import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { toNano } from "../util/money.ts";
import { answerOf, block, clip, isOver, pastBlocks, roleLast } from "./asks.ts";
import type { FailedAttempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { valueOf } from "./market/worth.ts";
import { auctionNote, outcomeNote, strategyView } from "./strategy/memory.ts";
import { judgedPlans, plansOf, refinedPlans } from "./strategy/plans.ts";
import { scored, weightsOf, workPerPlan } from "./strategy/score.ts";
import type { ScoredStrategy, StrategyAuction } from "./strategy/strategy.ts";
import { fallbackToSolo, noteFailure } from "./team.ts";

export const strategyMarketOptions = z.strictObject({
  /** Dollars that a right answer is worth; absent, the task's own value, else ten times the most that an attempt can cost. */
  value: z.number().positive().optional(),
  /** Whether the others judge each plan. */
  jury: z.boolean().default(true),
  /** Whether cheaper bidders than the provisional winner may refine their plans by past auctions. */
  refine: z.boolean().default(true),
  /** Past auctions that they are shown. */
  recall: z.int().min(1).max(20).default(5),
  /** Whether the chance that a bidder states of itself counts beside the jury. */
  self: z.boolean().default(false),
});
type Settings = z.output<typeof strategyMarketOptions>;

/**
 * Members bid with plans, the others judge them without names, cheaper ones may refine theirs by what past auctions taught, and the winner carries its
 * plan out. Contract: never rejects. A failed answer goes to the next bid; the latest answer stands.
 */
export function strategyMarket(options: z.input<typeof strategyMarketOptions> = {}): Topology {
  const settings = strategyMarketOptions.parse(options);
  return { name: "strategy-market", memory: true, solve: (task, desk) => trade(task, desk, settings) };
}

async function trade(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  if (desk.members.length === 0) return fail("unsupported", "A strategy market needs at least one member; the experiment names none.");
  const value = settings.value === undefined ? valueOf(task, desk) : toNano(settings.value);
  const auction: StrategyAuction = { task, desk, value, memory: desk.view(strategyView), settings };
  const { strategies, broke } = await plansOf(auction);
  if (broke) return fail("budget", "Plans were wanted; no call for one fits the budget that is left. Raise it.");
  if (strategies.length === 0) {
    desk.note({ type: "unfilled", reason: "no-bid" });
    return fallbackToSolo({ task, desk, past: [] }, "strategy-market", "no member gave a plan");
  }
  const first = scored(auction, await judgedPlans(auction, strategies));
  const offers = ranked(desk, await refined(auction, first));
  noteOffers(auction, offers);
  return carriedOut(auction, offers);
}

/** The best first; chance decides between equals. */
function ranked(desk: Desk, offers: readonly ScoredStrategy[]): ScoredStrategy[] {
  const keyed = offers.map((offer) => ({ offer, draw: desk.chance("ties") }));
  return keyed.toSorted((one, other) => other.offer.score - one.offer.score || one.draw - other.draw).map(({ offer }) => offer);
}

/** The offers after those that cost less than the provisional winner had one more try at their plans; a refined one stands where it scores higher. */
async function refined(auction: StrategyAuction, offers: readonly ScoredStrategy[]): Promise<ScoredStrategy[]> {
  const [winner] = ranked(auction.desk, offers);
  const cheaper = offers.filter(({ cost }) => winner !== undefined && cost < winner.cost);
  if (!auction.settings.refine || auction.memory.auctions.length === 0 || cheaper.length === 0) return [...offers];
  const plans = await judgedPlans(auction, await refinedPlans(auction, cheaper));
  // Scored beside all others, since a cost counts by its share of the dearest.
  const again = scored(auction, [...offers.filter(({ member }) => plans.every((plan) => plan.member !== member)), ...plans]);
  return offers.map((offer) => {
    const renewed = again.find(({ member }) => member === offer.member) ?? offer;
    return renewed.score > offer.score ? renewed : offer;
  });
}

/** Every bid and the auction as later ones may recall it. */
function noteOffers({ task, desk, memory }: StrategyAuction, offers: readonly ScoredStrategy[]): void {
  for (const { member, p, cost, stated, tokens } of offers)
    desk.note({ type: "bid", member, p, ask: cost, stated, tokens: Math.round(tokens * workPerPlan(desk, memory)), valid: true });
  const plans = offers.map(({ member, plan }, place) => ({ member, plan, won: place === 0 }));
  const weights = [...weightsOf(memory, task.category)];
  const seen = offers.map(({ member, features, jury = null }) => ({ member, features: [...features], jury }));
  desk.note({ type: "own", name: auctionNote, value: { category: task.category, prompt: clip(task.prompt, 600), plans, weights, seen } });
}

/** The work, by the best bid first; a member whose answer failed is passed over while there is another. */
async function carriedOut(auction: StrategyAuction, offers: readonly ScoredStrategy[]): Promise<Result<Answer>> {
  const { task, desk } = auction;
  const past: FailedAttempt[] = [];
  const absent = new Set<string>();
  let outcome: Result<Answer> = fail("malformed", "An answer was wanted of the winning plan; no member gave one.");
  for (let attempt = 1; attempt <= desk.terms.attempts; ) {
    const present = offers.filter(({ member }) => !absent.has(member));
    const offer = present.find(({ member }) => past.every(({ answer }) => answer.by !== member)) ?? present[0];
    if (offer === undefined) return outcome;
    desk.note({ type: "award", member: offer.member, attempt, score: offer.score, rule: "strategy" });
    const shared = [block("plan", offer.plan, { by: "you" }), ...pastBlocks({ task, desk, past }, offer.member)];
    const ask = roleLast(task, desk.terms, { purpose: past.length === 0 ? "attempt" : "retry", shared, instruction: working });
    const reply = await desk.ask(offer.member, ask);
    const answer = noteFailure(desk, offer.member, answerOf(reply, offer.member));
    if (!answer.ok) {
      if (!outcome.ok) outcome = answer;
      if (isOver(answer)) return outcome;
      absent.add(offer.member);
      continue;
    }
    outcome = answer;
    const verdict = await desk.verify({ text: answer.text, by: answer.by });
    if (!verdict.ok) return outcome;
    noteOutcome(auction, offer, { passed: verdict.passed, attempt, tokens: reply.usage.output });
    if (verdict.passed) return outcome;
    past.push({ answer: { text: answer.text, by: answer.by }, why: verdict.why });
    attempt++;
  }
  return outcome;
}

const working =
  "You won the task with your plan above. Carry it out, departing from it where it turns out wrong, and give the complete answer to the task, in the form that it asks for, and nothing else.";

interface CarriedOutcome {
  readonly passed: boolean;
  readonly attempt: number;
  readonly tokens: number;
}
function noteOutcome({ task, desk }: StrategyAuction, offer: ScoredStrategy, { passed, attempt, tokens }: CarriedOutcome): void {
  const { member, p, features } = offer;
  desk.note({ type: "outcome", member, p, passed, attempt, tokens });
  const value = { member, category: task.category, features: [...features], passed, work: tokens, plan: offer.tokens };
  desk.note({ type: "own", name: outcomeNote, value });
}

export const strategyMarketKind = defineKind({
  name: "strategy-market",
  gist: "models bid with short plans; the others judge them, the winner carries its plan out",
  description:
    "Strategy auctions after SALE (arXiv 2602.02751). Every member writes a short plan and states its chance (one call each); each other member scores the plans without names, in an " +
    "order drawn for it (one call each). A bid costs price x expected tokens, these by its plan's length; its chance is a logistic regression of the session's passes on the share of cost " +
    "and the jury's mean (and the bidder's own word with `self`), over all categories and then by category, from stated weights before there are outcomes; the best of value x chance less cost is the provisional winner. " +
    "From the second task on, members whose bid costs less see the plans and outcomes of the `recall` most similar past auctions and may refine theirs (one call each), which the jury scores again (one call each); a plan that scores " +
    "higher stands. The winner works with its plan before it (one call); an answer that fails goes to the next bid. All plans, scores and refinements are booked as bids. Plan entropy, " +
    "which SALE takes from log-probabilities, is 0 here, since members give none. Every answer is verified, so that later auctions learn.",
  options: strategyMarketOptions,
  formula:
    "n plans + n scorings (where n > 1 and there is a jury) + refinements (up to n-1, and n scorings, from the second task on) + 1 to attempts, + 1 for each member that gives no answer",
  sees: "Bidder: the task; a refiner also plans and outcomes of past auctions. Juror: the task and the others' plans without names. Winner: the task, its plan, and what the terms show of failed tries.",
  ignores: ["closer"],
  calls: (n, terms, { jury, refine }) => {
    const scorings = jury && n > 1 ? n : 0;
    const bids = n + scorings;
    return { least: bids + 1, most: bids + (refine && n > 1 ? n - 1 + scorings : 0) + terms.attempts };
  },
  weighsWorth: ({ value }) => value === undefined,
  make: strategyMarket,
});
