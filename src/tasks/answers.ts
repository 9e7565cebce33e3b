import type { Json, Task } from "../types.ts";

/** The program in an answer: its last fenced block, or the whole text when it has none. */
export function codeOf(answer: string): string {
  const blocks = [...answer.matchAll(/```[\w-]*\n([\s\S]*?)```/g)];
  return blocks.at(-1)?.[1] ?? answer;
}

/** The whole answers, right or wrong, that a task carries for simulated members. */
export function textsOf(task: Pick<Task, "meta">, which: "right" | "wrong"): string[] {
  const simulation = task.meta?.["simulation"];
  const texts = isObject(simulation) ? simulation[which] : undefined;
  return Array.isArray(texts) ? texts.filter((text) => typeof text === "string") : typeof texts === "string" ? [texts] : [];
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
