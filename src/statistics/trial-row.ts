import { isInfrastructure } from "./lost-calls.ts";
import type { DomainFact, Failure, FailureCode, Nano, TrialState, TurnGrade, Usage } from "../types.ts";

/** What a member forecast and what came of it; the material of calibration and reputation. */
export type Outcome = Omit<Extract<DomainFact, { type: "outcome" }>, "type">;

/** A call with oddities, as one trial has it; trials that share its answer have the same `call`. */
export interface OddCall {
  readonly call: string;
  readonly flags: ReadonlySet<string>;
  readonly cost: Nano;
  /** What the price book makes of a call that costs what its provider states. */
  readonly computed?: Nano;
  /** Oddities with the provider's own word: "odd-end=pause_turn". */
  readonly words?: readonly string[];
}

/** One finished trial as the statistics see it. Money in nano-dollars, times in milliseconds of the trial's own clock. */
export interface TrialRow {
  readonly trial: string;
  readonly topology: string;
  readonly task: string;
  readonly category: string;
  readonly repetition: number;
  readonly state: TrialState;
  /** Whether there is an answer to grade. */
  readonly answered: boolean;
  /** By the last `grade` event: a re-grading replaces the earlier grades. */
  readonly scored: boolean;
  readonly passed: boolean;
  readonly score: number;
  /** Of a task of several turns, what became of each that is graded, by the grade that stands. */
  readonly turns?: readonly TurnGrade[];
  /** Scored, and not passed, because no reader found a value in the answer. */
  readonly unreadable?: boolean;
  /** Verdicts of each judge in which a criterion was overruled for want of a quote that occurs in the answer. */
  readonly overruled?: ReadonlyMap<string, number>;
  /** Verdicts of each judge in which a criterion was met without a quote where one was optional. */
  readonly unquoted?: ReadonlyMap<string, number>;
  /** Every call but those of the outside grader. */
  readonly cost: Nano;
  /** All gradings, re-gradings included. */
  readonly gradeCost: Nano;
  /** The call whose text is the accepted answer; 0 when there is none. */
  readonly winningCost: Nano;
  /** Output tokens of that call without hidden reasoning: what is read of all that is billed. */
  readonly shown?: number;
  /** Attempts and retries whose text is not the accepted answer. */
  readonly lostCost?: Nano;
  /** Calls that failed, and repairs of replies that could not be used. */
  readonly wastedCost?: Nano;
  readonly ms: number;
  readonly calls: number;
  readonly usage: Usage;
  readonly byPurpose: Readonly<Record<string, Nano>>;
  readonly byMember: Readonly<Record<string, Nano>>;
  /** Who wrote the accepted answer. */
  readonly by?: string;
  /** Calls of each member that brought an answer or a part of one. */
  readonly wrote?: Readonly<Record<string, number>>;
  /** Awards that each member won, in this trial. */
  readonly awards: Readonly<Record<string, number>>;
  readonly unfilled?: string;
  /** Attempts and retries that were asked for. */
  readonly attempts: number;
  readonly outcomes: readonly Outcome[];
  /** Guards that stopped something. */
  readonly guards: number;
  /** Oddities of calls, counted: "no-usage", "truncated", "outcome-unknown", ... */
  readonly flags: Readonly<Record<string, number>>;
  /** The calls that have one. */
  readonly odd?: readonly OddCall[];
  readonly failure?: Failure;
  /** Why its last grading brought no score, where it says so. */
  readonly gradeFailure?: FailureCode;
  /** What infrastructure lost of it for good, a call or its grading: such a trial is no result, whatever it answered. */
  readonly lost?: Failure;
  /** Whether a person gave up on what infrastructure lost: then it is a result without a score. */
  readonly givenUp?: boolean;
}

/** Why a trial has no score, where the reason may lie in its topology or its task. */
export type MissingReason =
  | "timeout"
  | "too-long"
  | "output-cap"
  | "refused"
  | "sandbox-limit"
  | "undecided"
  | "censored"
  | "unasked"
  | "lost";

