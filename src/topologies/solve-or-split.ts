import { z } from "zod";
import type { Answer, Brief, Desk, Failure, Member, Result, Topology } from "../types.ts";
import { answerOf, askInParallel, block, blockAsk, clip, isOver, objectOf, pastBlocks, roleLast, shapedAsk, tryAsk } from "./asks.ts";
import type { Assignment, FailedAttempt } from "./attempt.ts";
import { closerOf } from "./closer.ts";
import { defineKind } from "./kind.ts";
import { checkReply, checkShape, splitReply, splitShape, wholeShape } from "./shapes.ts";
import { answerAlone } from "./solo.ts";
import {
  blamed,
  branchesOf,
  done,
  isProgress,
  partBrief,
  type Piece,
  pieceBlocks,
  type Split,
  soundness,
  splitBrief,
  splitText,
  wholeWork,
  type Work,
} from "./split-state.ts";
import { seated } from "./tries.ts";
import { fail } from "../util/failure.ts";

/**
 * `depth`: how many splits may stand one below another. `parts`: into how many pieces the task may come apart in all. `strikes`: how often a
 * piece is tried. `judge`: the member who judges splits; the verifier where it is absent, and another member where the verifier cannot.
 */
export const solveOrSplitOptions = z.strictObject({
  depth: z.int().min(1).max(12).default(3),
  parts: z.int().min(1).max(32).default(4),
  strikes: z.int().min(1).max(6).default(3),
  judge: z.string().optional(),
});
type Settings = z.output<typeof solveOrSplitOptions>;

/**
 * A member solves the whole, or splits off the most valuable part that it is sure of and states what remains; the split is judged before
 * anything of it is done, then both sides are worked on at once, each in the same way. Contract: never rejects. Only pieces that held are
 * joined; the latest whole answer stands, else what one member makes of it.
 */
export function solveOrSplit(options: z.input<typeof solveOrSplitOptions> = {}): Topology {
  const settings = solveOrSplitOptions.parse(options);
  return { name: "solve-or-split", solve: (task, desk) => unravel(task, desk, settings) };
}

/** One task on its way, the same for all branches; `desk` is the branch's. */
interface Tree extends Assignment {
  readonly settings: Settings;
  readonly order: readonly Member[];
  /** Who joins the pieces. */
  readonly closer: Member;
  readonly record: Attempts;
}
/** Answers to the whole task: how many were made, the latest, and those that failed. */
interface Attempts {
  made: number;
  standing?: Result<Answer>;
  readonly past: FailedAttempt[];
}
/** What became of a piece of work: itself, or the pieces it came apart into. `over`: asking on was pointless. */
interface Grown {
  readonly pieces: readonly Piece[];
  readonly over?: Failure;
}
/** Who tries a piece, and what failed on it before. */
interface Turn {
  readonly member: Member;
  readonly past: readonly FailedAttempt[];
}
type Move = { readonly split: Split } | { readonly read: Result<Answer> };

async function unravel(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const closer = closerOf(desk, undefined);
  if (!closer.ok) return closer;
  const judge = seated(desk, settings.judge);
  if (!judge.ok) return judge;
  const tree: Tree = { task, desk, settings, closer, order: rotated(desk), record: { made: 0, past: [] } };
  const grown = await grow(tree, wholeWork(task, settings.depth, settings.parts));
  const [first] = grown.pieces;
  if (first?.id !== "") return joined(tree, grown);
  if (first.answer !== undefined) return { ok: true, ...first.answer };
  return tree.record.standing ?? (grown.over === undefined ? alone(tree, "no proposal held") : { ok: false, failure: grown.over });
}

function rotated(desk: Desk): Member[] {
  const start = desk.members.length < 2 ? 0 : Math.floor(desk.chance("order") * desk.members.length);
  return [...desk.members.slice(start), ...desk.members.slice(0, start)];
}
function memberAt({ order, closer }: Tree, turn: number): Member {
  return order[turn % order.length] ?? closer;
}

