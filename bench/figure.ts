/** One figure of a group: what was wanted, what was measured, in words with units. A group's file exports `<group>Figures`. */
export interface Figure {
  readonly name: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}

/** A part of a group that takes minutes: its table is kept as soon as it ends. A group of such parts exports `<group>Phases`. */
export interface Phase {
  /** The heading of its table. */
  readonly name: string;
  /** What chooses it on the command line, as `--python`; without any, all are measured. */
  readonly flags: readonly string[];
  readonly measure: () => Promise<Figure[]>;
}
