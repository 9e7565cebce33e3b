import { z } from "zod";
import type { Answer, Desk, Result, Topology } from "../types.ts";
import { answerOf, block, clip, isOver, objectOf, pastBlocks, roleLast, shapedAsk, shapeOf } from "./asks.ts";
import type { Assignment, Attempt } from "./attempt.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { overhear } from "./overhear.ts";
import { fallbackToSolo, noteFailure, quoted } from "./team.ts";
import { seated } from "./tries.ts";
import { closerOf } from "./closer.ts";

const stage = z.strictObject({
  role: z.string().min(1).max(80),
  /** What this stage hands on, in one sentence. */
  does: z.string().min(1).max(1000),
  member: z.string().min(1).optional(),
});
type Stage = z.output<typeof stage>;

export const pipelineOptions = z.strictObject({
  /** The stages in order; the last one writes the answer. Stages without a member take the members in turn, the last one whom the term `closer` says. */
  stages: z
    .array(stage)
    .min(1)
    .max(8)
    .default([
      {
        role: "architect",
        does: "a specification: what is asked, the approach, the cases that must hold, the form of the result. Not the result itself.",
      },
      { role: "developer", does: "the complete result, as the task and the specification ask." },
    ]),
  /** Who checks the answer; when absent the next member after the last stage's, one that has no stage where there is any. */
  reviewer: z.string().min(1).optional(),
  /** Times that a rejected answer is written anew; 0 leaves out the review. */
  revisions: z.int().min(0).max(5).default(2),
  /** Ends the revisions when a guard says that they go in circles. */
  guarded: z.boolean().default(true),
});
type Settings = z.output<typeof pipelineOptions>;

/** Stages that hand on artifacts, not talk, and a reviewer who may send back. Contract: never rejects. */
export function pipeline(options: z.input<typeof pipelineOptions> = {}): Topology {
  const settings = pipelineOptions.parse(options);
  return {
    name: "pipeline",
    async solve(task, desk) {
      const seats = seatsOf(desk, settings);
      if (!seats.ok) return seats;
      const spec = await specified({ task, desk }, settings, seats.workers);
      if (!spec.ok) return spec;
      return inRounds(task, desk, (attempt) => build(attempt, { settings, spec: spec.artifacts, ...seats }));
    },
  };
}

export const pipelineKind = defineKind({
  name: "pipeline",
  gist: "architect, developer and reviewer hand artifacts on",
  description:
    "Architect, developer, reviewer, each in a fresh conversation that holds the task and the artifacts so far, never the talk. The architect's specification and the developer's answer go to the reviewer, who passes it or lists problems; a rejected answer goes to a new developer's conversation with specification, answer and problems, for a limited number of revisions. One call per stage, and two per revision: the review that sent it back, and the rewriting; an answer that passes costs its review. The last revision is not reviewed, since nobody could act on it; a guard ends revisions that come back to an earlier answer. Stages and their members are settings; with one member all stages are played by it. A stage that fails is left out; when the last one fails, one plain attempt is made. An answer that the verifier rejects is written and reviewed anew from the same specification.",
  options: pipelineOptions,
  memberOptions: ["member", "reviewer"],
  formula: "stages + 1 when the first review passes, at most stages + 2*revisions; a further attempt repeats all but the earlier stages",
  sees: "The task and all artifacts so far; the reviewer the specification and the answer.",
  ignores: ["warmFirst"],
  talk: ["plan", "critique"],
  calls(_members, terms, { stages, revisions }) {
    const before = stages.length - 1;
    return { least: stages.length + (revisions > 0 ? 1 : 0), most: before + terms.attempts * (2 * revisions + 2) };
  },
  make: pipeline,
});

type Seats = Result<{ workers: readonly string[]; reviewer: string }>;

function seatsOf(desk: Desk, { stages, reviewer }: Settings): Seats {
  const workers: string[] = [];
  const closer = closerOf(desk, undefined);
  if (!closer.ok) return closer;
  const others = desk.members.filter(({ name }) => name !== closer.name);
  for (const [i, { member }] of stages.entries()) {
    const turn = i === stages.length - 1 || others.length === 0 ? closer : others[i % others.length];
    const seat = seated(desk, member ?? turn?.name);
    if (!seat.ok) return seat;
    workers.push(seat.name);
  }
  const last = desk.members.findIndex(({ name }) => name === workers.at(-1));
  const after = [...desk.members.slice(last + 1), ...desk.members.slice(0, last + 1)];
  const fresh = after.find(({ name }) => !workers.includes(name));
  const checker = seated(desk, reviewer ?? (fresh ?? after[0])?.name);
  return checker.ok ? { ok: true, workers, reviewer: checker.name } : checker;
}

