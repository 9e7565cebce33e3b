import type { Choice } from "../../util/goal.ts";

/** A candidate with its figures on some tasks. */
export interface Scored extends Choice {
  readonly name: string;
  readonly single: boolean;
  readonly tasks: number;
}
