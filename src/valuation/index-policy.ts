import type { Attempt, Belief, Posterior } from "./belief.ts";
import { boundedSteps } from "./bounded-steps.ts";
import { gainBeyond, type Prospect, reservation } from "./reservation.ts";
import { comparableSight } from "./sight-comparable.ts";
import { separateSight } from "./sight-separate.ts";
import type { Sight, Terms } from "./sight.ts";

/** An attempt that was made; `checked`: a verdict on it is part of what was seen. */
export interface CheckedAttempt extends Attempt {
  readonly checked: boolean;
}
export type Action =
  | { readonly kind: "try"; readonly member: number }
  | { readonly kind: "verify"; readonly attempt: number }
  | { readonly kind: "accept"; readonly attempt: number }
  | { readonly kind: "stop" };
/** A step that was weighed: its index, its cost, and the chance that the answer it is about is right. */
export interface StepValue {
  readonly action: Action;
  readonly index: number;
  readonly cost: number;
  readonly chance: number;
}
export interface Decision {
  readonly action: Action;
  /** All steps that could be taken, the highest index first. */
  readonly weighed: readonly StepValue[];
  /** The chance that the best answer is right, and what it is worth. */
  readonly chance: number;
  readonly worth: number;
  readonly why: string;
}

/** How many members a second step is thought of for, and how many of the best first steps (and of the cheapest) that is thought of after. */
const [seconds, firsts] = [3, 4];
/** How many attempts of one member are thought of ahead where all are bounded. */
const mostOfOne = 3;

/**
 * The index policy: take the step whose reservation value is highest, as long as it is above what the best answer is worth as it stands; else accept
 * that (stop, where there is none). With independent members and a perfect check this is Weitzman's rule, and optimal; under correlated beliefs, which are
 * worked out again after each attempt and verdict, and for steps further ahead than the next two, it is a rule of thumb. Where `attempts` bounds checked
 * attempts, those of the set of so many that brings most are taken, the highest index first. An answer is checked at most once.
 */
export function indexDecision(belief: Belief, tried: readonly CheckedAttempt[], terms: Terms): Decision {
  const now = belief.after(tried);
  const best = bestOf(now);
  const sight = now.comparable ? comparableSight(now, terms) : separateSight(now, terms);
  const tries = terms.left.flatMap((left, member) => (left > 0 ? [tryOf(now, member, sight, terms)] : []));
  const ranked = tries.toSorted((one, other) => other.index - one.index);
  const likely = ranked.slice(0, seconds);
  const cheap = tries.toSorted((one, other) => one.cost - other.cost).slice(0, seconds);
  const wide = new Set(now.comparable ? [...ranked.slice(0, firsts), ...cheap] : tries);
  const another = now.comparable && (terms.attempts ?? Infinity) > 1;
  const thought = tries.map((step) => {
    if (!wide.has(step)) return step;
    const further = likely.flatMap(({ member }) => (member === step.member ? [] : [member]));
    const prospects = sight.twice(step.member, another ? further : []);
    if (prospects === undefined) return step;
    const index = reservation(prospects, step.cost);
    return index > step.index ? { ...step, index, prospects } : step;
  });
  const worth = terms.value * best.chance;
  const open = allowed(thought, worth, now, terms);
  const weighed: StepValue[] = [
    ...open.map(({ member, index, cost, chance }) => ({ action: { kind: "try", member } as const, index, cost, chance })),
    ...unchecked(now, tried, terms).map((attempt) => ({
      action: { kind: "verify", attempt } as const,
      index: reservation(sight.check(attempt), terms.checker?.price ?? 0),
      cost: terms.checker?.price ?? 0,
      chance: now.right(attempt),
    })),
  ];
  return decided(
    weighed.toSorted((one, other) => other.index - one.index),
    best,
    worth,
  );
}

interface Step {
  readonly member: number;
  readonly index: number;
  readonly cost: number;
  readonly chance: number;
  readonly prospects: readonly Prospect[];
}

