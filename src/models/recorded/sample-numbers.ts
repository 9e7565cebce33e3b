/** Which samples of each model at each item were seen, in little memory: most have one. */
export class SampleNumbers {
  private readonly items = new Map<string, number>();
  private readonly models = new Map<string, number>();
  private readonly last = new Map<number, number>();
  private readonly taken = new Map<number, Set<number>>();

  /** The number of a sample that has none: one more than that of the last. */
  next(item: string, model: string): number {
    const last = this.last.get(this.pair(item, model));
    return last === undefined ? 0 : last + 1;
  }

  /** Whether a sample is new; it counts as seen from then on. */
  take({ item, model, sample }: { readonly item: string; readonly model: string; readonly sample: number }): boolean {
    const pair = this.pair(item, model);
    const last = this.last.get(pair);
    this.last.set(pair, sample);
    if (last === undefined) return true;
    const taken = this.taken.get(pair) ?? new Set([last]);
    if (taken.has(sample)) return false;
    this.taken.set(pair, taken.add(sample));
    return true;
  }

  private pair(item: string, model: string): number {
    return numberOf(this.items, item) * 2 ** 20 + numberOf(this.models, model);
  }
}

function numberOf(known: Map<string, number>, name: string): number {
  const number = known.get(name) ?? known.size;
  if (number === known.size) known.set(name, number);
  return number;
}
