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
  /** The answer of whoever trusts a false premise in the task's material. */
  readonly poisoned?: string;
  /** What the user says behind the first prompt, turn by turn; `coupling` is then the share of these turns that hang on the ones before. */
  readonly turns?: readonly Pick<TaskDraft, "prompt" | "grader" | "right" | "wrong">[];
}
/** What may be asked of the tasks of a family besides their difficulty; a family says which of these it takes. */
export interface FamilySettings {
  /** How many parts a task has, and which share of its steps depends on another part. */
  readonly parts?: number;
  readonly coupling?: number;
  /** How many turns a task has. */
  readonly turns?: number;
  /** About how many tokens the material has. */
  readonly tokens?: number;
  /** Whether the turns of a session stand in one growing context or each in a fresh one. */
  readonly session?: "growing" | "fresh";
  /** The place of the task in its suite, the suite's seed and level: for families whose tasks follow one another. */
  readonly thread?: { readonly seed: string; readonly place: number; readonly level: number };
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
  /** The settings that it takes; any other that is asked for is refused. */
  readonly takes?: readonly ("parts" | "coupling" | "turns" | "tokens" | "session")[];
  make(next: () => number, difficulty: number, settings?: FamilySettings): TaskDraft;
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
    // An error is carried into turns that hang on the ones before, and into no others.
    ...(made.turns && { carry: coupling }),
  };
  const turns = made.turns?.map((turn) => ({
    prompt: turn.prompt,
    grader: turn.grader,
    meta: { reference: turn.right[0] ?? "", simulation: { right: turn.right, wrong: turn.wrong } },
  }));
  return {
    id,
    category: family.category,
    prompt: made.prompt,
    ...defined({ context: made.context }),
    grader: made.grader,
    ...defined({ turns }),
    meta: {
      provenance: `Generated, family ${family.name}.`,
      family: family.name,
      recipe: made.recipe,
      reference: right[0] ?? "",
      // A grader of its own, so that any message can be asked whether it states what the premise tempts to.
      ...(made.poisoned !== undefined && { poisoned: { ...made.grader, answer: made.poisoned } }),
      simulation,
    },
  };
}
