/** One figure beside ours. `theirs` is missing where there is none; `other` marks figures on other models or tasks. */
export interface ReproducedFigure {
  readonly work: string;
  readonly figure: string;
  readonly theirs?: number;
  readonly ours: number;
  /** Digits after the point, as printed; the two agree when they are equal to so many. */
  readonly digits: number;
  /** True where `theirs` was printed by the authors of the data; else somebody else computed it from their rows, before and by other code. */
  readonly published?: true;
  readonly other?: string;
  /** How far ours may be off, and why, where the printed digits cannot be had. */
  readonly within?: { readonly by: number; readonly because: string };
}

/** How near ours is to theirs: to the digits that were printed, within a wider bound that is said, or not; undefined where there is nothing to compare. */
export function nearness({ theirs, ours, digits, other, within }: ReproducedFigure): "same" | "within" | "off" | undefined {
  if (theirs === undefined || other !== undefined) return undefined;
  const off = Math.abs(theirs - ours);
  if (off <= 0.5 * 10 ** -digits + 1e-9) return "same";
  return within !== undefined && off <= within.by + 1e-9 ? "within" : "off";
}
