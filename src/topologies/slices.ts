import { z } from "zod";
import type { Brief, Desk } from "../types.ts";
import { answerOf, attemptAsk, block, clip, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { noteFailure } from "./team.ts";

/** A question about a slice, and what the reader said; empty when the call failed. */
export interface SliceAnswer {
  readonly question: string;
  readonly answer: string;
}
export interface SliceFindings {
  readonly context: string;
  readonly answers: readonly SliceAnswer[];
  readonly notes: readonly string[];
}
type Question = { readonly question: string; readonly text: string };
/** What a program came to: questions, an answer, an error of its own, or a sandbox that could not run it. */
export type Move =
  | { readonly kind: "ask"; readonly questions: readonly Question[]; readonly note: string }
  | { readonly kind: "final"; readonly text: string }
  | { readonly kind: "error"; readonly why: string }
  | { readonly kind: "refused"; readonly why: string };

const asked = z.object({ ask: z.array(z.object({ question: z.string(), text: z.string() })).min(1), note: z.string().optional() });
const closed = z.object({ final: z.union([z.string(), z.number(), z.boolean(), z.array(z.json()), z.record(z.string(), z.json())]) });

/** Runs a member's program over the context and reads what it left in `result`. */
export async function runProgram(desk: Desk, program: string, { context, answers, notes }: SliceFindings): Promise<Move> {
  const globals = { context, answers: answers.map(({ question, answer }) => ({ question, answer })), notes };
  const report = await desk.run({ language: "javascript", code: program, checks: [], globals, limits: { ms: 5000, memoryMb: 128 } });
  if (!report.ok) return { kind: "refused", why: report.failure.message };
  const final = closed.safeParse(report.value);
  if (final.success) {
    const text = typeof final.data.final === "string" ? final.data.final : JSON.stringify(final.data.final);
    return text.trim() === "" ? { kind: "error", why: "the final answer was empty" } : { kind: "final", text };
  }
  const more = asked.safeParse(report.value);
  if (more.success) return { kind: "ask", questions: more.data.ask, note: more.data.note ?? "" };
  const failed = report.checks.filter(({ passed }) => !passed).map(({ why }) => why);
  const said = [...failed, report.output].filter((text) => text !== "").join(" ");
  return { kind: "error", why: `"result" was neither { ask } nor { final }. ${said}` };
}

/** Each question put to the reader with its slice, cut at so many characters, and nothing else; all at once. */
export function askSlices(attempt: Attempt, reader: string, questions: readonly Question[], longest: number): Promise<SliceAnswer[]> {
  return askInParallel(attempt, questions, async ({ question, text }, { task, desk }) => {
    const [prompt, context] = [block("question", clip(question, 4000)), block("slice", clip(text, longest))];
    const part: Brief = { id: `${task.id}/slice`, category: task.category, prompt, context };
    const reply = await desk.ask(reader, { ...attemptAsk(part, desk.terms), purpose: "message" });
    const answer = noteFailure(desk, reader, answerOf(reply, reader));
    return { question, answer: answer.ok ? clip(answer.text, 20_000) : "" };
  });
}
