import { withoutMarks } from "./marks.ts";
import type { ExactSettings } from "./settings.ts";

/** One way to read both sides. `readings` gives each alternative that a span states; none when it cannot be read. */
export interface Kind<T> {
  readings(text: string, settings: ExactSettings): readonly T[];
  matches(answer: T, key: T, settings: ExactSettings): boolean;
  /** Whether an answer that does not match might be meant as the key all the same, as `18!` may be 18 with an exclamation mark: it is not read. */
  doubts?(answer: T, key: T, settings: ExactSettings): boolean;
  /** What a key of this kind must be beside readable. */
  isKey?(key: T): boolean;
  /** The value that a key was read as, in plain words; without it the key's own text is shown. */
  said?(key: T): string;
}
/** For each reading of the candidate, whether it equals a key; empty when the candidate cannot be read. */
export interface Comparison {
  (candidate: string, keys: readonly string[], settings: ExactSettings): readonly boolean[];
  /** Whether a key is read in exactly one way. */
  isKey(key: string, settings: ExactSettings): boolean;
  /** The value that a key is read as, where its kind can say it. */
  said?(key: string, settings: ExactSettings): string | undefined;
}

/** Hides what a kind reads, so that kinds of different readings stand in one table. */
export function comparison<T>(kind: Kind<T>): Comparison {
  const readKey = keyReader(kind);
  const compare = (candidate: string, keys: readonly string[], settings: ExactSettings): readonly boolean[] => {
    const wanted = keys.flatMap((key) => readKey(key, settings));
    const answers = kind.readings(withoutMarks(candidate, keys), settings);
    return answers.flatMap((answer) => {
      const right = wanted.some((key) => kind.matches(answer, key, settings));
      return !right && wanted.some((key) => kind.doubts?.(answer, key, settings) ?? false) ? [] : [right];
    });
  };
  const isKey = (key: string, settings: ExactSettings): boolean => {
    const [only, ...more] = readKey(key, settings);
    return only !== undefined && more.length === 0 && (kind.isKey?.(only) ?? true);
  };
  const said = (key: string, settings: ExactSettings): string | undefined => {
    const [only] = readKey(key, settings);
    return only === undefined ? undefined : kind.said?.(only);
  };
  return Object.assign(compare, { isKey, said });
}

/** Reads the keys of a judge, which meet every candidate of every reply, once for its settings. */
function keyReader<T>(kind: Kind<T>): (key: string, settings: ExactSettings) => readonly T[] {
  const known = new WeakMap<ExactSettings, Map<string, readonly T[]>>();
  return (key, settings) => {
    const read = known.get(settings) ?? new Map<string, readonly T[]>();
    known.set(settings, read);
    const before = read.get(key);
    if (before !== undefined) return before;
    const now = kind.readings(key, keySettings(settings));
    read.set(key, now);
    return now;
  };
}

/** A key is written by the suite's author: where answers may use either decimal sign, it uses the point. */
function keySettings(settings: ExactSettings): ExactSettings {
  return settings.decimal === "either" ? { ...settings, decimal: "." } : settings;
}
