import type { Event, View } from "../types.ts";

/** A step of a past workflow; its subtask is shortened. */
export type PastStep = Readonly<{ member: string; subtask: string; access: readonly number[] }>;
/** A past workflow, and what came of it. */
export interface PastWorkflow {
  readonly workflow: readonly PastStep[];
  readonly steps: number;
  readonly score: number;
}
interface WorkflowMemory {
  readonly categories: Map<string, string>;
  /** The workflow whose answer is under way, by trial. */
  readonly open: Map<string, Omit<PastWorkflow, "score">>;
  readonly byCategory: Map<string, PastWorkflow[]>;
}

/** The note of a workflow that was read; `workflow` is null where none could be. */
export const workflowNote = "conductor-plan";

interface WorkflowNote {
  readonly workflow: readonly PastStep[] | null;
  readonly steps: number;
  readonly nested: boolean;
}

/** Workflows with the verdicts on their answers, by category, oldest first. Folds in place. */
export const workflowView: View<WorkflowMemory> = {
  get start() {
    return { categories: new Map<string, string>(), open: new Map<string, Omit<PastWorkflow, "score">>(), byCategory: new Map() };
  },
  step(memory, { trial, fact }: Event) {
    if (fact.type === "trial-start") memory.categories.set(trial, fact.category);
    if (fact.type === "own" && fact.name === workflowNote) {
      const { workflow, steps, nested } = fact.value as unknown as WorkflowNote;
      if (nested) return memory;
      if (workflow === null) memory.open.delete(trial);
      else memory.open.set(trial, { workflow, steps });
    }
    const open = memory.open.get(trial);
    if (fact.type === "verdict" && fact.part === undefined && open !== undefined) {
      const category = memory.categories.get(trial) ?? "";
      memory.byCategory.set(category, [...(memory.byCategory.get(category) ?? []), { ...open, score: fact.passed ? fact.score : 0 }]);
      memory.open.delete(trial);
    }
    return memory;
  },
};

/** The best past workflows: those that passed, by score, then the shorter, then the later; no two alike. */
export function bestWorkflows(memory: WorkflowMemory, category: string, most: number): (readonly PastStep[])[] {
  const passed = (memory.byCategory.get(category) ?? []).filter(({ score }) => score > 0).toReversed();
  const order = passed.toSorted((a, b) => b.score - a.score || a.steps - b.steps);
  const found = new Map<string, readonly PastStep[]>();
  for (const { workflow } of order) {
    const key = JSON.stringify(workflow);
    if (!found.has(key)) found.set(key, workflow);
  }
  return [...found.values()].slice(0, most);
}
