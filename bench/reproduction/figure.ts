/** One published figure beside ours. `theirs` is missing where nobody published one; `other` marks figures on other models or tasks. */
export interface Reproduced {
  readonly work: string;
  readonly figure: string;
  readonly theirs?: number;
  readonly ours: number;
  /** Digits after the point, as published; the two agree when they are equal to so many. */
  readonly digits: number;
  readonly other?: string;
  /** How far ours may be off, and why, where the published inputs were rounded. */
  readonly within?: { readonly by: number; readonly because: string };
}

/** Whether ours is theirs to the digits that were published; undefined where there is nothing to compare. */
export function agrees({ theirs, ours, digits, other, within }: Reproduced): boolean | undefined {
  if (theirs === undefined || other !== undefined) return undefined;
  return Math.abs(theirs - ours) <= (within?.by ?? 0.5 * 10 ** -digits) + 1e-9;
}
