import type { SimulatedCall } from "./latent-model.ts";
import { answer } from "./solving.ts";

/**
 * A program over a long context: each cuts the next slices from where the last one stopped, asks about each and prints what it is told and how far it
 * came; one whose history shows that all is read (or that is told that it is the last) is final. The final answer is as right as the member's own work,
 * less what wrong answers about slices and slices that nobody read cost.
 */
export function program(moment: SimulatedCall): string {
  const { instruction, slices, unread } = moment.scene;
  const last = /last program/i.test(instruction);
  if ((slices.length > 0 && unread === 0) || last) return `final(${JSON.stringify(answer(moment).text)});`;
  const most = Number(/at most (\d+) questions/i.exec(instruction)?.[1] ?? 4);
  const size = Number(/at most (\d+) characters/i.exec(instruction)?.[1] ?? 20_000);
  return [
    'let at = typeof at === "number" ? at : 0;',
    `const size = Math.max(1, Math.min(${size}, Math.ceil(context.length / ${Math.max(1, Math.min(4, most))})));`,
    "const pieces = [];",
    `for (; at < context.length && pieces.length < ${most}; at += size) pieces.push(context.slice(at, at + size));`,
    'const question = "Which facts in this text does the task need?";',
    "const answers = await Promise.all(pieces.map((piece) => ask(question, piece)));",
    'for (const answer of answers) console.log("Question: " + question + "\\nAnswer: " + answer);',
    'console.log("Read " + Math.min(at, context.length) + " of " + context.length + " characters.");',
  ].join("\n");
}
