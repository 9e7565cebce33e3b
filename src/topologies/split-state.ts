import type { Answer, Brief, Verdict } from "../types.ts";
import { block } from "./asks.ts";

/** A piece of the task that somebody is to do: the whole of it, or what a split left. */
export interface Work {
  /** Its place in the tree: "" for the whole, then 1 and 2, then 2.1 and 2.2. */
  readonly id: string;
  readonly statement: string;
  readonly acceptance: string;
  /** How often it may still be split, one below another, and into how many pieces at most. */
  readonly depth: number;
  readonly most: number;
  /** Who begins, by the place in the order. */
  readonly turn: number;
  /** The splits that led to it, as blocks: the same for both sides of one, so that their prompts begin alike. */
  readonly above: readonly string[];
}
/** Work that is split no more, with the answer that held. */
export interface Piece extends Work {
  readonly answer?: Answer;
}
/** A split as a member proposes it: the most valuable part that it is sure of, and exactly what is left. */
export interface Split {
  readonly statement: string;
  readonly acceptance: string;
  readonly remainder: string;
  /** The part's share of the worth. */
  readonly value: number;
}

export function wholeWork({ prompt }: Brief, depth: number, most: number): Work {
  return { id: "", statement: prompt, acceptance: "", depth, most, turn: 0, above: [] };
}

/** Who is sure of the part begins it, the next takes the remainder; the room for further pieces goes by the worth that the split states. */
export function branchesOf(work: Work, { statement, acceptance, remainder, value }: Split, turn: number): readonly [Work, Work] {
  const room = Math.max(1, Math.min(work.most - 1, Math.round(work.most * value)));
  const [one, two] = work.id === "" ? ["1", "2"] : [`${work.id}.1`, `${work.id}.2`];
  const plan = block("plan", `Part ${one}: ${statement}\nPart ${two}: ${remainder}`);
  const below = { depth: work.depth - 1, above: [...work.above, plan] };
  return [
    { ...below, id: one, statement, acceptance, most: room, turn },
    { ...below, id: two, statement: remainder, acceptance: "", most: work.most - room, turn: turn + 1 },
  ];
}

/** A remainder or a part that still holds all the work is no progress; whether one in other words is smaller, the judge says. */
export function isProgress({ statement }: Work, split: Split): boolean {
  const all = statement.trim();
  return [split.statement, split.remainder].every((side) => side.trim() !== "" && !side.includes(all));
}

/** The split as its judge reads it. */
export function splitText({ statement, acceptance, remainder, value }: Split): string {
  const check = acceptance === "" ? "" : `\nThe part is done when: ${acceptance}`;
  return `Part: ${statement}${check}\nShare of the worth in the part: ${value}\nRemainder: ${remainder}`;
}

export const soundness =
  "A split is sound if part and remainder together cover all of the work, nothing is lost or contradicted, each is strictly smaller than the work, " +
  "and the part can be checked by itself. It is worth doing if both can be done at the same time, neither needing the other's result, and the two " +
  "done apart and joined are likelier to come out right than all of the work in one reply. It passes only if it is sound and worth doing.";

/** What the verifier judges of a split and of a piece: briefs of their own, named after the task. */
export function splitBrief(task: Brief, { id, statement }: Work): Brief {
  const prompt = `Judge a split of the work below into a part and a remainder, before anything of it is done. ${soundness}\n${block("task", statement)}`;
  return { id: `${task.id}/split${id === "" ? "" : `-${id}`}`, category: task.category, prompt };
}
export function partBrief(task: Brief, { id, statement, acceptance }: Work): Brief {
  return { id: `${task.id}/part-${id}`, category: task.category, prompt: block("part", done({ statement, acceptance })) };
}

/** The statement, and when it is done where that is said. */
export function done({ statement, acceptance }: Pick<Work, "statement" | "acceptance">): string {
  return acceptance === "" ? statement : `${statement}\nIt is done when: ${acceptance}`;
}

/** The pieces with their results; those without one are the joiner's own work, and stand apart. */
export function pieceBlocks(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ id, statement, answer }) =>
    answer === undefined
      ? [block("note", statement, { id })]
      : [block("part", statement, { id }), block("result", answer.text, { part: id })],
  );
}

/** The piece that a failed verdict on the whole blames, by its place ("part 2.1") in the reason, else the last. */
export function blamed(pieces: readonly Piece[], { why }: Pick<Extract<Verdict, { ok: true }>, "why">): Piece | undefined {
  const named = (id: string) => new RegExp(`\\bpart[- ]${id.replaceAll(".", "\\.")}(?!\\.?\\w)`, "i").test(why);
  return pieces.find(({ id }) => named(id)) ?? pieces.at(-1);
}
