import { type Posterior, product, sumOf } from "./belief.ts";
import type { Prospect } from "./reservation.ts";
import { kindsOf, type Sight, type Terms } from "./sight.ts";

/** What may come of the next steps where answers cannot be compared: each may be right whatever the others are, but they share the item's ease. */
export function separateSight(now: Posterior, terms: Terms): Sight {
  const [mass = new Float64Array()] = now.masses;
  const total = sumOf(mass);
  // By attempt with an answer: the mass with which it is right, level by level.
  const right = now.attempts.map(({ answer }, place) => (answer === undefined ? undefined : scaled(mass, now.rightAt(place))));
  const verdicts = (chances: Float64Array, before: { ifRight: number; ifWrong: number }, self: number): Prospect[] => {
    const { sensitivity = 0, specificity = 0 } = terms.checker ?? {};
    return [[sensitivity, 1 - specificity] as const, [1 - sensitivity, specificity] as const].flatMap(([ifRight, ifWrong]) =>
      seen(chances, before.ifRight * ifRight, before.ifWrong * ifWrong, self),
    );
  };
  /** What may come when all that is seen of an answer is this likely, were it right and were it wrong. */
  const seen = (chances: Float64Array, ifRight: number, ifWrong: number, self: number): Prospect[] => {
    const own = product(mass, chances) * ifRight;
    const all = own + (total - product(mass, chances)) * ifWrong;
    if (!(all > 0)) return [];
    let best = own;
    for (const [place, other] of right.entries()) {
      if (other === undefined || place === self) continue;
      const both = product(other, chances);
      best = Math.max(best, both * ifRight + (sumOf(other) - both) * ifWrong);
    }
    return [{ chance: all / total, worth: (terms.value * best) / all }];
  };
  const once = (member: number): Prospect[] =>
    kindsOf(terms, member).flatMap(({ ifRight, ifWrong }) => seen(now.nextRight(member, 0), ifRight, ifWrong, -1));
  return {
    once,
    twice: (member) => {
      const { checker } = terms;
      if (checker === undefined) return undefined;
      const chances = now.nextRight(member, 0);
      return kindsOf(terms, member).flatMap((kind) =>
        seen(chances, kind.ifRight, kind.ifWrong, -1).map((step): Prospect => {
          const after = verdicts(chances, kind, -1).map(({ chance, worth }) => ({ chance: chance / step.chance, worth }));
          return { ...step, next: [{ cost: checker.price, prospects: after }] };
        }),
      );
    },
    check: (attempt) => verdicts(now.rightAt(attempt), { ifRight: 1, ifWrong: 1 }, attempt),
  };
}

function scaled(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((x, k) => x * (other[k] as number));
}