/** Tries a piece of work until it holds or comes apart. A split that its judge rejects is solved whole, at once and by the same member. */
async function grow(tree: Tree, work: Work, before: readonly FailedAttempt[] = []): Promise<Grown> {
  const past = [...before];
  let splits = true;
  for (let strike = 0; strike < tree.settings.strikes; strike++) {
    const turn: Turn = { member: memberAt(tree, work.turn + strike), past };
    let move = splits ? await proposed(tree, work, turn) : { read: await solved(tree, work, turn) };
    if ("split" in move) {
      if (await worthwhile(tree, work, move.split, turn.member)) {
        const branches = branchesOf(work, move.split, work.turn + strike);
        tree.desk.note({ type: "split", parts: branches.map(({ id }) => id), by: turn.member.name });
        return together(tree, branches);
      }
      splits = false;
      move = { read: await solved(tree, work, turn) };
    }
    const { read } = move;
    if (!read.ok && isOver(read)) return { pieces: [work], over: read.failure };
    if (!read.ok) continue;
    const answer: Answer = { text: read.text, by: read.by };
    const failed = work.id === "" ? await failureOfWhole(tree, answer) : await failureOfPart(tree, work, answer);
    if (failed === undefined) return { pieces: [{ ...work, answer }] };
    past.push(failed);
  }
  return { pieces: [work] };
}

/** Both sides of a split at the same time. */
async function together(tree: Tree, branches: readonly Work[]): Promise<Grown> {
  const grown = await askInParallel(tree, branches, (work, at) => grow(at, work));
  const over = grown.find((side) => side.over !== undefined)?.over;
  return { pieces: grown.flatMap(({ pieces }) => pieces), ...(over === undefined ? {} : { over }) };
}

const moves = {
  whole: "whole: you are sure of all of it; give the complete result in answer.",
  part:
    "part: you are sure of a part only; do not solve it yet. State the most valuable such part so that it can be done and checked by itself " +
    "(statement, acceptance), exactly what is left in remainder, and the part's share of the worth in value. Both are then done at the same " +
    "time, so neither may need the other's result.",
  decline: "decline: you are sure of nothing; say why.",
};

async function proposed({ task, desk }: Tree, work: Work, { member, past }: Turn): Promise<Move> {
  const kinds = allowedKinds(work, past);
  const splits = kinds.includes("part");
  const instruction = `${ownPart(work)}Choose one. ${kinds.map((kind) => moves[kind]).join(" ")} p: your probability that ${
    splits ? "the answer, or the part once it is done, is right" : "the answer is right"
  }. Leave texts that do not apply empty.`;
  const base = splits ? splitShape : wholeShape;
  const shape = { ...base, properties: { ...(base.properties as object), kind: { type: "string", enum: kinds } } };
  const shared = [...work.above, ...pastBlocks({ task, desk, past }, member.name)];
  const read = objectOf(
    await desk.ask(member.name, blockAsk(task, desk.terms, { purpose: "attempt", shared, instruction, shape })),
    splitReply,
  );
  if (!read.ok) return { read };
  const { kind, statement = "", acceptance = "", remainder = "", value = 0.5, answer = "" } = read.value;
  if (kind === "part" && splits) {
    return { split: { statement: clip(statement.trim(), 16_000), acceptance, remainder: clip(remainder.trim(), 16_000), value } };
  }
  if (kind === "whole" && kinds.includes(kind) && answer.trim() !== "") return { read: { ok: true, text: answer, by: member.name } };
  return {
    read: fail("malformed", `One of ${kinds.join(", ")} was wanted of "${member.name}"; it gave ${kind} without what goes with it.`),
  };
}

/** Where a split is still allowed two failed wholes leave only that; where none is, a whole is wanted. */
function allowedKinds({ depth, most }: Work, { length }: readonly FailedAttempt[]): ("whole" | "part" | "decline")[] {
  if (depth === 0 || most < 2) return ["whole", "decline"];
  return length >= 2 ? ["part", "decline"] : ["whole", "part", "decline"];
}