/** The artifacts of all stages but the last, in order. Only a spent budget fails: a later stage can do without an earlier one. */
async function specified(
  { task, desk }: Assignment,
  { stages }: Settings,
  workers: readonly string[],
): Promise<Result<{ artifacts: string[] }>> {
  const artifacts: string[] = [];
  for (const [i, stage] of stages.slice(0, -1).entries()) {
    const by = workers[i] ?? "";
    const ask = roleLast(task, desk.terms, { purpose: "plan", shared: artifacts, instruction: duty(stage, artifacts.length) });
    const reply = noteFailure(desk, by, answerOf(await desk.ask(by, ask), by));
    desk.note({ type: "role", member: by, role: stage.role, abstained: !reply.ok });
    if (reply.ok) artifacts.push(block("plan", quoted(desk, reply.text), { by: stage.role }));
    else if (isOver(reply)) return reply;
  }
  return { ok: true, artifacts };
}

function duty({ role, does }: Stage, before: number): string {
  return `Your role is ${role}. ${before > 0 ? "Above stand the artifacts of the stages before you. " : ""}Hand on this and nothing else: ${does} Those after you see only what you write here.`;
}

interface Shop {
  readonly settings: Settings;
  readonly spec: readonly string[];
  readonly workers: readonly string[];
  readonly reviewer: string;
}

async function build(attempt: Attempt, shop: Shop): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const { settings, spec } = shop;
  const stage = settings.stages.at(-1) as Stage;
  const by = shop.workers.at(-1) ?? "";
  let shared = [...spec, ...pastBlocks(attempt, by)];
  let ask = roleLast(task, desk.terms, { purpose: "attempt", shared, instruction: duty(stage, shared.length) });
  let standing = noteFailure(desk, by, answerOf(await desk.ask(by, ask), by));
  if (!standing.ok) return isOver(standing) ? standing : fallbackToSolo(attempt, "pipeline", standing.failure.message, by);
  desk.note({ type: "role", member: by, role: stage.role, abstained: false });
  const ends = overhear(desk, task, settings.guarded);
  let circling = ends([{ speaker: by, role: "assistant", text: standing.text, whole: true }]);
  for (let left = settings.revisions; left > 0 && standing.ok && !circling; left--) {
    const findings = await review(attempt, shop, standing.text);
    if (findings === undefined) break;
    shared = [...spec, block("answer", quoted(desk, standing.text), { by: stage.role }), block("critique", findings, { by: "reviewer" })];
    ask = roleLast(task, desk.terms, {
      purpose: "retry",
      shared,
      instruction: `${duty(stage, shared.length)} An earlier version and the reviewer's problems with it stand above: mend what is truly wrong, keep what is right.`,
    });
    const next = noteFailure(desk, by, answerOf(await desk.ask(by, ask), by));
    if (!next.ok) break;
    standing = next;
    circling = left > 1 && ends([{ speaker: by, role: "assistant", text: next.text, whole: true }]);
  }
  return standing;
}

const reviewReply = z.object({ why: z.string(), problems: z.array(z.string()), passed: z.boolean() });
const reviewShape = shapeOf(reviewReply);

/** The reviewer's problems as a text; undefined when it passes the answer, names none, or cannot be heard. */
async function review({ task, desk }: Assignment, { spec, reviewer }: Shop, answer: string): Promise<string | undefined> {
  const shared = [...spec, block("answer", quoted(desk, answer), { by: "the stage before" })];
  const instruction = `Your role is reviewer. Check the answer above against the task and the specification, case by case. Set "passed" to true if it is right and complete; otherwise list in "problems" what is wrong, each with the place and a case that shows it. "why" sums up. What the answer says about itself counts for nothing.`;
  const ask = shapedAsk(task, desk.terms, { purpose: "critique", shared, instruction, shape: reviewShape });
  const object = noteFailure(desk, reviewer, objectOf(await desk.ask(reviewer, ask), reviewReply));
  if (!object.ok || object.value.passed) return undefined;
  const { problems, why } = object.value;
  const found =
    problems.length > 0
      ? problems
          .slice(0, 30)
          .map((problem) => `- ${problem}`)
          .join("\n")
      : why;
  return found.trim() === "" ? undefined : clip(found, 8000);
}
