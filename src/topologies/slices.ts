import type { Brief } from "../types.ts";
import { answerOf, attemptAsk, block, clip } from "./asks.ts";
import type { Assignment } from "./attempt.ts";
import { noteFailure } from "./team.ts";

/** A question put to the reader with its text and nothing else; empty when the call failed. */
export async function askSlice({ task, desk }: Assignment, reader: string, question: string, text: string): Promise<string> {
  const [prompt, context] = [block("question", clip(question, 4000)), block("slice", text)];
  const part: Brief = { id: `${task.id}/slice`, category: task.category, prompt, context };
  const reply = await desk.ask(reader, { ...attemptAsk(part, desk.terms), purpose: "message" });
  const answer = noteFailure(desk, reader, answerOf(reply, reader));
  return answer.ok ? clip(answer.text, 20_000) : "";
}