function ownPart(work: Work): string {
  const { id } = work;
  if (id === "") return "";
  return `${block("part", done(work), { id })}\nPart ${id} of the task is yours and nothing else; the rest is done by others at the same time. `;
}

/** The whole of a piece; of the task itself it is asked for as any topology asks for it. */
async function solved({ task, desk }: Tree, work: Work, { member, past }: Turn): Promise<Result<Answer>> {
  const attempt = { task, desk, past };
  const shared = [...work.above, ...pastBlocks(attempt, member.name)];
  const instruction = `${ownPart(work)}Give its complete result alone.`;
  const purpose = past.length === 0 ? "attempt" : "retry";
  const ask = work.id === "" ? tryAsk(attempt, member.name) : roleLast(task, desk.terms, { purpose, shared, instruction });
  return answerOf(await desk.ask(member.name, ask), member.name);
}

/** Whether a split is sound and worth its calls, before anything of it is paid for. A judge that gives no verdict rejects it. */
async function worthwhile({ task, desk, settings, order }: Tree, work: Work, split: Split, { name, family }: Member): Promise<boolean> {
  if (!isProgress(work, split)) return false;
  const text = splitText(split);
  if (settings.judge === undefined) {
    const verdict = await desk.verify({ text, by: name }, splitBrief(task, work));
    if (verdict.ok) return verdict.passed;
    if (isOver(verdict)) return false;
  }
  const others = order.filter((other) => other.name !== name);
  const judge = settings.judge ?? (others.find((other) => other.family !== family) ?? others[0])?.name ?? name;
  const own = work.id === "" ? [] : [block("note", done(work), { id: "work" })];
  const instruction = `The answer above is no solution: it proposes to split ${work.id === "" ? "the task" : "the work in the note"} into a part and a remainder, before anything of it is done. ${soundness} passed: whether it does.`;
  const shared = [...work.above, ...own, block("answer", text)];
  const read = objectOf(
    await desk.ask(judge, shapedAsk(task, desk.terms, { purpose: "verdict", shared, instruction, shape: checkShape })),
    checkReply,
  );
  const passed = read.ok && read.value.passed;
  desk.note({ type: "own", name: "split-judged", value: { by: judge, of: name, part: work.id, passed } });
  return passed;
}

/** Undefined when a piece's answer holds, or when its verifier cannot tell. */
async function failureOfPart({ task, desk }: Tree, work: Work, answer: Answer): Promise<FailedAttempt | undefined> {
  const verdict = await desk.verify(answer, partBrief(task, work));
  return !verdict.ok || verdict.passed ? undefined : { answer, why: verdict.why };
}

/** Undefined when an answer to the whole task passes, when the verifier cannot tell, or when no attempt is left. */
async function failureOfWhole({ desk, record }: Tree, answer: Answer): Promise<FailedAttempt | undefined> {
  record.made++;
  record.standing = { ok: true, ...answer };
  if (record.made >= desk.terms.attempts) return undefined;
  const verdict = await desk.verify(answer);
  if (!verdict.ok || verdict.passed) return undefined;
  const failed = { answer, why: verdict.why };
  record.past.push(failed);
  return failed;
}

/** Joins the pieces; where the whole fails, the piece that the verdict blames is done again, once. */
async function joined(tree: Tree, { pieces, over }: Grown): Promise<Result<Answer>> {
  if (pieces.every(({ answer }) => answer === undefined)) {
    return over === undefined ? alone(tree, "no part held") : (tree.record.standing ?? { ok: false, failure: over });
  }
  const merged = await compose(tree, pieces);
  if (!merged.ok) {
    const last = isOver(merged) ? merged : await alone(tree, "the parts were not joined");
    return last.ok ? last : asTheyStand(tree, pieces);
  }
  const failed = await failureOfWhole(tree, merged);
  if (failed === undefined) return merged;
  const again = blamed(pieces, failed);
  if (again === undefined) return merged;
  const { answer, ...work } = again;
  const before = answer === undefined ? [] : [{ answer, why: failed.why }];
  const redone = await grow(tree, { ...work, most: 1, turn: work.turn + 1 }, before);
  const mended = await compose(
    tree,
    pieces.flatMap((piece) => (piece === again ? redone.pieces : [piece])),
  );
  if (!mended.ok && isOver(mended)) return merged;
  if (mended.ok && (await failureOfWhole(tree, mended)) === undefined) return mended;
  return alone(tree, "two compositions failed");
}

