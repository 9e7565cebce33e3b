/** Jaccard similarity of two texts over their word pairs, in [0, 1]; equal texts give 1. */
export function similarity(a: string, b: string): number {
  return overlap(shingles(a), shingles(b));
}

/** The positions of the texts that are most like all the others: one, or several that are so alike. */
export function central(texts: readonly string[]): number[] {
  const sets = texts.map(shingles);
  const sums = sets.map((own, i) => sets.reduce((total, other, j) => (i === j ? total : total + overlap(own, other)), 0));
  const most = Math.max(...sums);
  return sums.flatMap((sum, i) => (most - sum < 1e-12 ? [i] : []));
}

// Long texts are compared by their opening: the measure is quadratic in members, so its unit must stay small.
function shingles(text: string): ReadonlySet<string> {
  const words =
    text
      .slice(0, 20_000)
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? [];
  const out = new Set<string>();
  if (words.length === 1) out.add(words[0]);
  for (let i = 1; i < words.length; i++) out.add(`${words[i - 1]} ${words[i]}`);
  return out;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let both = 0;
  for (const shingle of a) if (b.has(shingle)) both++;
  return both / (a.size + b.size - both);
}
