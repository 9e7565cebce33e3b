import { z } from "zod";
import type { Desk, View } from "../types.ts";
import { block, clip } from "./asks.ts";
import { labelFor } from "./labels.ts";

/** What may stand on a board. Nothing is deleted: a retraction names the entry that no longer holds, a confirmation one that does. */
export const entryKind = z.enum(["fact", "claim", "question", "answer", "lesson", "confirmation", "retraction"]);
export interface Entry {
  readonly by: string;
  readonly kind: z.output<typeof entryKind>;
  readonly text: string;
}

/** A board as its readers see it: one block per entry in order of arrival, so that it only grows at the end. */
export function boardBlocks(desk: Desk, entries: readonly Entry[]): string[] {
  return entries.map(({ by, kind, text }, i) => {
    const attributes = { by: labelFor(desk, by), id: `#${i + 1}`, kind };
    return block(kind === "answer" ? "answer" : "note", text, attributes);
  });
}

/** The positions of entries that another member confirmed and nobody retracted ("#3" in the text names the third entry). */
export function confirmed(entries: readonly Entry[]): ReadonlySet<number> {
  const held = new Set<number>();
  const retracted = new Set<number>();
  for (const { by, kind, text } of entries) {
    if (kind !== "confirmation" && kind !== "retraction") continue;
    for (const match of text.matchAll(/#(\d+)/g)) {
      const at = Number(match[1]) - 1;
      const entry = entries[at];
      if (entry === undefined) continue;
      if (kind === "retraction") retracted.add(at);
      else if (entry.by !== by) held.add(at);
    }
  }
  return new Set([...held].filter((at) => !retracted.has(at)));
}

export interface Lesson {
  readonly text: string;
  /** A second member confirmed it, or the verifier passed the answer of the task that taught it. */
  readonly verified: boolean;
  readonly trial: string;
}
const remembered = 60;

/** Lessons and facts of the session so far, the newest last, none twice; what was verified once stays so. */
export const learnt: View<readonly Lesson[]> = {
  start: [],
  step(state, { fact, trial }) {
    if (fact.type === "verdict" && fact.passed && fact.part === undefined) {
      return state.map((entry) => (entry.trial === trial ? { ...entry, verified: true } : entry));
    }
    if (fact.type !== "knowledge") return state;
    const known = state.find(({ text }) => text === fact.text);
    const verified = fact.verified || known?.verified === true;
    return [...state.filter((entry) => entry !== known), { text: fact.text, verified, trial }].slice(-remembered);
  },
};

/** Notes what later tasks may learn: lessons as such, and facts that a second member confirmed. */
export function remember(desk: Desk, entries: readonly Entry[]): void {
  const held = confirmed(entries);
  for (const [i, { by, kind, text }] of entries.entries()) {
    if (kind !== "lesson" && !(kind === "fact" && held.has(i))) continue;
    desk.note({ type: "knowledge", member: by, kind, text: clip(text, 600), verified: held.has(i) });
  }
}
