import { type Posterior, product, sumOf } from "./belief.ts";
import type { Prospect } from "./reservation.ts";
import { kindsOf, type Sight, type Terms } from "./sight.ts";

/** Weights by hypothesis, that none of the answers given is right last; and how many members gave each class of answers. */
interface Level {
  readonly weights: readonly number[];
  readonly counts: readonly number[];
}
/** A level, and the part of each weight in which a member that is yet to answer is right. */
interface Ahead extends Level {
  readonly right: readonly number[];
}

/**
 * What may come of the next steps where equal answers are known to be equal: a member answers as one class does or as none, and each hypothesis says how
 * likely that is. Sums over the item's ease are taken once for each member and pair of members; all else is sums of a few numbers.
 */
export function comparableSight(now: Posterior, terms: Terms): Sight {
  const concentration = now.belief.prior.concentration ?? 1;
  const base: Level = { weights: now.masses.map(sumOf), counts: now.counts };
  const sums = new Map<number, readonly number[]>();
  /** By hypothesis: the weight with which a member's next answer is right. */
  const rightOf = (member: number): readonly number[] => {
    const found = sums.get(member) ?? now.masses.map((mass, h) => product(mass, now.nextRight(member, h)));
    sums.set(member, found);
    return found;
  };
  const aheadOf = (member: number): Ahead => ({ ...base, right: rightOf(member) });
  const worth = ({ weights }: Level): number => (terms.value * likeliest(weights)) / total(weights);
  const prospect = (level: Level, of: number): Prospect => ({ chance: total(level.weights) / of, worth: worth(level) });
  const checks = (level: Level, at: number): Prospect[] => {
    const { sensitivity = 0, specificity = 0 } = terms.checker ?? {};
    const read = (ifRight: number, ifWrong: number): Level => ({
      ...level,
      weights: level.weights.map((x, h) => x * (h === at ? ifRight : ifWrong)),
    });
    const after = [read(sensitivity, 1 - specificity), read(1 - sensitivity, specificity)];
    return after.filter(({ weights }) => total(weights) > 0).map((next) => prospect(next, total(level.weights)));
  };
  const all = total(base.weights);
  return {
    once: (member) => answered(aheadOf(member), concentration, kindsOf(terms, member)).map(({ level }) => prospect(level, all)),
    twice: (member, others) => {
      if (others.length === 0 && terms.checker === undefined) return undefined;
      const own = now.masses.map((mass, h) => {
        const chances = now.nextRight(member, h);
        return mass.map((x, k) => x * (chances[k] as number));
      });
      const second = others.map((other) => ({
        other,
        alone: rightOf(other),
        both: own.map((mass, h) => product(mass, now.nextRight(other, h))),
      }));
      return answered(aheadOf(member), concentration, kindsOf(terms, member)).map(({ level, at, pass }): Prospect => {
        const tries = second.map(({ other, alone, both }) => {
          const ahead = { ...level, right: pass(alone, both) };
          const prospects = answered(ahead, concentration, plain).map((then) => prospect(then.level, total(level.weights)));
          return { cost: terms.costs[other] ?? 0, prospects };
        });
        const check = terms.checker === undefined ? [] : [{ cost: terms.checker.price, prospects: checks(level, at) }];
        return { ...prospect(level, all), next: [...check, ...tries] };
      });
    },
    check: (attempt) => checks(base, now.answers.indexOf(now.attempts[attempt]?.answer)),
  };
}

interface AnswerClass {
  readonly level: Level;
  /** The class that was given. */
  readonly at: number;
  /** Of another member: the weights in which it is right after this, from those before, alone and with this member right. */
  readonly pass: (alone: readonly number[], both: readonly number[]) => number[];
}

/** Every answer that a member may give, with every kind of what may be seen with it. */
function answered(
  { weights, counts, right }: Ahead,
  concentration: number,
  kinds: readonly { ifRight: number; ifWrong: number }[],
): AnswerClass[] {
  const none = weights.length - 1;
  const all = total(counts);
  const out: AnswerClass[] = [];
  for (let at = 0; at <= none; at++) {
    // A wrong answer falls to a class by the members that gave it, or to a new one (Ewens).
    const chances = weights.map(
      (_, h) => (at === none ? concentration : (counts[at] as number)) / (concentration + all - (counts[h] ?? 0)),
    );
    const nextCounts = at === none ? [...counts, 1] : counts.with(at, (counts[at] as number) + 1);
    for (const kind of kinds) {
      const pass = (alone: readonly number[], both: readonly number[]): number[] => mixed(alone, both, at, chances, kind);
      const level = { weights: pass(weights, right), counts: nextCounts };
      if (total(level.weights) > 0) out.push({ level, at, pass });
    }
  }
  return out;
}

/** Weights after the answer `at` (the last: a class of its own), from those before and the parts of them in which who gave it is right. */
function mixed(
  alone: readonly number[],
  both: readonly number[],
  at: number,
  chances: readonly number[],
  { ifRight, ifWrong }: { ifRight: number; ifWrong: number },
): number[] {
  const none = alone.length - 1;
  const out: number[] = [];
  for (let h = 0; h < none; h++) {
    const own = both[h] as number;
    out.push(h === at ? own * ifRight : ((alone[h] as number) - own) * (chances[h] as number) * ifWrong);
  }
  const found = both[none] as number;
  if (at === none) out.push(found * ifRight);
  out.push(((alone[none] as number) - found) * (chances[none] as number) * ifWrong);
  return out;
}

/** Clues of a second step are left out of what it may bring: it is worth a little more than is thought, and thought of several times as quickly. */
const plain = [{ ifRight: 1, ifWrong: 1 }];

function total(weights: readonly number[]): number {
  let sum = 0;
  for (const weight of weights) sum += weight;
  return sum;
}

/** The greatest weight of an answer given; that of none is last. */
function likeliest(weights: readonly number[]): number {
  let best = 0;
  for (let h = 0; h < weights.length - 1; h++) if ((weights[h] as number) > best) best = weights[h] as number;
  return best;
}
