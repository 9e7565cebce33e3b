import { coincidence } from "./coincidence.ts";

/**
 * How often each member is right, from agreement alone, where answers are free: Dawid and Skene's expectation-maximization with one number for each member
 * ("one coin"), wrong answers equal as `concentration` says (Prior), and the truth one of the answers or none. `rows` holds each item's
 * answers by member, equal ones as equal numbers. For answers from a fixed list of labels `dawidSkene` learns whole tables of confusions.
 */
export function unlabelledChances(rows: readonly (readonly (number | undefined)[])[], concentration: number, most = 500): number[] {
  const members = Math.max(0, ...rows.map((row) => row.length));
  const kinds = new Map<string, { row: readonly (number | undefined)[]; n: number }>();
  for (const row of rows) {
    const key = named(row).join();
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { row, n: 1 });
    else kind.n += 1;
  }
  let p = Array.from({ length: members }, () => 0.7);
  for (let round = 0; round < most; round++) {
    const next = maximized([...kinds.values()], p, concentration);
    const moved = Math.max(0, ...next.map((chance, m) => Math.abs(chance - (p[m] ?? 0))));
    p = next;
    if (moved < 1e-7) break;
  }
  return p;
}

function maximized(
  kinds: readonly { row: readonly (number | undefined)[]; n: number }[],
  p: readonly number[],
  concentration: number,
): number[] {
  const [all, right] = [p.map(() => 0), p.map(() => 0)];
  for (const { row, n } of kinds) {
    const chances = rightOf(row, p, concentration);
    for (const [member, answer] of row.entries()) {
      if (answer === undefined) continue;
      all[member] = (all[member] ?? 0) + n;
      right[member] = (right[member] ?? 0) + n * (chances.get(answer) ?? 0);
    }
  }
  return p.map((chance, m) => (all[m] === 0 ? chance : (right[m] ?? 0) / (all[m] ?? 1)));
}

/** The chance of each answer to be right, as a `Belief` of independent members has it: each of the answers, or none, with what the others then are. */
function rightOf(row: readonly (number | undefined)[], p: readonly number[], concentration: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const answer of row) if (answer !== undefined) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const weightOf = (right: number | undefined): number => {
    let weight = coincidence(
      [...counts].flatMap(([answer, count]) => (answer === right ? [] : [count])),
      concentration,
    );
    for (const [member, answer] of row.entries()) {
      if (answer === undefined) continue;
      const chance = Math.min(1 - least, Math.max(least, p[member] ?? 0));
      weight *= answer === right ? chance : 1 - chance;
    }
    return weight;
  };
  const weights = [...counts.keys()].map((answer) => [answer, weightOf(answer)] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, weightOf(undefined));
  return new Map(weights.map(([answer, weight]) => [answer, weight / total]));
}

/** Nobody is thought to be always right, or always wrong. */
const least = 1e-6;

/** Answers by their first appearance: rows that agree alike are of one kind. */
function named(row: readonly (number | undefined)[]): (number | string)[] {
  const given = [...new Set(row)].filter((answer) => answer !== undefined);
  return row.map((answer) => (answer === undefined ? "" : given.indexOf(answer)));
}
