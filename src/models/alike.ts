/** The counts of one call that two reports of it may tell in two senses. */
interface Told {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite5m: number;
  readonly cacheWrite1h: number;
  readonly output: number | undefined;
  readonly reasoning: number;
}

/**
 * Whether two counts of one call tell the same: senses differ, so cached tokens may lie in one input and not in the other, and the
 * reasoning in one output and not in the other. What was not filled in contradicts nothing.
 */
export function alike(one: Told, other: Told): boolean {
  const parts = [one, other].flatMap(({ cacheRead, cacheWrite5m, cacheWrite1h }) => {
    const written = cacheWrite5m + cacheWrite1h;
    return [cacheRead, written, cacheRead + written];
  });
  const [first, second] = [one.output || other.output || 0, other.output || one.output || 0];
  return apartBy(one.input, other.input, parts) && apartBy(first, second, [one.reasoning, other.reasoning]);
}

function apartBy(one: number, other: number, parts: readonly number[]): boolean {
  return one === other || parts.includes(Math.abs(one - other));
}
