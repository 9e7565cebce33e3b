import type { Attempt } from "./attempt.ts";
import type { Tally } from "./tally.ts";

/** A call of a model in a trace. */
export interface TracedCall extends Omit<Attempt, "passed" | "score" | "keys" | "sample"> {
  readonly trace: string;
  readonly id: string;
}

/** A grade of a whole trace, or of one call in it. */
export interface TracedGrade {
  readonly trace: string;
  readonly call?: string | undefined;
  readonly passed?: boolean | undefined;
  readonly score?: number | undefined;
}

/**
 * Attempts of traces: a trace whose calls were graded one by one is as many attempts; every other is one, of the models that took part,
 * with the sum of what they cost.
 */
export function tracedAttempts(calls: readonly TracedCall[], grades: readonly TracedGrade[], tally: Tally): Attempt[] {
  const byCall = new Map(grades.flatMap((grade) => (grade.call === undefined ? [] : [[grade.call, grade] as const])));
  const byTrace = new Map(grades.flatMap((grade) => (grade.call === undefined ? [[grade.trace, grade] as const] : [])));
  const known = new Set<string>();
  const once = calls.filter(({ id, place }) => {
    if (known.has(id)) tally.mark("call", "that is there twice, counted once", place);
    return !known.has(id) && known.add(id);
  });
  for (const { call, trace } of grades)
    if (call !== undefined && !known.has(call)) tally.leave("grade", "of no call in the log", `${trace} ${call}`);
  return [...Map.groupBy(once, ({ trace }) => trace)].flatMap(([trace, all]) => {
    const graded = all.filter(({ id }) => byCall.has(id));
    if (graded.length > 0) {
      for (const { id, place } of all)
        if (!byCall.has(id)) tally.leave("call", "without a grade beside others of its trace that have one", place);
      return graded.map((call) => attemptOf([call], byCall.get(call.id), [call.id, ...(graded.length === 1 ? [trace] : [])]));
    }
    if (new Set(all.map(({ model }) => model)).size > 1)
      tally.mark("trace", "of several models, whose names are joined by +", all[0]?.place ?? "");
    return [attemptOf(all, byTrace.get(trace), [trace, ...all.map(({ id }) => id)])];
  });
}

function attemptOf(calls: readonly TracedCall[], grade: TracedGrade | undefined, keys: readonly string[]): Attempt {
  const [first] = calls as [TracedCall, ...TracedCall[]];
  const last = calls.at(-1) ?? first;
  const models = [...new Set(calls.flatMap(({ model }) => model ?? []))].toSorted();
  return {
    place: first.place,
    raw: first.raw,
    keys,
    item: first.item,
    category: first.category,
    model: models.length === 0 ? undefined : models.join("+"),
    passed: grade?.passed,
    score: grade?.score,
    cost: total(calls.map(({ cost }) => cost)),
    inputTokens: total(calls.map(({ inputTokens }) => inputTokens)),
    outputTokens: total(calls.map(({ outputTokens }) => outputTokens)),
    ms: total(calls.map(({ ms }) => ms)),
    answer: last.answer,
  };
}

/** A sum of which no part is missing. */
function total(parts: readonly (number | undefined)[]): number | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0);
}
