import type { ParsedPrompt } from "./parsed-prompt.ts";

/** Which of a task's parts are meant: from the first to the last of them, counted from 0. */
export interface PartRange {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** As the brief says ("Part 2 of 3", "Parts 2 to 3 of 3"), else by the task's own split, else the first of `usual`. */
export function placeOf(scene: ParsedPrompt, part: { readonly id: string; readonly brief: string }, usual: number): PartRange {
  const said = /\bParts? (\d{1,3})(?: to (\d{1,3}))? of (\d{1,3})\b/.exec(part.brief);
  if (said !== null) {
    const count = Math.max(1, Number(said[3]));
    const from = Math.min(count, Math.max(1, Number(said[1]))) - 1;
    return { from, to: Math.max(from, Math.min(count, Number(said[2] ?? said[1])) - 1), count };
  }
  const known = Math.max(
    0,
    scene.truth.parts.findIndex((natural) => natural.id === part.id),
  );
  return { from: known, to: known, count: scene.truth.parts.length || usual };
}

/** A place in words that `placeOf` reads. */
export function placeWords({ from, to, count }: PartRange): string {
  return to > from ? `Parts ${from + 1} to ${to + 1} of ${count}` : `Part ${from + 1} of ${count}`;
}

/** How many parts the shown results cover, of how many, as their worksheets say. */
export function covered(scene: ParsedPrompt, usual: number): { done: number; count: number } {
  let done = 0;
  let count = scene.truth.parts.length || usual;
  for (const { text } of scene.results) {
    const said = /^Worksheet .*\(Parts? (\d+)(?: to (\d+))? of (\d+)\)/m.exec(text);
    done += said === null ? 1 : Number(said[2] ?? said[1]) - Number(said[1]) + 1;
    if (said !== null) count = Number(said[3]);
  }
  return { done: Math.min(done, count), count };
}
