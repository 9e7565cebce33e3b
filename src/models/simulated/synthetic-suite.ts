import type { Suite } from "../../types.ts";
import { stream } from "../../util/random.ts";
import { gaussian } from "./chance.ts";

/** What a suite of blank tasks is like: the map varies these. */
export interface SyntheticSettings {
  readonly tasks: number;
  readonly difficulty?: number;
  /** Standard deviation of difficulty over tasks; 0 makes all alike, as the closed forms assume. */
  readonly spread?: number;
  readonly coupling?: number;
  readonly parts?: number;
}

/** Tasks without content, for questions about topologies alone: each has a code for an answer, which only its grader and the world know. */
export function syntheticSuite({ tasks, difficulty = 0, spread = 0, coupling = 0.3, parts = 3 }: SyntheticSettings, seed: string): Suite {
  const next = stream(`${seed}|synthetic`);
  const code = () =>
    `x${Math.floor(next() * 0xffff_ffff)
      .toString(16)
      .padStart(8, "0")}`;
  const split = Array.from({ length: parts }, (_, index) => ({ id: `part-${index + 1}`, brief: `Step ${index + 1}.` }));
  return {
    name: "synthetic",
    description: "Blank tasks of the simulated world: nothing is asked, only skill, difficulty and coupling count.",
    tasks: Array.from({ length: tasks }, (_, index) => ({
      id: `blank-${index + 1}`,
      category: "blank",
      prompt: `Blank task ${index + 1} of this suite: state its code.`,
      grader: { kind: "exact", answerKind: "text", answer: code() },
      meta: { simulation: { difficulty: difficulty + spread * gaussian(`${seed}|synthetic|${index}`), coupling, parts: split } },
    })),
  };
}
