import type { Answer, Brief } from "../types.ts";
import { block } from "./asks.ts";

/** A part that was verified and is not touched again. */
export interface Piece {
  readonly id: string;
  readonly statement: string;
  readonly acceptance: string;
  readonly answer: Answer;
}
/** Where the work stands: verified parts, what remains (the whole prompt at first), and the tries that went wrong at this level. */
export interface SplitState {
  readonly pieces: readonly Piece[];
  readonly remainder: string;
  readonly strikes: number;
  readonly wholeFails: number;
  /** Splits whose remainder was not smaller, since the last progress. */
  readonly stalls: number;
  readonly turn: number;
  /** Parts that ever had an id, so that a reopened one never lends its id to another. */
  readonly named: number;
}

export function splitStart(task: Brief): SplitState {
  return { pieces: [], remainder: task.prompt, strikes: 0, wholeFails: 0, stalls: 0, turn: 0, named: 0 };
}

/** One strike: the next member takes over. */
export function struck(state: SplitState, also: Partial<Pick<SplitState, "wholeFails" | "stalls">> = {}): SplitState {
  return { ...state, ...also, strikes: state.strikes + 1, turn: state.turn + 1 };
}

/** A verified part is frozen, and the rest is a level of its own with a clean slate. */
export function frozen(state: SplitState, piece: Piece, remainder: string): SplitState {
  return { ...state, pieces: [...state.pieces, piece], named: state.named + 1, remainder, strikes: 0, wholeFails: 0, stalls: 0 };
}

/** The part that a failed verdict on the whole blames, by its id in the reason, else the latest, becomes the remainder again. */
export function reopened(state: SplitState, why: string): SplitState {
  const blamed = state.pieces.find(({ id }) => new RegExp(`\\b${id}\\b`).test(why)) ?? state.pieces.at(-1);
  if (blamed === undefined) return state;
  const remainder = `${blamed.statement}\nIt is done when: ${blamed.acceptance}`;
  return { ...state, pieces: state.pieces.filter((piece) => piece !== blamed), remainder, strikes: 0, wholeFails: 0, turn: state.turn + 1 };
}

/** The verified parts with their results, then what remains. */
export function stateBlocks({ pieces, remainder }: SplitState): string[] {
  const done = pieces.flatMap((piece) => [
    block("part", piece.statement, { id: piece.id }),
    block("result", piece.answer.text, { part: piece.id }),
  ]);
  return pieces.length === 0 ? [] : [...done, block("part", remainder, { id: "remainder" })];
}

/** What the verifier judges of a split, a part and the remainder: briefs of their own, named after the task. */
export function splitBrief(task: Brief, remainder: string, depth: number): Brief {
  const prompt =
    "Judge a split of the work below into a part and a remainder. It is sound if part and remainder together cover all of the work, nothing is lost or " +
    `contradicted, the remainder is strictly smaller, and the part can be checked by itself.\n${block("task", remainder)}`;
  return { id: `${task.id}/split-${depth}`, category: task.category, prompt };
}
export function partBrief(task: Brief, id: string, statement: string, acceptance: string): Brief {
  const check = acceptance === "" ? "" : `\nIt is done when: ${acceptance}`;
  return { id: `${task.id}/${id}`, category: task.category, prompt: block("part", `${statement}${check}`) };
}
