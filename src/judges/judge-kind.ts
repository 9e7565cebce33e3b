import type { z } from "zod";
import type { Answer, Judge, JudgeSpec, Json, Task } from "../types.ts";
import { madeFrom } from "../util/source-of.ts";

/** Whether a judge's calls are booked as a verifier's or as the outside grader's. */
export type JudgePurpose = "verdict" | "grade";

/** What the run lends to its judges. All of it is optional: a judge that misses what it needs returns a failure. */
export interface JudgeSetting {
  /** The families whose weights wrote what `by` wrote; several for a team. Unknown authors are not refused. */
  readonly familyOf?: (by: string) => string | readonly string[] | undefined;
  /** Puts a question to a person and waits for the answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** The judge that knows the truth about a task; by default the task's own grader. */
  readonly grader?: (task: Task) => JudgeSpec;
  /** How a recorded answer did; undefined where no recorded try gave it. Absent where nothing is replayed. */
  readonly outcomeOf?: (task: Task, answer: Answer) => { readonly passed: boolean; readonly score: number } | undefined;
  /** The run's seed: fences and noise follow from it, so that topologies which verify one answer share one draw. */
  readonly seed?: string;
}
/** A setting with the purpose fixed and a way to open the judges inside a judge. */
export interface JudgeContext extends JudgeSetting {
  readonly purpose: JudgePurpose;
  open(spec: JudgeSpec): Judge;
}

/** A judge's settings beside its kind, and what it must say of two answers. */
export interface JudgeExample {
  readonly settings: Readonly<Record<string, Json>>;
  readonly task: Pick<Task, "prompt">;
  readonly right: string;
  readonly wrong: string;
}

export type JudgeNeed = "member" | "members" | "sandbox" | "author" | "person" | "grader" | "judge" | "record";
export interface JudgeKind {
  readonly name: string;
  readonly description: string;
  readonly options: z.ZodType;
  /** Settings that hold a key: a number in them keeps the spelling that it has in a suite's file. */
  readonly keys?: readonly string[];
  /** What must be there for it to work. */
  readonly needs: readonly JudgeNeed[];
  /** What one verdict costs, in words. */
  readonly cost: string;
  /** True where it reads an answer as it stands, since it is in parts: the judges inside it leave reasoning out. */
  readonly verbatim?: true;
  /** Settings with a task, an answer that must pass and one that must not: `catallaxy conformance` tries a judge of others by it. */
  readonly example?: JudgeExample;
  open(settings: unknown, context: JudgeContext): Judge;
}

/** Ties a kind's options to its factory; `open` gets what `options` parsed. */
export function judgeKind<const N extends string, T extends z.ZodType>(kind: {
  readonly name: N;
  readonly description: string;
  readonly options: T;
  readonly keys?: readonly string[];
  readonly needs: readonly JudgeNeed[];
  readonly cost: string;
  readonly verbatim?: true;
  readonly example?: JudgeExample;
  open(settings: z.output<T>, context: JudgeContext): Judge;
}): JudgeKind & { readonly name: N; readonly options: T } {
  const own: JudgeKind & { readonly name: N; readonly options: T } = {
    ...kind,
    open: (settings, context) => kind.open(settings as z.output<T>, context),
  };
  return madeFrom(own, kind);
}
