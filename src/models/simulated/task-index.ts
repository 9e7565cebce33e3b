import type { Suite, Task } from "../../types.ts";
import { jointTask } from "../../util/joint-task.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { strangeTruth, type GroundTruth } from "./ground-truth.ts";
import { turnTruths } from "./turn-truths.ts";

/** Finds the truth of the task whose prompt stands in a text. */
export interface TaskIndex {
  /** `hint` is tried first and counts only when its prompt really stands in the text. */
  find(text: string, hint: string): GroundTruth;
}

/** An index of a suite's prompts; a text that holds none of them gets a truth of its own. Bounded caches, pure results. */
export function taskIndex(suite: Suite, seed: string): TaskIndex {
  const truths = new Map<string, GroundTruth>();
  const asked = suite.tasks.flatMap((task) => [...turnTasks(task), ...(task.turns === undefined ? [] : [jointTask(task)])]);
  // Prompts of later turns may be of few words: they are looked for behind those of whole tasks.
  const byLength = suite.tasks.some(({ turns }) => turns !== undefined) ? asked.toSorted((a, b) => turnOf(a) - turnOf(b)) : asked;
  const byId = new Map(asked.map((task) => [task.id, task]));
  const byPrompt = new Map(byLength.toReversed().map((task) => [task.prompt.trim(), task]));
  const whole = new Map(
    suite.tasks.flatMap((task) =>
      task.turns === undefined ? [] : [...turnTasks(task), jointTask(task)].map(({ id }) => [id, task] as const),
    ),
  );
  const known = (id: string): GroundTruth | undefined => {
    const task = byId.get(id);
    if (task === undefined) return undefined;
    const found = truths.get(id);
    if (found !== undefined) return found;
    for (const truth of turnTruths(whole.get(id) ?? task, seed)) truths.set(truth.key, truth);
    return truths.get(id);
  };
  const strange = bounded((text) => strangeTruth(text, seed), 2000);
  const scan = bounded((text) => byLength.find((task) => task.prompt !== "" && text.includes(task.prompt))?.id ?? "", 500);
  return {
    find(text, hint) {
      const hinted = byId.get(hint);
      if (hinted !== undefined && hinted.prompt !== "" && text.includes(hinted.prompt)) {
        const several = whole.get(hint);
        return known(several?.id === hint ? lastTurn(several, text) : hint) as GroundTruth;
      }
      const quoted = taskBlock(text);
      const exact = quoted === undefined ? undefined : byPrompt.get(quoted);
      if (exact !== undefined) return known(exact.id) as GroundTruth;
      return known(scan(text)) ?? strange(quoted ?? text.trim());
    },
  };
}

function turnOf({ id }: Task): number {
  return Number(/#(\d+)$/.exec(id)?.[1] ?? 1);
}

/** Which turn of a task a text asks for last; of turns with the same words the one that has as many before it. */
function lastTurn(task: Task, text: string): string {
  const turns = turnTasks(task).map(({ id, prompt }, at, all) => {
    const block = `<task>\n${prompt}\n</task>`;
    const before = all.slice(0, at).filter((other) => other.prompt === prompt).length;
    return { id, at: before < text.split(block).length - 1 ? text.lastIndexOf(block) : -1 };
  });
  const last = turns.reduce((latest, turn) => (turn.at >= latest.at ? turn : latest));
  return last.at < 0 ? task.id : last.id;
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
