import type { Evidence } from "./evidence.ts";

/**
 * How often two wrong answers of different members to one item are equal, by category, as Ewens's concentration (1 - s) / s; ten pairs at the rate of
 * all categories are laid to each. For items of a category never seen, that of all. Undefined where no item has two answers: nothing can be compared.
 */
export function fitCollisions({ items, members, samples }: Evidence): ((category: string) => number) | undefined {
  const counts = new Map<string, { pairs: number; equal: number }>();
  const all = { pairs: 0, equal: 0 };
  let compared = false;
  for (const [i, { category }] of items.entries()) {
    const first = samples
      .slice(i * members.length, (i + 1) * members.length)
      .map((cell) => cell.find(({ answer }) => answer !== undefined && answer !== ""));
    compared ||= first.filter((outcome) => outcome !== undefined).length > 1;
    const wrong = first.filter((outcome) => outcome !== undefined && !outcome.passed);
    const own = counts.get(category) ?? counts.set(category, { pairs: 0, equal: 0 }).get(category);
    for (let a = 0; a < wrong.length; a++) {
      for (let b = 0; b < a; b++) {
        for (const count of [own, all]) {
          if (count === undefined) continue;
          count.pairs += 1;
          count.equal += Number(wrong[a]?.answer === wrong[b]?.answer);
        }
      }
    }
  }
  if (!compared) return undefined;
  const common = (all.equal + 0.5) / (all.pairs + 1);
  return (category) => {
    const { pairs, equal } = counts.get(category) ?? { pairs: 0, equal: 0 };
    const share = Math.min(0.999, (equal + 10 * common) / (pairs + 10));
    return (1 - share) / share;
  };
}
