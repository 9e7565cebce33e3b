/** What may come of a step: how likely, and what the best answer is then worth. */
export interface Prospect {
  readonly chance: number;
  readonly worth: number;
  /** What may come of each further step that could then be taken, and what that costs. */
  readonly next?: readonly { readonly cost: number; readonly prospects: readonly Prospect[] }[];
}

/**
 * The reservation value of a step: the z at which E[(V - z)+] is what the step costs (Weitzman 1979), V what the best answer is worth after it; where a
 * second step may follow, it is taken, and paid, only if it then gains (the index of a box of two stages). A buyer who holds something worth
 * more than z is right not to take the step. -Infinity for a step that costs and can bring nothing.
 */
export function reservation(prospects: readonly Prospect[], cost: number): number {
  if (prospects.length === 0) return -Infinity;
  if (cost <= 0) return Math.max(...prospects.map(highest));
  const line: Line = { gain: 0, slope: 0 };
  let [all, mean] = [0, 0];
  for (const { chance, worth } of prospects) [all, mean] = [all + chance, mean + chance * worth];
  // The gain is convex and made of lines: from a z below the answer Newton's steps go up to it, a line at a time. Never stopping is one such z.
  let z = (mean - cost) / all;
  for (let round = 0; round < 100; round++) {
    gain(prospects, z, line);
    const step = (cost - line.gain) / line.slope;
    if (!(step > 1e-13 * Math.max(1, Math.abs(z)))) break;
    z += step;
  }
  return z;
}

/** E[(V - z)+]: what a step brings beyond z before it is paid, a second step taken and paid only where that gains. */
export function gainBeyond(prospects: readonly Prospect[], z: number): number {
  const line: Line = { gain: 0, slope: 0 };
  gain(prospects, z, line);
  return line.gain;
}

/** E[(V - z)+] less the cost, and its slope in z. */
export function netBeyond(prospects: readonly Prospect[], cost: number, z: number): { readonly net: number; readonly slope: number } {
  const line: Line = { gain: 0, slope: 0 };
  gain(prospects, z, line);
  return { net: line.gain - cost, slope: line.slope };
}

interface Line {
  gain: number;
  slope: number;
}

/** E[(V - z)+] and its slope in z. */
function gain(prospects: readonly Prospect[], z: number, into: Line): void {
  let [sum, slope] = [0, 0];
  for (const { chance, worth, next } of prospects) {
    let [best, fall] = worth > z ? [worth - z, -1] : [0, 0];
    if (next !== undefined) {
      for (const { cost, prospects: further } of next) {
        gain(further, z, into);
        if (into.gain - cost > best) [best, fall] = [into.gain - cost, into.slope];
      }
    }
    sum += chance * best;
    slope += chance * fall;
  }
  into.gain = sum;
  into.slope = slope;
}

function highest({ chance, worth, next }: Prospect): number {
  if (chance <= 0) return -Infinity;
  return Math.max(worth, ...(next ?? []).flatMap(({ prospects }) => prospects.map(highest)));
}
