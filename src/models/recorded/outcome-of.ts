import { readReply } from "../../util/read-reply.ts";
import { type Library, textOf } from "./library.ts";
import type { Outcome } from "./outcome.ts";

/** How a recorded try ended. Score in [0, 1]. */
export type RecordedOutcome = Pick<Outcome, "passed" | "score">;

/**
 * Finds how a text did at an item, by the tries that said this very text: those of the model that wrote it, where it is named and has
 * one, else anyone's. Tries of one text that ended otherwise score their mean, and pass where at least half of them did. Undefined for a text
 * that nobody is on record with: nobody knows how it would have done.
 */
export function outcomeFinder(library: Library): (item: string, text: string, model?: string) => RecordedOutcome | undefined {
  const shelves = new Map<string, Map<string, Outcome[]>>();
  return (item, text, model) => {
    const texts = shelves.get(item) ?? byText(library, item);
    shelves.set(item, texts);
    const all = texts.get(text) ?? [];
    const own = all.filter((row) => row.model === model);
    return agreed(own.length > 0 ? own : all);
  };
}

function byText(library: Library, item: string): Map<string, Outcome[]> {
  return Map.groupBy(library.rowsOn(item), (row) => readReply(textOf(library.set, row)).answer);
}

function agreed(rows: readonly Outcome[]): RecordedOutcome | undefined {
  if (rows.length === 0) return undefined;
  const score = rows.reduce((sum, row) => sum + row.score, 0) / rows.length;
  return { score, passed: 2 * rows.filter((row) => row.passed).length >= rows.length };
}
