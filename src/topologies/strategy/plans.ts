import { z } from "zod";
import type { Result } from "../../types.ts";
import { block, clip, objectOf, shapedAsk, shapeOf, askInParallel, isOver } from "../asks.ts";
import { shuffled } from "../../util/random.ts";
import { labelOf } from "../labels.ts";
import { noteFailure } from "../team.ts";
import { type PastAuction, recalled } from "./memory.ts";
import { planLength, planTokens } from "./score.ts";
import type { Strategy, StrategyAuction } from "./strategy.ts";

const planReply = z.object({ plan: z.string(), p: z.number().min(0).max(1) });
const planShape = shapeOf(planReply);
const asked = `plan: in at most ${planTokens} words' worth of tokens, the steps by which you would do it and what you would check; no answer yet. p: your probability that your answer would pass a strict check, from 0 to 1.`;

/** One plan of each member, asked for in parallel; who gives none has not bid. `broke`: nobody could be paid for. */
export async function plansOf(auction: StrategyAuction): Promise<{ strategies: Strategy[]; broke: boolean }> {
  const { members } = auction.desk;
  const instruction = `A buyer offers this task to several members at once. Bid for it with a plan; the others will judge it without knowing whose it is. ${asked}`;
  const plans = await askInParallel(auction, members, ({ name }, auction) => planBy(auction, name, [], instruction));
  for (const [i, plan] of plans.entries())
    if (!plan.ok) auction.desk.note({ type: "bid", member: members[i]?.name ?? "", p: 0, ask: 0, valid: false, why: plan.failure.message });
  return { strategies: plans.flatMap((plan) => (plan.ok ? [plan.strategy] : [])), broke: plans.length > 0 && plans.every(isOver) };
}

/** Further plans of these bidders, each shown what came of plans for tasks like this one. */
export async function refinedPlans(auction: StrategyAuction, bidders: readonly Strategy[]): Promise<Strategy[]> {
  const { task, memory, settings } = auction;
  const past = recalled(memory, task.category, task.prompt, settings.recall).flatMap(auctionBlocks);
  const instruction = `Above stand earlier auctions of tasks like this one, with the plans that won and lost and what came of those that were carried out, and last your plan for this task. A dearer bid is ahead of yours. Refine your plan by what you see there, or give it again. ${asked}`;
  const plans = await askInParallel(auction, bidders, ({ member, plan }, auction) =>
    planBy(auction, member, [...past, block("plan", plan, { by: "you" })], instruction),
  );
  return plans.flatMap((plan) => (plan.ok ? [plan.strategy] : []));
}

async function planBy(
  { task, desk }: StrategyAuction,
  name: string,
  shared: readonly string[],
  instruction: string,
): Promise<Result<{ strategy: Strategy }>> {
  const ask = shapedAsk(task, desk.terms, { purpose: "bid", shared, instruction, shape: planShape });
  const read = noteFailure(desk, name, objectOf(await desk.ask(name, ask), planReply));
  if (!read.ok) return read;
  return { ok: true, strategy: { member: name, plan: clip(read.value.plan, planLength), stated: read.value.p } };
}

function auctionBlocks({ prompt, plans, outcomes }: PastAuction): string[] {
  const shown = plans.map(({ member, plan, won }) => {
    const passed = outcomes.get(member);
    const outcome = passed === undefined ? "not carried out" : passed ? "its answer passed" : "its answer failed";
    return block("plan", plan, { by: won ? "winner" : "loser", outcome });
  });
  return [block("note", prompt, { id: "earlier task" }), ...shown];
}

/** Scores of these plans by every other member, who sees neither names nor its own plan; the mean of each. */
export async function judgedPlans(auction: StrategyAuction, strategies: readonly Strategy[]): Promise<Strategy[]> {
  const { desk, settings } = auction;
  if (!settings.jury || desk.members.length < 2) return [...strategies];
  const ballots = await askInParallel(auction, desk.members, ({ name }, auction) => ballotOf(auction, name, strategies));
  return strategies.map((strategy) => {
    const scores = ballots.flatMap((ballot) => ballot.get(strategy) ?? []);
    return scores.length === 0 ? strategy : { ...strategy, jury: scores.reduce((sum, score) => sum + score, 0) / scores.length };
  });
}

async function ballotOf({ task, desk }: StrategyAuction, juror: string, strategies: readonly Strategy[]): Promise<Map<Strategy, number>> {
  const others = shuffled(
    strategies.filter(({ member }) => member !== juror),
    () => desk.chance(`jury/${juror}`),
  );
  if (others.length === 0) return new Map();
  const labels = others.map((_, i) => labelOf(i));
  const shape = ballotShape(labels);
  const shared = others.map(({ plan }, i) => block("plan", plan, { id: labels[i] ?? "" }));
  const instruction =
    "Above stand plans for this task by others, under letters. Judge each by whether the answer that it leads to would be right; that it sounds sure counts for " +
    "nothing. scores: for each plan why, in one sentence, its label, and the score from 0, it fails, to 1, it cannot fail.";
  const ask = shapedAsk(task, desk.terms, { purpose: "bid", shared, instruction, shape });
  const read = noteFailure(desk, juror, objectOf(await desk.ask(juror, ask), ballotReply));
  const given = new Map(read.ok ? read.value.scores.map(({ label, score }) => [label, score]) : []);
  return new Map(
    others.flatMap((strategy, i): [Strategy, number][] => {
      const score = given.get(labels[i] ?? "");
      return score === undefined ? [] : [[strategy, score]];
    }),
  );
}

const ballotReply = z.object({ scores: z.array(z.object({ why: z.string(), label: z.string(), score: z.number().min(0).max(1) })) });
function ballotShape(labels: readonly string[]) {
  const item = ballotReply.shape.scores.element.extend({ label: z.enum(labels) });
  return shapeOf(z.object({ scores: z.array(item).max(labels.length) }));
}
