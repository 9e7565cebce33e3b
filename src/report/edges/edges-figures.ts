/** A difference with its interval (95%); null where the tasks are too few for one. */
interface Measured {
  readonly difference: number;
  readonly interval: readonly [number, number] | null;
}

/** What leaving out one edge does. Passes as shares, money in dollars a task; a saving is above 0. */
export interface EdgeRow {
  readonly edge: string;
  readonly kind: "member" | "message";
  readonly passes: Measured;
  readonly saved: Measured;
  /** `leave-out`: no worse by more than the margin and cheaper, or better and not dearer; `no-saving`: no worse, and not shown to be cheaper; `needed`: worse; `open`: the tasks cannot tell. */
  readonly finding: "leave-out" | "no-saving" | "needed" | "open";
  /** Pairs of edges whose joint effect is in these figures, with its share; the largest first. */
  readonly mixed: readonly { readonly pair: readonly [string, string]; readonly share: number }[];
}

/** The topology without some edges, beside the whole one on tasks that no choice has seen. */
export interface SmallerRow {
  readonly name: string;
  readonly out: readonly string[];
  readonly passRate: number;
  readonly cost: number;
  readonly passes: Measured;
  readonly saved: Measured;
  /** Whether it passes no fewer by more than the margin. */
  readonly confirmed: boolean;
}

/** The whole topology on the tasks that all arms have a result on. */
interface Whole {
  readonly passRate: number;
  readonly cost: number;
}

/** What a study of a topology's edges found at one of its stages. Money in dollars. */
export interface EdgesFigures {
  readonly kind: "edges";
  readonly run: string;
  readonly experiment: string;
  readonly world: string;
  readonly state: string;
  readonly topology: string;
  readonly stage: "design" | "held-out";
  readonly margin: number;
  /** Tasks that all arms have a result on, of how many. */
  readonly tasks: { readonly told: number; readonly of: number };
  readonly arms: number;
  /** Arms without a result on any task, and those of which a replay cannot tell on every task. */
  readonly untold: readonly string[];
  /** Why replays of these cannot tell, each reason once. */
  readonly reasons: readonly string[];
  readonly full: Whole | null;
  /** Of the design; empty where the arms with results do not tell the edges apart. */
  readonly edges: readonly EdgeRow[];
  /** Of the held-out half: all that is left out together first. */
  readonly smaller: readonly SmallerRow[];
  /** What the trials took, in all. */
  readonly spent: number;
}