/**
 * A trial that stands in every figure of its topology: all that ended but those that are asked or graded again. What has no score
 * for reasons of its own counts as not passed with a score of 0, so that nobody gains by it. The denominator of every pass rate.
 */
export function counted(row: TrialRow): boolean {
  return !infra(row) && !owed(row);
}

/** The score of a trial that is counted: 0 where nobody gave one. */
export function countedScore(row: TrialRow): number | undefined {
  return counted(row) ? (row.scored ? row.score : 0) : undefined;
}

/** Why a counted trial has no score although it might have passed; undefined where it has one, and where nobody answered within the terms. */
export function missing(row: TrialRow): MissingReason | undefined {
  if (row.scored || !counted(row)) return undefined;
  if (lost(row)) return "lost";
  if (row.answered) return row.gradeFailure === "timeout" ? "sandbox-limit" : "undecided";
  if (unasked(row)) return "unasked";
  if (row.failure !== undefined && row.state !== "unfilled") return reasonOf(row, row.failure.code);
  return row.state === "censored" ? "censored" : undefined;
}

function reasonOf({ state, flags, odd = [] }: TrialRow, code: FailureCode): MissingReason | undefined {
  if (code === "timeout") return "timeout";
  if (code === "unsupported") return "too-long";
  if (code === "refused") return "refused";
  if (state === "censored") return "censored";
  if (code === "malformed" && (flags["context-full"] ?? 0) > 0) return "too-long";
  // A model that stops by itself within its reasoning gave an empty answer; only one that was stopped might have passed.
  const stopped = odd.some((call) => call.flags.has("reasoning-cut-off") && call.flags.has("truncated-other"));
  return code === "malformed" && ((flags["truncated"] ?? 0) > 0 || stopped) ? "output-cap" : undefined;
}

/** Unfilled without a single call, because its own budget had no money for one. */
export function unasked(row: TrialRow): boolean {
  const money = row.state === "budget" || row.failure?.code === "budget" || row.unfilled === "budget";
  return unfilled(row) && money && row.calls === 0;
}

/** No member took it, or the money for one ended before an answer. Not passed, and shown beside the rate. */
export function unfilled(row: TrialRow): boolean {
  if (row.lost !== undefined) return false;
  return (
    row.state === "unfilled" || (row.state === "budget" && !row.answered) || (row.state === "failed" && row.failure?.code === "budget")
  );
}

/** Taken and answered with nothing that could be used: an empty text, reasoning alone, another form than was asked for. Not passed, and in no bound. */
export function unusable(row: TrialRow): boolean {
  return counted(row) && !row.scored && !row.answered && !unfilled(row) && missing(row) === undefined;
}

/** Hit by faults of the provider, the network or the setup, which strike whatever is asked: neither passed nor failed, and asked again by `resume --failed`. */
export function infra(row: TrialRow): boolean {
  return lost(row) && row.givenUp !== true;
}

function lost(row: TrialRow): boolean {
  return row.lost !== undefined || (row.state === "failed" && (row.failure === undefined || isInfrastructure(row.failure.code)));
}

/** Lost, asked again and lost again, until a person counted it as not passed: `resume --failed` asks it once more all the same. */
export function givenUp(row: TrialRow): boolean {
  return lost(row) && row.givenUp === true;
}

/** Ended by an error in a function of the user's own, which asking again does not mend. */
export function broken(row: TrialRow): boolean {
  return infra(row) && (row.lost ?? row.failure)?.code === "function";
}

/** An answer whose grader did not work: it has no result until it is graded again. A grader that cannot tell has worked. */
export function owed(row: TrialRow): boolean {
  const code = row.gradeFailure;
  return row.answered && !row.scored && !lost(row) && code !== undefined && code !== "unknown" && code !== "timeout";
}

/** An answer that no grader could score, or a trial that was taken and ended without one. */
export function unscored(row: TrialRow): boolean {
  return !row.scored && !unfilled(row) && !infra(row);
}
