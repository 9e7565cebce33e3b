import type { JudgeSpec } from "../../types.ts";
import { keysOf, valueOf } from "./exact.ts";
import { type AnswerKind, exactOptions } from "./settings.ts";
import { defined } from "../../util/defined.ts";

/** A key of an `exact` grader and the kind by which both sides are read. */
export interface ReadKey {
  readonly key: string;
  readonly kind: AnswerKind;
  /** The value that it was read as, where its kind can say it. */
  readonly value?: string;
  /** The kind is stated, not read off the key. */
  readonly stated: boolean;
}

/** How a grader reads its keys, aliases included; none for another kind of grader or for settings that do not fit. */
export function readKeys(spec: JudgeSpec): readonly ReadKey[] {
  const read = exactOptions.safeParse(spec);
  if (!read.success) return [];
  const stated = read.data.answerKind !== undefined;
  return keysOf(read.data).map((key) => {
    const value = valueOf(key);
    return { key: key.text, kind: key.kind, stated, ...defined({ value }) };
  });
}
