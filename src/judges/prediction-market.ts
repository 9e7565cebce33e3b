import { z } from "zod";
import type { Answer, Desk, Member, Task, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { shuffled } from "../util/random.ts";
import { type FencedAnswer, fencedAnswer, fenceRule, isBlank, taskBlocks } from "./fence.ts";
import { askForVerdict } from "./ask-for-verdict.ts";
import { isIndependent, seatOf } from "./independence.ts";
import { type JudgeContext, judgeKind } from "./judge-kind.ts";
import { affordable, clampPrice, logarithmicPool, type Trade, worstLoss } from "./lmsr.ts";

export const predictionMarketOptions = z.strictObject({
  kind: z.literal("prediction-market"),
  members: z.array(z.string()).min(1).describe("the seats that trade, once each, in seeded order"),
  depth: z.number().positive().default(100).describe("LMSR b in credits: deeper markets move less per credit and cost more subsidy"),
  start: z.number().gt(0).lt(1).default(0.5).describe("the opening price: the prior pass rate"),
  stake: z.number().positive().optional().describe("the most that one trader may lose, in credits; by default no limit"),
  cap: z.int().positive().default(60_000).describe("characters of the answer that are shown"),
});
type MarketSettings = z.output<typeof predictionMarketOptions>;

/** Judges trade on "the answer passes"; the last price is the score, and it passes from one half on. */
export const predictionMarket = judgeKind({
  name: "prediction-market",
  description: "judges trade on whether the answer passes (LMSR); the price is the verdict, the subsidy a cost",
  options: predictionMarketOptions,
  needs: ["members"],
  cost: "one call per member, and a subsidy in credits",
  open: (settings, context) => ({
    name: "prediction-market",
    judge: (task, answer, desk) => trade(task, answer, desk, settings, context),
  }),
});

async function trade(task: Task, answer: Answer, desk: Desk, settings: MarketSettings, context: JudgeContext): Promise<Verdict> {
  if (isBlank(answer)) return { ok: true, passed: false, score: 0, why: "the answer holds no letter and no digit" };
  const traders: Member[] = [];
  for (const name of settings.members) {
    const seat = seatOf(desk, name);
    if (!seat.ok) return seat;
    if (isIndependent(seat.member, answer, desk, context)) traders.push(seat.member);
  }
  if (traders.length === 0) {
    return fail("unsupported", "Every trader is of the author's family. Name judges of other families, or set selfJudging: allowed.");
  }
  const fence = fencedAnswer(answer.text, settings.cap);
  const trades: (Trade & { belief: number })[] = [];
  let price = settings.start;
  let reason = "";
  let last = fail("unknown", "no trader was asked");
  for (const { name } of shuffled(traders, () => desk.chance("prediction-market"))) {
    const heard = await askForVerdict(desk, name, { text: question(task, fence, price), schema: belief, purpose: context.purpose });
    if (!heard.ok) {
      last = heard;
      continue;
    }
    const to = affordable(price, clampPrice(heard.value.p), settings.depth, settings.stake ?? Number.POSITIVE_INFINITY);
    trades.push({ trader: name, from: price, to, belief: heard.value.p });
    price = to;
    reason = heard.value.why;
  }
  // A market in which nobody traded shows the prior, which is no verdict on this answer.
  if (trades.length === 0) return last;
  record(trades, price, desk, settings);
  return {
    ok: true,
    passed: price >= 0.5,
    score: price,
    why: `${trades.length} trades moved the price from ${settings.start} to ${price.toFixed(3)}. ${reason}`,
  };
}

const belief = z.strictObject({ why: z.string(), p: z.number().min(0).max(1) });

function question(task: Task, fence: FencedAnswer, price: number): string {
  return [
    `${taskBlocks(task)}Somebody answered this task.`,
    fence.text,
    fenceRule([fence.code]),
    `You trade on whether this answer is right and complete. The price, which is the probability that the traders before you leave, stands at ${price.toFixed(3)}. You will move it to the probability that you state, and you earn b ln(new / old) for the outcome that proves true: your expected gain is largest when you state what you believe.`,
    'Reply with a JSON object: "why" (one or two sentences), "p" (your probability that the answer is right and complete, 0 to 1).',
  ].join("\n");
}

/** The trades, two baselines, and the subsidy: what the maker stands to lose, as money of the market. */
function record(trades: readonly (Trade & { belief: number })[], price: number, desk: Desk, settings: MarketSettings): void {
  const beliefs = trades.map((one) => one.belief);
  const mean = beliefs.reduce((sum, p) => sum + p, 0) / beliefs.length;
  const amount = Math.round(worstLoss(settings.start, settings.depth) * 1e9);
  desk.note({
    type: "own",
    name: "prediction-market",
    value: { trades: trades.map((one) => ({ ...one })), price, mean, pool: logarithmicPool(beliefs) },
  });
  desk.note({ type: "transfer", from: "buyer", to: "prediction-market", amount, reason: "subsidy" });
}
