import { fence } from "./fence.ts";

/** The answers to the turns of a task as one text, each behind a fence that it cannot close: `turnAnswers` reads them back. */
export function dialogueText(answers: readonly string[]): string {
  return answers.map((answer, at) => fence("turn", answer.toWellFormed(), { n: String(at + 1) }).text).join("\n\n");
}
