import type { AxisScale } from "../../util/axis-scale.ts";

/** What came of one arm at one point: share of tasks that were right, dollars per task. */
export interface ArmResult {
  readonly right: number;
  readonly cost: number;
}
export interface MapAxis extends AxisScale {
  readonly name: string;
  readonly words: string;
  readonly values: readonly number[];
}
/** What competes on a map: a topology with its settings. */
export interface MapArm {
  readonly name: string;
  /** One capital, for maps in text and in black and white. */
  readonly letter: string;
  readonly color: string;
}
export interface MapCell {
  readonly x: number;
  readonly y: number;
  readonly simulated: Readonly<Record<string, ArmResult>>;
  /** By the closed forms of the world's law, for the arms that have one. */
  readonly predicted: Readonly<Record<string, ArmResult>>;
  /** The arm with the most worth less cost per task, and in which share of resamples of the tasks it is that. */
  readonly winner: string;
  readonly probability: number;
  readonly predictedWinner: string;
  /** The members that the arms with one fixed member have here. */
  readonly members: Readonly<Record<string, string>>;
}
/** Where two arms are worth the same: `at` along `across`, for each value of the other axis; null where one wins throughout. */
export interface BreakEvenLine {
  readonly between: readonly [string, string];
  readonly across: "x" | "y";
  readonly points: readonly { readonly on: number; readonly computed: number | null; readonly derived: number | null }[];
  /** Difference of the two in shares of the axis, where both exist. */
  readonly gap: { readonly mean: number; readonly max: number; readonly compared: number };
}
export interface Gap {
  readonly mean: number;
  readonly max: number;
}
/** At how many points something holds in the simulated world, and by the closed forms. */
export interface PointCounts {
  readonly simulated: number;
  readonly predicted: number;
}
/** A map with everything that a picture or a page says of it. */
export interface DrawnMap {
  readonly schema: 2;
  readonly world: "simulated";
  readonly settings: { readonly tasks: number; readonly worth: number; readonly seed: string };
  /** Where the axes stand that are not drawn. */
  readonly defaults: Readonly<Record<string, number>>;
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly arms: readonly MapArm[];
  readonly cells: readonly MapCell[];
  readonly line: BreakEvenLine;
  /** Points at which the market brings more than each other arm; by the closed forms where the other has one. */
  readonly marketAhead: Readonly<Record<string, Omit<PointCounts, "predicted"> & Partial<PointCounts>>>;
  /**
   * "Markets beat managers when independent retry is worth more than orchestrated coherence": the points at which what the retry adds
   * to one member alone against what the manager adds to it foretells which of market and manager brings more; and at how many the
   * market does, which is what always naming the market would foretell. `once`: a manager without a retry; `retried`: with the market's.
   */
  readonly law: Readonly<Record<"once" | "retried", { readonly holds: PointCounts; readonly marketAhead: PointCounts }>>;
  /** The simulated world against the closed forms, over the topologies that have one: share of right answers, dollars per task over the worth, points with the same winner. */
  readonly agreement: { readonly right: Gap; readonly cost: Gap; readonly winners: number; readonly topologies: number };
  readonly calls: number;
}
/** A user's run on the map: where it stands, and in words how that was estimated. */
export interface PlacedRun {
  readonly run: string;
  readonly point: Readonly<Record<string, number>>;
  readonly words: readonly string[];
}
