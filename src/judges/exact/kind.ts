import type { ExactSettings } from "./settings.ts";

/** One way to read both sides. `readings` gives each alternative that a span states; none when it cannot be read. */
export interface Kind<T> {
  readings(text: string, settings: ExactSettings): readonly T[];
  matches(answer: T, key: T, settings: ExactSettings): boolean;
}
/** For each reading of the candidate, whether it equals a key; empty when the candidate cannot be read. */
export type Comparison = (candidate: string, keys: readonly string[], settings: ExactSettings) => readonly boolean[];

/** Hides what a kind reads, so that kinds of different readings stand in one table. */
export function comparison<T>(kind: Kind<T>): Comparison {
  return (candidate, keys, settings) => {
    const wanted = keys.flatMap((key) => kind.readings(key, settings));
    return kind.readings(candidate, settings).map((answer) => wanted.some((key) => kind.matches(answer, key, settings)));
  };
}
