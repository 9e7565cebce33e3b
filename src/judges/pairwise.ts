import { z } from "zod";
import type { Answer, Desk, Result, Task, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { type FencedAnswer, fencedAnswer, fenceRule, isBlank, taskBlocks } from "./fence.ts";
import { askForVerdict } from "./ask-for-verdict.ts";
import { independentSeat } from "./independence.ts";
import { type JudgePurpose, type JudgeSetting, judgeKind } from "./judge-kind.ts";

export const pairwiseOptions = z.strictObject({
  kind: z.literal("pairwise"),
  reference: z
    .string()
    .optional()
    .describe("the answer to compare with; by default the task's meta.reference, and where there is none the other candidates"),
  member: z.string().optional().describe("the seat that judges; by default the first"),
  tiePasses: z.boolean().default(true).describe("an answer as good as what it is compared with passes"),
  cap: z.int().positive().default(60_000).describe("characters of each answer that are shown"),
});

/** Passes an answer that beats the reference, or ties with it, in both orders; without a reference, one that none of the candidates beside it beats. */
export const pairwise = judgeKind({
  name: "pairwise",
  description:
    "compares with a reference answer in both orders, or without one with the candidates that a topology chooses among; an inconsistent pair is a tie",
  options: pairwiseOptions,
  needs: ["member"],
  cost: "two calls for each comparison",
  open: (settings, context) => ({
    name: "pairwise",
    async judge(task, answer, desk, among = []): Promise<Verdict> {
      const reference = settings.reference ?? task.meta?.["reference"];
      const rivals = typeof reference === "string" ? [{ text: reference, by: "" }] : among;
      if (rivals.length === 0)
        return fail(
          "unknown",
          `Judge "pairwise" compares with a reference answer and task "${task.id}" has none. Give it "reference", or let it choose among candidates (best-of, choose: verifier).`,
        );
      const { member, cap } = settings;
      const pair = { ...context, cap, ...(member !== undefined && { member }) };
      const seen: (PairComparison & { readonly ok: true })[] = [];
      // One after the other, so that the record shows the two orders of each pair side by side.
      for (const rival of rivals) {
        const compared = await comparePair(task, answer, rival, desk, pair);
        if (!compared.ok) return compared;
        seen.push(compared);
      }
      return verdictOn(seen, settings.tiePasses);
    },
  }),
});

/** Passes who is never beaten, or always wins where a tie is not enough; the score is the mean over the comparisons. */
function verdictOn(seen: readonly (PairComparison & { readonly ok: true })[], tiePasses: boolean): Verdict {
  const passed = seen.every(({ winner }) => winner === "a" || (winner === "tie" && tiePasses));
  const deciding = seen.find(({ winner }) => winner === "b") ?? seen.find(({ winner }) => winner === "tie") ?? seen[0];
  return { ok: true, passed, score: seen.reduce((sum, { score }) => sum + score, 0) / seen.length, why: deciding?.why ?? "" };
}

export interface PairSetting extends JudgeSetting {
  readonly purpose: JudgePurpose;
  readonly member?: string;
  readonly cap?: number;
}
/** `score` is a's: 1, 1/2 or 0. An inconsistent pair is a tie that is no evidence of equality. `first` counts wins of the first place. */
export type PairComparison = Result<{
  readonly winner: "a" | "b" | "tie";
  readonly consistent: boolean;
  readonly score: number;
  readonly first: number;
  readonly why: string;
}>;

/** Compares two answers by one judge in both orders. A blank answer loses without a call; the judge must be independent of both. */
export async function comparePair(task: Task, a: Answer, b: Answer, desk: Desk, setting: PairSetting): Promise<PairComparison> {
  const [noA, noB] = [isBlank(a), isBlank(b)];
  if (noA || noB) return settled(noA === noB ? "tie" : noA ? "b" : "a", "a blank answer loses");
  const seat = independentSeat(desk, setting.member, a, setting);
  if (!seat.ok) return seat;
  const other = independentSeat(desk, setting.member, b, setting);
  if (!other.ok) return other;
  if (a.text === b.text) return settled("tie", "both answers are the same");
  const fences = [a, b].map((answer) => fencedAnswer(answer.text, setting.cap ?? 60_000));
  const forward = { text: question(task, fences), schema: choice, purpose: setting.purpose };
  const backward = { text: question(task, [...fences].reverse()), schema: choice, purpose: setting.purpose };
  const [one, two] = await Promise.all([askForVerdict(desk, seat.member.name, forward), askForVerdict(desk, seat.member.name, backward)]);
  if (!one.ok) return one;
  if (!two.ok) return two;
  const first = Number(one.value.winner === "A") + Number(two.value.winner === "A");
  const winners = [named(one.value.winner, "a", "b"), named(two.value.winner, "b", "a")] as const;
  if (winners[0] === winners[1]) return { ...settled(winners[0], one.value.why), first };
  const why = `the judge is inconsistent: ${winners[0]} when a stands first, ${winners[1]} when b does`;
  return { ok: true, winner: "tie", consistent: false, score: 0.5, first, why };
}

const choice = z.strictObject({ why: z.string(), winner: z.enum(["A", "B", "tie"]) });

function question(task: Task, fences: readonly FencedAnswer[]): string {
  const [first, second] = fences;
  return [
    `${taskBlocks(task)}Two answers to this task were submitted.\nAnswer A:`,
    first?.text,
    "Answer B:",
    second?.text,
    fenceRule(fences.map((one) => one.code)),
    "Which answer is better: righter, then more complete? Order, length, tone and confidence count for nothing.",
    'Reply with a JSON object: "why" (one or two sentences), "winner" ("A", "B" or "tie").',
  ].join("\n");
}

function named<T extends string>(winner: "A" | "B" | "tie", first: T, second: T): T | "tie" {
  return winner === "tie" ? "tie" : winner === "A" ? first : second;
}

function settled(winner: "a" | "b" | "tie", why: string) {
  const score = winner === "a" ? 1 : winner === "b" ? 0 : 0.5;
  return { ok: true as const, winner, consistent: true, score, first: 0, why };
}
