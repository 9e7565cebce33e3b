import type { Answer, Desk, Result } from "../types.ts";
import { clip } from "./asks.ts";
import { majority } from "./majority.ts";
import type { TeamAnswers } from "./team.ts";
import { unvotable } from "./votable.ts";

/** The merger's answer; when it gave none, the answer that most members agree on, noted as a fallback. */
export function mergedOrMajority(desk: Desk, from: string, result: Result<Answer>, { answers }: TeamAnswers): Result<Answer> {
  if (result.ok) return result;
  const refused = unvotable(desk, answers);
  if (refused !== undefined) return refused;
  const winner = majority(answers, () => desk.chance("tie"));
  if (winner === undefined) return result;
  desk.note({ type: "fallback", from, to: "majority", why: clip(result.failure.message, 300) });
  return { ok: true, text: winner.ballot.text, by: winner.ballot.by };
}

/** One answer by majority of normalized results; says by whom, how, and with what support. A failure when all abstain. */
export function byMajority(
  desk: Desk,
  { answers, failure }: TeamAnswers,
  { weights, ties }: { readonly weights?: readonly number[]; readonly ties?: string } = {},
): Result<Answer> {
  const refused = unvotable(desk, answers);
  if (refused !== undefined) return refused;
  const ballots = answers.map((answer, i) => ({ ...answer, weight: weights?.[i] ?? 1 }));
  const winner = majority(ballots, () => desk.chance("tie"), ties);
  if (winner === undefined)
    return { ok: false, failure: failure ?? { code: "malformed", message: "No member gave an answer to vote on." } };
  desk.note({ type: "choice", member: winner.ballot.by, how: winner.how, scores: winner.scores });
  return { ok: true, text: winner.ballot.text, by: winner.ballot.by };
}
