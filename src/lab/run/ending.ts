import type { RunLedger, RunRecord } from "../../ledger/index.ts";
import { isUnfinished } from "../../report/index.ts";
import type { Summary } from "../../summary.ts";
import { UserError } from "../../util/bug.ts";
import { dollars } from "../../util/money.ts";
import type { FailureCode, Nano, Reply } from "../../types.ts";
import type { Unreachable } from "./preflight.ts";
import { count } from "../../util/count.ts";

/** What happened while a run was worked through. */
export interface RunEvents {
  /** By a person, who may also have declined to go on. */
  readonly interrupted: boolean;
  /** Why faults of infrastructure paused it. */
  readonly paused: string | undefined;
  /** Which models never answered in a run that was too short to be paused for it, and why. */
  readonly mute?: string | undefined;
  /** What is said of a deadline that stopped it. */
  readonly late?: string | undefined;
  /** What is said of caps and budgets that ended it. */
  readonly ends: readonly string[];
}

/** The summary of a run that has come to an end, with its state and why it ended. */
export function ended(summary: Summary, happened: RunEvents, ledger: Pick<RunLedger, "calls" | "body">) {
  return { ...summary, state: endOf(happened, summary, ledger), warnings: [...summary.warnings, ...whyEnded(happened)] };
}

/** What a reader must know of a run that was stopped, also of one whose report is read later. */
export function whyEnded({ paused, mute, ends, late }: RunEvents): string[] {
  return [...pauseNote(paused), ...(mute === undefined ? [] : [muteNote(mute)]), ...ends, ...(late === undefined ? [] : [late])];
}

function endOf(
  { interrupted, paused, ends, late }: RunEvents,
  summary: Summary,
  ledger: Pick<RunLedger, "calls" | "body">,
): RunRecord["state"] {
  const barren = fruitless(ledger);
  // Where no reply came at all there is nothing to go on with: the first call told that the setup is wrong.
  if (paused !== undefined) return barren ? "failed" : "paused";
  if (interrupted) return "interrupted";
  if (ends.length > 0) return "budget";
  if (late !== undefined) return "unfinished";
  if (barren) return "failed";
  return isUnfinished(summary) ? "unfinished" : "done";
}

/** Failures that tell that key, model and address are right. */
const answers: ReadonlySet<FailureCode> = new Set(["refused", "rate"]);

/**
 * Whether nothing came of the calls of a run: no answer, not so much as an empty one that was paid, a refusal or a limit. A run without
 * calls is not fruitless.
 */
function fruitless(ledger: Pick<RunLedger, "calls" | "body">): boolean {
  let any = false;
  for (const { state, purpose, reply } of ledger.calls()) {
    if (purpose === "preflight") continue;
    if (state === "settled") return false;
    const kept = state === "failed" && reply !== undefined ? (ledger.body(reply) as unknown as Reply | undefined) : undefined;
    if (kept !== undefined && (kept.ok || answers.has(kept.failure.code) || (kept.text ?? "") !== "")) return false;
    any = true;
  }
  return any;
}

/** What a reader must know of a run that was paused. */
function pauseNote(paused: string | undefined): string[] {
  if (paused === undefined) return [];
  return [
    `Paused, since no further call could help: ${ending(paused)} Trials that were hit have no score; they are asked again when the run goes on.`,
  ];
}

function muteNote(mute: string): string {
  return `${ending(mute)} What was lost so has no score; it is asked again when the run goes on.`;
}

/** A provider's words, closed before ours begin. */
function ending(words: string): string {
  return /[.!?]["')]*$/.test(words) ? words : `${words}.`;
}

/** Who could not be asked, and why, in a sentence; undefined where everybody could. */
export function faultWords(faults: readonly Unreachable[]): string | undefined {
  if (faults.length === 0) return undefined;
  return faults
    .map(({ names, model, failure }) => `${names.join(", ")} (${model}) could not be asked: ${ending(failure.message)}`)
    .join(" ");
}

/** Nobody is asked anything else while a member cannot be asked at all. Of a run that had begun, the `results` stand, and it is paused. */
export function unreachable(faults: readonly Unreachable[], cost: Nano, next: string, results: number): UserError {
  const lines = faults.map(({ names, model, failure }) => `  ${names.join(", ")} (${model}): ${failure.message}`);
  const spent = cost === 0 ? "nothing was spent" : `the check cost ${dollars(cost)}`;
  const stand = `its ${count(results, "result stands", "results stand")}`;
  const ended =
    results === 0
      ? `the run did not start; nothing was scored and ${spent}`
      : `the run did not go on; ${stand}, and ${cost === 0 ? "nothing more was spent" : spent}`;
  return new UserError(
    `${faults.length === 1 ? "A model" : count(faults.length, "model")} could not be asked, so ${ended}.\n${lines.join("\n")}\n${next}\nTo leave this check out: --no-preflight.`,
    results === 0 ? 1 : 4,
  );
}
