import { Belief } from "./belief.ts";

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
  const none = p.map(() => 0);
  const belief = new Belief({ p, loadings: none, repeats: none, concentration });
  const [all, right] = [p.map(() => 0), p.map(() => 0)];
  for (const { row, n } of kinds) {
    const attempts = row.flatMap((answer, member) => (answer === undefined ? [] : [{ member, answer, ifRight: 1, ifWrong: 1 }]));
    const now = belief.after(attempts);
    for (const [place, { member }] of attempts.entries()) {
      all[member] = (all[member] ?? 0) + n;
      right[member] = (right[member] ?? 0) + n * now.right(place);
    }
  }
  return p.map((chance, m) => (all[m] === 0 ? chance : (right[m] ?? 0) / (all[m] ?? 1)));
}

/** Answers by their first appearance: rows that agree alike are of one kind. */
function named(row: readonly (number | undefined)[]): (number | string)[] {
  const given = [...new Set(row)].filter((answer) => answer !== undefined);
  return row.map((answer) => (answer === undefined ? "" : given.indexOf(answer)));
}