/** The steps that the bound on attempts leaves room for. Where answers are compared, or none is checked, an attempt is no step that may end the search by itself. */
function allowed(steps: readonly Step[], worth: number, now: Posterior, terms: Terms): readonly Step[] {
  const { attempts = Infinity, checker } = terms;
  if (attempts <= 1) return lastOf(steps, worth);
  if (now.comparable || checker === undefined) return steps;
  const apart = boundedSteps(steps, worth, attempts);
  const again = attempts === Infinity ? [] : apart.flatMap((step) => againOf(step, worth, now, terms));
  const chosen = new Set((again.length === 0 ? apart : boundedSteps([...steps, ...again], worth, attempts)).map(({ member }) => member));
  return steps.filter(({ member }) => chosen.has(member));
}

/** Further attempts of a member, as they would be after the one before was rejected. */
function againOf({ member, index, cost }: Step, worth: number, now: Posterior, terms: Terms): Step[] {
  const { left, attempts = Infinity, checker } = terms;
  const further: Step[] = [];
  let then = now;
  for (let n = Math.min(left[member] ?? 0, attempts, mostOfOne); n > 1 && (further.at(-1)?.index ?? index) > worth; n--) {
    then = then.and({ member, answer: then.attempts.length, ifRight: 1 - (checker?.sensitivity ?? 0), ifWrong: checker?.specificity ?? 1 });
    const sight = separateSight(then, terms);
    const prospects = sight.twice(member, []) ?? sight.once(member);
    further.push({ member, index: reservation(prospects, cost), cost, chance: then.next(member), prospects });
  }
  return further;
}

/** The last attempt that there may be is the one that brings most: with nobody to follow, a low index is no reason to go first. */
function lastOf(steps: readonly Step[], worth: number): readonly Step[] {
  const nets = steps.map(({ prospects, cost }) => gainBeyond(prospects, worth) - cost);
  return steps.slice(nets.indexOf(Math.max(...nets))).slice(0, 1);
}

function tryOf(now: Posterior, member: number, sight: Sight, terms: Terms): Step {
  const cost = terms.costs[member] ?? 0;
  const prospects = sight.once(member);
  return { member, index: reservation(prospects, cost), cost, chance: now.next(member), prospects };
}

function decided(weighed: readonly StepValue[], best: { place: number; chance: number }, worth: number): Decision {
  const [first] = weighed;
  const base = { weighed, chance: best.chance, worth };
  const said = (x: number): string => x.toPrecision(4);
  if (first !== undefined && first.index > worth) {
    const why = `index ${said(first.index)} is above ${said(worth)}, what the best answer is worth`;
    return { ...base, action: first.action, why };
  }
  const over =
    first === undefined
      ? "nothing is left to try"
      : `the highest index, ${said(first.index)}, is not above ${said(worth)}, what the best answer is worth`;
  if (best.place < 0) return { ...base, action: { kind: "stop" }, why: `no answer; ${over}` };
  return { ...base, action: { kind: "accept", attempt: best.place }, why: over };
}

/** The answer that is likeliest to be right; the first of two as likely. */
export function bestOf(now: Posterior): { readonly place: number; readonly chance: number } {
  let best = { place: -1, chance: 0 };
  for (const [place, { answer }] of now.attempts.entries()) {
    const chance = answer === undefined ? 0 : now.right(place);
    if (answer !== undefined && (best.place < 0 || chance > best.chance)) best = { place, chance };
  }
  return best;
}

/** Answers that no verdict is known of; where equal answers are known, one of each class of them. */
function unchecked(now: Posterior, tried: readonly CheckedAttempt[], { checker }: Terms): number[] {
  if (checker === undefined) return [];
  const done = new Set(now.comparable ? tried.filter(({ checked }) => checked).map(({ answer }) => answer) : []);
  return tried.flatMap(({ answer, checked }, attempt) => {
    if (answer === undefined || checked || done.has(answer)) return [];
    if (now.comparable) done.add(answer);
    return [attempt];
  });
}
