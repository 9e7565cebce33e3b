import type { Json, JudgeSpec, Task } from "../../types.ts";
import { defined } from "../../util/defined.ts";

/** A task but for its id; `right` and `wrong` are whole answers that its grader passes and fails. */
export interface TaskDraft {
  readonly prompt: string;
  readonly context?: string;
  readonly grader: JudgeSpec;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly parts: readonly { readonly id: string; readonly brief: string }[];
  readonly coupling: number;
  /** What the task was made from, so that a test can work out the answer in another way. */
  readonly recipe: { readonly [name: string]: Json };
  /** For rubrics: criterion id to sentences that meet it, and sentences that meet none. */
  readonly claims?: { readonly [criterion: string]: readonly string[] };
  readonly padding?: readonly string[];
}
/**
 * Contract: `make` is deterministic in its arguments, and bounded in time by counts, not by a clock. `difficulty` is on the probit
 * scale: about -1.5 to 1.5 for what models of today differ in, and up to `reach` for what is to stay hard for those of tomorrow.
 */
export interface Family {
  readonly name: string;
  readonly category: string;
  /** The greatest difficulty that it makes; 3 where it says none. */
  readonly reach?: number;
  make(next: () => number, difficulty: number): TaskDraft;
}

/** The task that a family's product becomes, with its reference and what simulated members need. */
export function taskOf(family: Family, made: TaskDraft, id: string, difficulty: number): Task {
  const { right, wrong, parts, coupling, claims, padding } = made;
  const simulation = {
    difficulty,
    discrimination: 1,
    coupling,
    parts,
    right,
    wrong,
    ...(claims && { claims }),
    ...(padding && { padding }),
  };
  return {
    id,
    category: family.category,
    prompt: made.prompt,
    ...defined({ context: made.context }),
    grader: made.grader,
    meta: {
      provenance: `Generated, family ${family.name}.`,
      family: family.name,
      recipe: made.recipe,
      reference: right[0] ?? "",
      simulation,
    },
  };
}
