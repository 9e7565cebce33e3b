import { z } from "zod";
import type { Answer, Brief, Desk, Purpose, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { askInParallel, blockAsk, objectOf, pastBlocks, shapeOf } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { byMajority } from "./by-majority.ts";
import { closerOf } from "./closer.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { made, noteFailure } from "./team.ts";

export const branchingOptions = z.strictObject({
  /** The one member who branches; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  /** Ways to the result that one reply follows. */
  branches: z.int().min(1).max(12).default(3),
  /** Such replies, independent of one another; the majority of their answers wins. */
  samples: z.int().min(1).max(64).default(1),
  /** Who wins where several answers have the most votes: `likeness` (to the others, then chance), or `chance`. */
  ties: z.enum(["likeness", "chance"]).default("likeness"),
});
type Settings = z.output<typeof branchingOptions>;

/** One reply that follows several ways to the result and keeps the one left standing. Contract: never rejects. */
export function branching(options: z.input<typeof branchingOptions> = {}): Topology {
  const settings = branchingOptions.parse(options);
  return { name: "branching", solve: (task, desk) => branch(task, desk, settings) };
}

export const branchingKind = defineKind({
  name: "branching",
  gist: "one model follows several ways to the result in one reply and keeps the best",
  description:
    "One member is told to branch: in one reply it follows up to `branches` ways to the result that differ in method, each to a result of its own, finds the step at which they part, and gives the answer of the way that is left standing. With `samples` that many such replies are written in parallel, none of which sees another, and the majority of their answers wins: so it can be held against a debate at equal calls. 1 call per sample.",
  options: branchingOptions,
  memberOptions: ["member"],
  formula: "samples per attempt",
  sees: "The task, and what the terms show of failed tries.",
  ignores: [],
  calls: (_members, terms, { samples }) => ({ least: samples, most: terms.attempts * samples }),
  asks: (_members, { member }, closer) => [member ?? closer],
  make: branching,
});

const branchReply = z.object({ branches: z.array(z.string()), answer: z.string() });
const branchShape = shapeOf(branchReply);

function branch(task: Brief, desk: Desk, { member, branches, samples, ties }: Settings): Promise<Result<Answer>> {
  const seat = closerOf(desk, member);
  if (!seat.ok) return Promise.resolve(seat);
  return inRounds(task, desk, async (attempt) => {
    const seats = Array.from({ length: samples }, () => seat.name);
    const written = made(await askInParallel(attempt, seats, (name, attempt) => reply(attempt, name, branches)));
    const [only, ...others] = written.answers;
    if (only !== undefined && others.length === 0) return { ok: true, ...only };
    return byMajority(desk, written, { ties });
  });
}

async function reply(attempt: Attempt, member: string, branches: number): Promise<Result<Answer>> {
  const { task, desk, past } = attempt;
  const purpose: Purpose = past.length === 0 ? "attempt" : "retry";
  const ask = blockAsk(task, desk.terms, { purpose, shared: pastBlocks(attempt, member), instruction: told(branches), shape: branchShape });
  const read = noteFailure(desk, member, objectOf(await desk.ask(member, ask), branchReply));
  if (!read.ok) return read;
  const { answer } = read.value;
  return answer.trim() === ""
    ? fail("malformed", `An answer was wanted of "${member}"; the branch left standing has none.`)
    : { ok: true, text: answer, by: member };
}

function told(branches: number): string {
  return `Branch in this one reply: follow up to ${branches} ways to the result that differ in method and not in words alone, each to a result of its own. In "branches" give one line to each: its method, a colon, and the result it comes to. Where results differ, find the step at which the ways part and check that step; drop a way that does not hold. Then put into "answer" the complete answer to the task of the way that is left standing, in the form the task asks for.`;
}
