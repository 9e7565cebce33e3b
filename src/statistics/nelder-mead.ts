interface Corner {
  readonly at: readonly number[];
  readonly value: number;
}

/** A minimum of a function of a few numbers, without its derivatives (Nelder and Mead 1965); deterministic. */
export function nelderMead(of: (at: readonly number[]) => number, start: readonly number[], most = 300): readonly number[] {
  const corner = (at: readonly number[]): Corner => ({ at, value: of(at) });
  let simplex = [corner(start), ...start.map((_, i) => corner(start.map((x, k) => (k === i ? x * 1.5 + 0.1 : x))))];
  for (let round = 0; round < most; round++) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0] as Corner, simplex.at(-1) as Corner];
    if (worst.value - best.value < 1e-6 && size(simplex) < 2e-3) break;
    const others = simplex.slice(0, -1);
    const center = start.map((_, k) => others.reduce((sum, { at }) => sum + (at[k] as number), 0) / others.length);
    const toward = (by: number): Corner => corner(center.map((x, k) => x + by * ((worst.at[k] as number) - x)));
    const reflected = toward(-1);
    if (reflected.value < best.value) {
      const further = toward(-2);
      simplex = [...others, further.value < reflected.value ? further : reflected];
    } else if (reflected.value < (others.at(-1) as Corner).value) simplex = [...others, reflected];
    else {
      const nearer = toward(reflected.value < worst.value ? -0.5 : 0.5);
      simplex =
        nearer.value < Math.min(reflected.value, worst.value)
          ? [...others, nearer]
          : simplex.map((one) => (one === best ? one : corner(one.at.map((x, k) => (x + (best.at[k] as number)) / 2))));
    }
  }
  return simplex.reduce((best, one) => (one.value < best.value ? one : best)).at;
}

function size(simplex: readonly Corner[]): number {
  const [first] = simplex;
  return Math.max(...simplex.flatMap(({ at }) => at.map((x, k) => Math.abs(x - (first?.at[k] as number)))));
}
