import type { Summary } from "../summary.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { all, count } from "./format.ts";

/**
 * What a reader must know first of a run whose grader or verifier gave no verdict: how often, what that did to each topology, and how
 * the answers are graded; and of one whose members gave empty replies.
 */
export function silenceWords(summary: Summary, at: Whereabouts = {}): string[] {
  return [...graderWords(summary, at), ...verifierWords(summary), ...emptyWords(summary)];
}

/** From this share of a member's replies on, empty ones are told first: below, a remark counts them. */
const loud = 0.1;

/** Answers without content were paid and are scored: a reader must know that they were no wrong answers. */
function emptyWords({ formatFailures = [] }: Summary): string[] {
  const each = formatFailures.flatMap(({ member, replies, empty = 0 }) =>
    empty === 0 || empty < loud * replies ? [] : [`${member} in ${empty} of ${count(replies, "reply", "replies")}`],
  );
  return each.length === 0 ? [] : [`No text came from ${all(each)}: they were paid, hold nothing to grade and count as not passed.`];
}

/** An answer without a grade is no result, and a model that was paid for it need not be asked again. */
function graderWords({ graderSilence, run }: Summary, at: Whereabouts): string[] {
  if (graderSilence === undefined) return [];
  const { graders, answers, asked = answers, silent, why } = graderSilence;
  const who = graders.length === 0 ? "" : ` (${graders.join(", ")})`;
  const effect = silent === answers ? "nothing was graded" : "those do not count as passed";
  const command = commandLine(["regrade", run], at);
  return [`The grader${who} was silent on ${silent} of ${asked}: ${effect}. For example: ${brief(why)} To grade them: \`${command}\``];
}

/** A reason as a sentence of bearable length. */
function brief(why: string): string {
  const words = why.replaceAll(/\s+/g, " ").trim();
  if (words.length > 160) return `${words.slice(0, 160)}...`;
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function verifierWords({ silence }: Summary): string[] {
  if (silence === undefined) return [];
  const hit = silence.topologies.filter((row) => row.silent > 0);
  const asked = sum(silence.topologies.map((row) => row.asked));
  const silent = sum(hit.map((row) => row.silent));
  const judges = silence.judges.length === 0 ? "" : ` (${silence.judges.join(", ")})`;
  const effect = silent === asked ? ": nothing was verified, nothing was retried." : ".";
  const each = hit.map(({ topology, unverified, answers, retriesNotMade }) => {
    const retries = retriesNotMade === 0 ? "" : `, up to ${count(retriesNotMade, "retry", "retries")} not made`;
    return `${topology} ${unverified} of ${count(answers, "answer")} unverified${retries}`;
  });
  const unpaid = silence.outOfBudget ?? 0;
  const how =
    unpaid === silent
      ? `could not be paid for ${silent} of ${asked} (out of budget)`
      : `was silent on ${silent} of ${asked}${unpaid === 0 ? "" : ` (${unpaid} of those out of budget)`}`;
  return [`The judge${judges} ${how}${effect} ${each.join("; ")}. For example: ${brief(silence.why)}`];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
