import { z } from "zod";
import type { Answer, Ask, Member, Result } from "../types.ts";
import { block, objectOf, pastBlocks, roleLast, shapedAsk, shapeOf, tryAsk } from "./asks.ts";
import type { Attempt, FailedAttempt } from "./attempt.ts";
import { noteFailure, quoted } from "./team.ts";
import type { LastTurn } from "./turn-plan.ts";
import { labelFor } from "./labels.ts";

/** One task under way. `absent`: members whose work failed, and roles of members whose thought did. */
export interface TurnSearch extends Attempt {
  readonly members: readonly Member[];
  readonly past: FailedAttempt[];
  readonly plans: string[];
  readonly absent: Set<string>;
  /** Chances as they were drawn for this task, by member and place. */
  readonly drawn: Map<string, number>;
  last: LastTurn;
  written: number;
  silent: boolean;
  /** The latest answer, and what the verifier said of it. */
  standing?: StandingAnswer;
}

/** An answer, the place at which it was written, and the chance that was drawn for it there. */
interface StandingAnswer {
  readonly answer: Answer;
  readonly tokens: number;
  readonly turn: number;
  readonly last: LastTurn;
  readonly chance: number;
  readonly passed?: boolean;
}

const thinkerReply = z.object({ plan: z.string(), next: z.enum(["worker", "verifier", "thinker"]) });
const thinkerShape = shapeOf(thinkerReply);

/** A plain attempt where nothing was said; else one that shows the plans, rejected answers as the terms say, and an answer without a verdict. */
export function workerAsk(search: TurnSearch, member: string): Ask {
  const { task, desk, past } = search;
  const said = [...search.plans, ...pastBlocks(search, member), ...unjudged(search)];
  if (search.plans.length === 0 && unjudged(search).length === 0) return tryAsk(search, member);
  const instruction =
    "Your role is worker. Above stands what was said so far. Use what is right in it, correct what is wrong, and give the complete answer to the task.";
  return roleLast(task, desk.terms, { purpose: past.length === 0 ? "attempt" : "retry", shared: said, instruction });
}

function unjudged({ desk, standing }: TurnSearch): string[] {
  return standing === undefined || standing.passed !== undefined
    ? []
    : [block("answer", quoted(desk, standing.answer.text), { by: labelFor(desk, standing.answer.by) })];
}

/** One thinker's turn: a plan for whoever comes next, and which role that should be. */
export async function thought(search: TurnSearch, member: string): Promise<Result<z.output<typeof thinkerReply>>> {
  const { task, desk, absent, plans } = search;
  const shared = [...plans, ...pastBlocks(search, member), ...unjudged(search)];
  const instruction =
    "Your role is thinker. Do not answer the task. In plan, tell whoever comes next what to do, what to watch for, and what is wrong with what was said so " +
    "far, in a few sentences. next: who should come next, a worker who answers, the verifier who judges the latest answer, or another thinker.";
  const ask = shapedAsk(task, desk.terms, { purpose: "plan", shared, instruction, shape: thinkerShape });
  const read = noteFailure(desk, member, objectOf(await desk.ask(member, ask), thinkerReply));
  if (!read.ok || read.value.plan.trim() === "") absent.add(`thinker/${member}`);
  if (!read.ok) return read;
  if (read.value.plan.trim() !== "") {
    plans.push(block("plan", quoted(desk, read.value.plan), { by: labelFor(desk, member) }));
    search.last = "thought";
  }
  return { ok: true, ...read.value };
}
