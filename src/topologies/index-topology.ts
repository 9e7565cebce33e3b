import { z } from "zod";
import type { Answer, Brief, Desk, Failure, Json, Member, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { toDollars } from "../util/money.ts";
import { normal, shuffled } from "../util/random.ts";
import { Belief, bestOf, type Checker, type Decision, indexDecision, type JudgedItem, type Tried } from "../valuation/index.ts";
import { answerOf, isOver, tryAsk } from "./asks.ts";
import type { Assignment, FailedAttempt } from "./attempt.ts";
import { answerKey } from "./final-answer.ts";
import { fitOf, judgedNote, judgedView } from "./judged-view.ts";
import { defineKind } from "./kind.ts";
import { likelyCost, valueOf } from "./market/worth.ts";
import { unvotable } from "./votable.ts";

const rate = z.number().min(0).max(1);
const count = z.int().min(0).max(1e6);

/**
 * `value`: dollars that a right answer is worth; absent, the task's own value, else ten times the most that an attempt can cost. `checker`: how
 * often the verifier accepts a right answer and rejects a wrong one, and what a verdict costs in dollars. `most`: attempts for a task, and of one member.
 * `learn`: verdicts of a member that are sought, if need be on an answer that would be taken without one. `record`: what is known before the session.
 */
export const indexOptions = z.strictObject({
  value: z.number().positive().optional(),
  checker: z.strictObject({ sensitivity: rate.default(1), specificity: rate.default(1), price: z.number().min(0).default(0) }).prefault({}),
  most: z.strictObject({ attempts: z.int().min(1).max(64).default(4), ofOne: z.int().min(1).max(64).default(2) }).prefault({}),
  learn: z.int().min(0).max(1000).default(20),
  record: z.array(z.strictObject({ member: z.string(), category: z.string().optional(), passed: count, tried: count })).default([]),
});
type Settings = z.output<typeof indexOptions>;

/**
 * The index policy: each next step, an attempt of some member, a verdict on an answer, or an end, is the one with the highest reservation value.
 * Contract: never rejects. What is returned is the answer that is likeliest to be right, verified or not.
 */
export function indexPolicy(options: z.input<typeof indexOptions> = {}): Topology {
  const settings = indexOptions.parse(options);
  return { name: "index", memory: true, solve: (task, desk) => decideAndTry(task, desk, settings) };
}

/** An attempt that was made, with its answer, or why there is none. */
interface Made {
  readonly member: number;
  readonly answer: Result<Answer>;
  readonly tokens: number;
  verdict?: boolean;
  why?: string;
}
/** One task under way: `members` in an order drawn by chance, which decides between equals. */
interface Search extends Assignment {
  readonly members: readonly Member[];
  readonly settings: Settings;
  readonly made: Made[];
  /** Standard normal numbers, the same at each step of a task. */
  readonly normals: readonly number[];
  /** What verdicts there may be: none after one that could not be had. */
  judged: number;
  silent: boolean;
}

async function decideAndTry(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const search = opened(task, desk, settings);
  if ("ok" in search) return search;
  const result = await searched(search);
  desk.note({ type: "own", name: judgedNote, value: judgedOf(search) });
  return result;
}

function opened(task: Brief, desk: Desk, settings: Settings): Search | Result<Answer> {
  if (desk.members.length === 0) return fail("unsupported", "An index policy needs at least one member; the experiment names none.");
  const stranger = settings.record.find(({ member }) => desk.members.every(({ name }) => name !== member));
  if (stranger !== undefined) {
    const names = desk.members.map(({ name }) => name).join(", ");
    return fail("unsupported", `The record of topology "index" names "${stranger.member}", who is no member; there are ${names}.`);
  }
  const members = shuffled(desk.members, () => desk.chance("order"));
  const normals = members.map(() => normal(() => desk.chance("explore")));
  return { task, desk, members, settings, normals, made: [], judged: 0, silent: false };
}

async function searched(search: Search): Promise<Result<Answer>> {
  const { desk } = search;
  const terms = termsOf(search);
  for (;;) {
    const tried = triedOf(search);
    const decision = indexDecision(beliefOf(search, "drawn"), tried, {
      ...terms,
      left: leftOf(search),
      attempts: settings.most.attempts - search.made.length,
      ...checkerOf(search),
    });
