import type { Suite } from "../../types.ts";
import { strangeTruth, type GroundTruth, truthOf } from "./ground-truth.ts";

/** Finds the truth of the task whose prompt stands in a text. */
export interface TaskIndex {
  /** `hint` is tried first and counts only when its prompt really stands in the text. */
  find(text: string, hint: string): GroundTruth;
}

/** An index of a suite's prompts; a text that holds none of them gets a truth of its own. Bounded caches, pure results. */
export function taskIndex(suite: Suite, seed: string): TaskIndex {
  const truths = new Map<string, GroundTruth>();
  const byId = new Map(suite.tasks.map((task) => [task.id, task]));
  const byPrompt = new Map(suite.tasks.map((task) => [task.prompt.trim(), task]));
  const known = (id: string): GroundTruth | undefined => {
    const task = byId.get(id);
    if (task === undefined) return undefined;
    const truth = truths.get(id) ?? truthOf(task, seed);
    truths.set(id, truth);
    return truth;
  };
  const strange = bounded((text) => strangeTruth(text, seed), 2000);
  const scan = bounded((text) => suite.tasks.find((task) => task.prompt !== "" && text.includes(task.prompt))?.id ?? "", 500);
  return {
    find(text, hint) {
      const hinted = byId.get(hint);
      if (hinted !== undefined && hinted.prompt !== "" && text.includes(hinted.prompt)) return known(hint) as GroundTruth;
      const quoted = taskBlock(text);
      const exact = quoted === undefined ? undefined : byPrompt.get(quoted);
      if (exact !== undefined) return known(exact.id) as GroundTruth;
      return known(scan(text)) ?? strange(quoted ?? text.trim());
    },
  };
}

function taskBlock(text: string): string | undefined {
  const start = text.indexOf("<task>");
  const end = start < 0 ? -1 : text.indexOf("</task>", start);
  return end < 0 ? undefined : text.slice(start + 6, end).trim();
}

// Forgetting the oldest keeps memory flat in long runs; every value can be computed again.
function bounded<T>(compute: (text: string) => T, most: number): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const found = kept.get(text);
    if (found !== undefined) return found;
    const value = compute(text);
    if (kept.size >= most) kept.delete(kept.keys().next().value as string);
    kept.set(text, value);
    return value;
  };
}
