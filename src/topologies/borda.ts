/**
 * Normalized Borda count: a ballot gives (n - 1 - position) / (n - 1) to each candidate it ranks, averaged over the readers
 * that ranked it. `own` maps a reader to the candidate it wrote: that vote is dropped afterwards and the rest keep their places.
 * Candidates that nobody else ranked score 0.
 */
export function borda(
  candidates: readonly string[],
  ballots: readonly { readonly reader: string; readonly ranking: readonly string[] }[],
  own: (reader: string) => string | undefined,
): { [candidate: string]: number } {
  const sums = new Map(candidates.map((candidate) => [candidate, { points: 0, readers: 0 }]));
  const last = Math.max(1, candidates.length - 1);
  for (const { reader, ranking } of ballots) {
    const seen = [...new Set(ranking)].filter((candidate) => sums.has(candidate));
    for (const [position, candidate] of seen.entries()) {
      const sum = sums.get(candidate);
      if (sum === undefined || own(reader) === candidate) continue;
      sum.points += (candidates.length - 1 - position) / last;
      sum.readers++;
    }
  }
  return Object.fromEntries([...sums].map(([candidate, { points, readers }]) => [candidate, readers === 0 ? 0 : points / readers]));
}
