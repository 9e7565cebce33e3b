import type { Event, View } from "../types.ts";

/** A lesson with the category of the task that taught it. */
export interface CategoryLesson {
  readonly category: string;
  readonly text: string;
}
interface Lessons {
  readonly categories: ReadonlyMap<string, string>;
  /** Oldest first. */
  readonly learnt: readonly CategoryLesson[];
}
const remembered = 400;

/** The lessons of the session so far. */
export const lessonView: View<Lessons> = {
  start: { categories: new Map(), learnt: [] },
  step(state, { trial, fact }: Event) {
    if (fact.type === "trial-start") return { ...state, categories: new Map([...state.categories, [trial, fact.category]]) };
    if (fact.type !== "knowledge" || fact.kind !== "lesson") return state;
    const category = state.categories.get(trial) ?? "";
    return { ...state, learnt: [...state.learnt, { category, text: fact.text }].slice(-remembered) };
  },
};
