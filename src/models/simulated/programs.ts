import type { SimulatedCall } from "./latent-model.ts";
import { answer } from "./solving.ts";

/**
 * A program over a long context: the first one cuts it into slices, asks about each and prints what it is told; one whose history shows answers (or
 * that is told that it is the last) is final. The final answer is as right as the member's own work, less what wrong answers about slices cost.
 */
export function program(moment: SimulatedCall): string {
  const { instruction, slices } = moment.scene;
  const last = /last program/i.test(instruction);
  if (slices.length > 0 || last) return `final(${JSON.stringify(answer(moment).text)});`;
  const most = Number(/at most (\d+) questions/i.exec(instruction)?.[1] ?? 4);
  const size = Number(/at most (\d+) characters/i.exec(instruction)?.[1] ?? 20_000);
  return [
    `const size = Math.max(1, Math.min(${size}, Math.ceil(context.length / ${Math.max(1, Math.min(4, most))})));`,
    "const pieces = [];",
    `for (let at = 0; at < context.length && pieces.length < ${most}; at += size) pieces.push(context.slice(at, at + size));`,
    'const question = "Which facts in this text does the task need?";',
    "const answers = await Promise.all(pieces.map((piece) => ask(question, piece)));",
    'for (const answer of answers) console.log("Question: " + question + "\\nAnswer: " + answer);',
  ].join("\n");
}
