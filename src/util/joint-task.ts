import type { Task } from "../types.ts";
import { turnTasks } from "./turn-tasks.ts";
import { turnsGrader } from "./turns-grader.ts";

/** A task of several turns as one of a single prompt that holds them all, to be answered in a block for each; any other task is itself. */
export function jointTask(task: Task): Task {
  const { turns, meta, ...whole } = task;
  if (turns === undefined) return task;
  const asked = turnTasks(task);
  const blocks = asked.map((_, at) => block(at + 1, "..."));
  const words = [
    `This is a conversation of ${asked.length} turns, shown at once. A later turn goes on from those before it and from your answers to them. Answer all of them, in order.`,
    ...asked.map(({ prompt }, at) => `Turn ${at + 1}:\n${prompt}`),
    `Write the answer to each turn, in the form that the turn asks for, into a block of its own: ${blocks.join(", ")}.`,
  ];
  const references = asked.flatMap(({ meta: own }) => (typeof own?.["reference"] === "string" ? own["reference"] : []));
  const known = references.length === asked.length;
  const reference = references.map((text, at) => block(at + 1, `\n${text}\n`)).join("\n\n");
  return {
    ...whole,
    id: `${task.id}#all`,
    prompt: words.join("\n\n"),
    grader: turnsGrader(task),
    ...(known ? { meta: { ...meta, reference } } : {}),
  };
}

function block(turn: number, text: string): string {
  return `<turn n="${turn}">${text}</turn>`;
}