async function compose({ task, desk, closer }: Tree, pieces: readonly Piece[]): Promise<Result<Answer>> {
  const open = pieces.filter(({ answer }) => answer === undefined).map(({ id }) => id);
  if (open.length > 0) desk.note({ type: "fallback", from: `part ${open.join(", ")}`, to: closer.name, why: "no result held" });
  const own = open.length === 0 ? "" : " A part in a note has no result: do it yourself.";
  const instruction = `The task came apart; results of its parts stand above. Join them into one complete answer; change nothing in them.${own} Give the answer alone.`;
  const ask = roleLast(task, desk.terms, { purpose: "merge", shared: pieceBlocks(pieces), instruction });
  return answerOf(await desk.ask(closer.name, ask), closer.name);
}

/** The parts that held, where nobody can be paid to join them. */
function asTheyStand({ desk }: Tree, pieces: readonly Piece[]): Result<Answer> {
  const held = pieces.flatMap(({ answer }) => (answer === undefined ? [] : [answer]));
  desk.note({ type: "fallback", from: "solve-or-split", to: "the parts as they stand", why: "nobody could join them" });
  return { ok: true, text: held.map(({ text }) => text).join("\n\n"), by: held[0]?.by ?? "" };
}

/** What one member makes of the task, with the attempts that are left; the latest whole answer where that is nothing. */
async function alone({ task, desk, closer, record }: Tree, why: string): Promise<Result<Answer>> {
  desk.note({ type: "fallback", from: "solve-or-split", to: closer.name, why });
  const answer = await answerAlone(task, desk, closer.name, desk.terms.attempts - record.made);
  return answer.ok ? answer : (record.standing ?? answer);
}

export const solveOrSplitKind = defineKind({
  name: "solve-or-split",
  gist: "models solve all of it or split off what they are sure of; both sides are then done at once",
  description:
    "A member sees the task and replies with the whole of it, or with a split: the most valuable part that it is sure of, unsolved, and an exact statement of " +
    "the rest; or it declines, and the next is asked. The split is judged first, for being sound and worth its calls: by `judge`, else by the verifier, else, " +
    "where that cannot judge parts, by a member who did not propose it. One that is rejected is solved whole by its proposer. One that passes runs both sides " +
    "in parallel, each a piece that is solved or split in the same way, `depth` splits deep and `parts` pieces wide at most, the room dealt by stated worth; " +
    "who split begins the part, the next the rest. Each piece's answer is judged and tried `strikes` times at most; after two failed wholes only a split is " +
    "taken where one may be. The closer joins the pieces in one call, does those of which none held, and the whole is judged: if it fails, the piece that the " +
    "verdict blames is done again once, then the closer works alone. Answers to the whole count as attempts. Parts stand unjoined where the money ends.",
  options: solveOrSplitOptions,
  memberOptions: ["judge"],
  formula:
    "1 to pieces x (2 x strikes + 1) + attempts, where pieces are the fewer of parts and 2^depth; to strikes + attempts for one piece",
  sees: "Who tries a piece: the task, the splits above it, the piece, and what the terms show of its failed answers. The judge: the split. The closer: pieces and results.",
  ignores: [],
  calls: (_members, terms, { depth, parts, strikes }) => {
    const pieces = Math.min(parts, 2 ** depth);
    // Each piece its tries, each split (one fewer) its proposals and a judge; two joins, one piece again, then one member alone.
    return { least: 1, most: (pieces === 1 ? strikes : pieces * (2 * strikes + 1)) + terms.attempts };
  },
  make: solveOrSplit,
});
