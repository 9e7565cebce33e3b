import { z } from "zod";
import type { Answer, Brief, Desk, Member, Result, Topology } from "../types.ts";
import { answerOf, clip, isOver, objectOf, pastBlocks, roleLast, blockAsk } from "./asks.ts";
import type { Assignment, Attempt, FailedAttempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { splitReply, splitShape } from "./shapes.ts";
import { answerAlone } from "./solo.ts";
import { frozen, partBrief, type Piece, reopened, type SplitState, splitBrief, splitStart, stateBlocks, struck } from "./split-state.ts";
import { closerOf } from "./closer.ts";

/** `depth` limits how many parts may be split off, `strikes` how often a level may go wrong. */
export const solveOrSplitOptions = z.strictObject({
  depth: z.int().min(1).max(12).default(6),
  strikes: z.int().min(1).max(6).default(3),
});
type Settings = z.output<typeof solveOrSplitOptions>;
type SplitReply = z.output<typeof splitReply>;

/**
 * A member solves the whole, or splits off the most valuable part that it is sure of and states what remains; split, part and whole
 * are verified. Contract: never rejects. Only verified parts are kept; the latest whole answer stands, else what one member makes of it.
 */
export function solveOrSplit(options: z.input<typeof solveOrSplitOptions> = {}): Topology {
  const settings = solveOrSplitOptions.parse(options);
  return { name: "solve-or-split", solve: (task, desk) => unravel(task, desk, settings) };
}

const moves = {
  whole: "whole: you are sure of all that is left; give it in answer.",
  part:
    "part: you are sure of a part only; take the most valuable one, state it so that it can be checked by itself (statement, acceptance), " +
    "solve it in answer, give its share of the worth in value, and state in remainder exactly what is left.",
  decline: "decline: you are sure of nothing; say why.",
};

/** What one move leads to: another state, or the end. */
type Move = { readonly state: SplitState } | { readonly end: Result<Answer> };
/** How far a task has come; each answer to the whole of it is an attempt. */
interface Progress extends Attempt {
  readonly past: FailedAttempt[];
  readonly settings: Settings;
  /** Who joins the parts. */
  readonly closer: Member;
  made: number;
  composed: number;
  standing?: Result<Answer>;
}

async function unravel(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const first = closerOf(desk, undefined);
  if (!first.ok) return first;
  const order = rotated(desk);
  const progress: Progress = { task, desk, settings, closer: first, past: [], made: 0, composed: 0 };
  let state = splitStart(task);
  while (state.strikes < settings.strikes && state.stalls < 2) {
    const member = order[state.turn % order.length] ?? first;
    const move = await step(progress, member, state);
    if ("end" in move) return move.end;
    state = move.state;
  }
  if (progress.standing !== undefined) return progress.standing;
  if (state.pieces.length > 0) {
    desk.note({ type: "fallback", from: "solve-or-split", to: "the verified parts", why: "the rest was not solved" });
    const partial = await compose(progress, first, state);
    if (partial.ok) return partial;
  }
  const last = order[state.turn % order.length] ?? first;
  desk.note({ type: "fallback", from: "solve-or-split", to: last.name, why: "no proposal held" });
  return answerAlone(task, desk, last.name);
}

function rotated(desk: Desk): Member[] {
  const start = desk.members.length < 2 ? 0 : Math.floor(desk.chance("order") * desk.members.length);
  return [...desk.members.slice(start), ...desk.members.slice(0, start)];
}

async function step(progress: Progress, member: Member, state: SplitState): Promise<Move> {
  const { task, desk } = progress;
  const kinds = allowedKinds(state, progress.settings);
  const instruction = `Choose one. ${kinds.map((kind) => moves[kind]).join(" ")} p: your probability that the answer is right. Leave texts that do not apply empty.`;
  const shared = [...pastBlocks(progress, member.name), ...stateBlocks(state)];
  const shape = { ...splitShape, properties: { ...(splitShape.properties as object), kind: { type: "string", enum: kinds } } };
  const ask = blockAsk(task, desk.terms, { purpose: "attempt", shared, instruction, shape });
  const read = objectOf(await desk.ask(member.name, ask), splitReply);
  if (!read.ok) return isOver(read) ? { end: progress.standing ?? read } : { state: struck(state) };
  const said = read.value;
  if (said.kind === "decline" || !kinds.includes(said.kind) || said.answer.trim() === "") return { state: struck(state) };
  return said.kind === "whole" ? takeWhole(progress, member, state, said) : takePart(progress, member, state, said);
}

/** After two failed wholes of a level only a part is taken; at the depth limit only a whole. */
function allowedKinds({ pieces, wholeFails }: SplitState, { depth }: Settings): ("whole" | "part" | "decline")[] {
  if (pieces.length >= depth) return ["whole", "decline"];
  return wholeFails >= 2 ? ["part", "decline"] : ["whole", "part", "decline"];
}

async function takeWhole(progress: Progress, member: Member, state: SplitState, said: SplitReply): Promise<Move> {
  const { task, desk } = progress;
  const answer: Answer = { text: said.answer, by: member.name };
  if (state.pieces.length === 0) {
    const end = await tryWhole(progress, answer);
    return end === undefined ? { state: struck(state, { wholeFails: state.wholeFails + 1 }) } : { end };
  }
  const id = `part-${state.named + 1}`;
  const verdict = await desk.verify(answer, partBrief(task, id, state.remainder, ""));
  if (!verdict.ok || !verdict.passed) return { state: struck(state, { wholeFails: state.wholeFails + 1 }) };
  const full = frozen(state, { id, statement: state.remainder, acceptance: "", answer }, "");
  const merged = await compose(progress, progress.closer, full);
  if (!merged.ok) return isOver(merged) ? { end: progress.standing ?? merged } : { state: struck(state) };
  const end = await tryWhole(progress, { text: merged.text, by: merged.by });
  if (end !== undefined) return { end };
  progress.composed++;
  if (progress.composed < 2) return { state: reopened(full, progress.past.at(-1)?.why ?? "") };
  desk.note({ type: "fallback", from: "solve-or-split", to: member.name, why: "two compositions failed" });
  const alone = await answerAlone(task, desk, member.name, desk.terms.attempts - progress.made);
  return { end: alone.ok ? alone : (progress.standing ?? alone) };
}

/** An answer to the whole task: given back when it passes, when the verifier cannot tell, or when no attempt is left. */
async function tryWhole(progress: Progress, answer: Answer): Promise<Result<Answer> | undefined> {
  const { desk } = progress;
  const given: Result<Answer> = { ok: true, ...answer };
  progress.made++;
  progress.standing = given;
  if (progress.made >= desk.terms.attempts) return given;
  const verdict = await desk.verify(answer);
  if (!verdict.ok || verdict.passed) return given;
  progress.past.push({ answer, why: verdict.why });
  return undefined;
}

/** The split is judged before the part: nothing of a reply is kept unless both hold. */
async function takePart({ task, desk }: Assignment, member: Member, state: SplitState, said: SplitReply): Promise<Move> {
  const remainder = clip(said.remainder.trim(), 16_000);
  if (said.statement.trim() === "" || remainder === "") return { state: struck(state) };
  // A rest that still holds all the work is no progress; whether a rest in other words is smaller, the verifier judges.
  if (remainder.includes(state.remainder.trim())) return { state: struck(state, { stalls: state.stalls + 1 }) };
  const depth = state.named + 1;
  const id = `part-${depth}`;
  const split = `Part: ${said.statement}\nThe part is done when: ${said.acceptance}\nRemainder: ${remainder}`;
  const sound = await desk.verify({ text: split, by: member.name }, splitBrief(task, state.remainder, depth));
  if (!sound.ok || !sound.passed) return { state: struck(state) };
  const answer: Answer = { text: said.answer, by: member.name };
  const right = await desk.verify(answer, partBrief(task, id, said.statement, said.acceptance));
  if (!right.ok || !right.passed) return { state: struck(state) };
  desk.note({ type: "split", parts: [id, "remainder"], by: member.name });
  return { state: frozen(state, { id, statement: said.statement, acceptance: said.acceptance, answer } satisfies Piece, remainder) };
}

async function compose({ task, desk }: Assignment, member: Member, state: SplitState): Promise<Result<Answer>> {
  const instruction =
    "The parts of the task are solved and checked. Join their results into one complete answer; change nothing in them. Give the answer alone.";
  const shared = stateBlocks(state).filter((_, i) => i < 2 * state.pieces.length);
  return answerOf(await desk.ask(member.name, roleLast(task, desk.terms, { purpose: "merge", shared, instruction })), member.name);
}

export const solveOrSplitKind = defineKind({
  name: "solve-or-split",
  gist: "models take the part they are sure of and pass the rest on",
  description:
    "A member sees the task, the parts verified so far and what remains, and replies in one call with the whole of it, with the most valuable part that it is " +
    "sure of and an exact statement of the rest, or declines. The verifier judges the split, then the part; only if both hold the part is frozen and the rest " +
    "is a level of its own. A whole that fails goes to the next member; after two failures at a level only parts are taken. Verified parts are joined in one " +
    "call and the whole is judged; if it fails, the part that the verdict blames is reopened once, after that one member works alone. A verifier that cannot " +
    "judge parts leaves whole answers only. Answers to the whole count as attempts.",
  options: solveOrSplitOptions,
  formula: "1 to (depth + 2) x strikes proposals + 2 joins + attempts",
  sees: "Every proposer: the task, verified parts and results, the remainder, and what the terms show of failed whole answers.",
  ignores: ["warmFirst"],
  calls: (_members, terms, { depth, strikes }) => ({ least: 1, most: (depth + 2) * strikes + 2 + terms.attempts }),
  make: solveOrSplit,
});
