import type { RacePlan } from "../plan/race-plan.ts";
import type { Scores } from "./scores.ts";
import { shownAbove, shownMore } from "./shown.ts";

/**
 * Who of the candidates is shown not to be the best, and by whom. Over all tasks at which one looks, the best is among them with a chance of
 * at most `alpha`: each claim that could drop it has its share. The best is who gives the most net value; or passes most within the
 * budget; or is the cheapest of those that pass as often as the best single member. There another that is shown to be cheaper, and to
 * pass as often but for the margin, counts as good.
 */
export function shownWorse(plan: RacePlan, scores: Scores, live: ReadonlySet<string>): { readonly arm: string; readonly by: string }[] {
  const leader = scores.best(live)?.name;
  if (leader === undefined) return [];
  const rivals = [...live].filter((name) => name !== leader);
  const better = { match: cheaperAtTheRate, budget: moreWithinBudget, value: moreValue }[plan.goal.kind];
  return better({ plan, scores, leader, rivals });
}

interface Question {
  readonly plan: RacePlan;
  readonly scores: Scores;
  readonly leader: string;
  readonly rivals: readonly string[];
}
type Verdicts = ReturnType<typeof shownWorse>;

/** A leader that is not the best is one of all others: one claim for each. */
function moreValue({ plan: { goal, arms, alpha }, scores, leader, rivals }: Question): Verdicts {
  const worth = goal.kind === "value" ? goal.worth : 0;
  const share = alpha / Math.max(1, arms.length - 1);
  return rivals.flatMap((arm) => {
    const pairs = scores.pairs(leader, arm);
    const gains = pairs.map(([a, b]) => worth * (a.passed - b.passed) - (a.cost - b.cost));
    const charged = pairs.map(([{ cost }]) => cost);
    return shownMore(gains, share, worth, charged) ? [{ arm, by: leader }] : [];
  });
}

/** One claim that the best costs too much, and one for each other: that it keeps within the budget, or that it passes more, is false. */
function moreWithinBudget({ plan: { goal, arms, alpha }, scores, leader, rivals }: Question): Verdicts {
  const most = goal.kind === "budget" ? goal.most : Infinity;
  const share = alpha / Math.max(1, arms.length);
  const costs = (name: string): number[] => scores.of(name).map(({ cost }) => cost);
  const within =
    most === Infinity ||
    shownMore(
      costs(leader).map((cost) => most - cost),
      share,
      most,
      costs(leader),
    );
  return rivals.flatMap((arm) => {
    const over =
      most !== Infinity &&
      shownMore(
        costs(arm).map((cost) => cost - most),
        share,
        most,
      );
    if (over) return [{ arm, by: "the budget" }];
    const gains = scores.pairs(leader, arm).map(([a, b]) => a.passed - b.passed);
    return within && shownAbove(gains, share) ? [{ arm, by: leader }] : [];
  });
}

/**
 * Dropped is whom a single member is shown to pass more than; who is shown to cost more than every single member that may be the best; and
 * who is shown to cost more than the leader, where that is shown to pass as often as each single member but for the margin. The false
 * claims that could drop the best are one for each single member in the first two ways, and one for each other candidate in the third.
 */
function cheaperAtTheRate({ plan: { arms, alpha, margin }, scores, leader, rivals }: Question): Verdicts {
  const singles = arms.filter(({ single }) => single).map(({ name }) => name);
  const share = alpha / Math.max(1, 2 * singles.length + arms.length - 1);
  const passes = (a: string, b: string): number[] => scores.pairs(a, b).map(([one, other]) => one.passed - other.passed);
  const beaten = (arm: string): string | undefined => singles.find((name) => name !== arm && shownAbove(passes(name, arm), share));
  const cheaper = (a: string, b: string): boolean => {
    const pairs = scores.pairs(a, b);
    const charged = pairs.map(([{ cost }]) => cost);
    const scale = Math.max(...pairs.flatMap(([one, other]) => [one.cost, other.cost]), 0);
    return shownMore(
      pairs.map(([one, other]) => other.cost - one.cost),
      share,
      scale,
      charged,
    );
  };
  const mayBeBest = singles.filter((name) => beaten(name) === undefined);
  const fits = singles.every((name) => name === leader || shownAbove(passes(leader, name), share, margin));
  return rivals.flatMap((arm) => {
    const by = beaten(arm);
    if (by !== undefined) return [{ arm, by }];
    const first = mayBeBest[0];
    if (first !== undefined && mayBeBest.every((name) => name !== arm && cheaper(name, arm))) return [{ arm, by: first }];
    return fits && cheaper(leader, arm) ? [{ arm, by: leader }] : [];
  });
}
