/** Who sits in a candidate: a member by name, or another candidate as a firm. */
export type CandidateSeat = string | Candidate;

/** One arrangement that a search may try. */
export interface Candidate {
  /** What arrangements that are equal by construction have in common. */
  readonly key: string;
  /** Its name in the run: `cascade[check=self](small,large)`, `x2` behind it where it has two attempts. */
  readonly name: string;
  readonly use: string;
  /** Those that differ from the defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly attempts: number;
  readonly seats: readonly CandidateSeat[];
  /** 1 where members alone sit in it. */
  readonly depth: number;
  /** One member that answers once. */
  readonly single: boolean;
}
