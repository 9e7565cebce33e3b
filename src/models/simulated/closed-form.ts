import { normalCdf, normalDensity } from "./normal-law.ts";

/** A try on the probit scale: `mean` in units of one try's total shock, `correlation` between tries of one model on one task. */
export interface Try {
  readonly mean: number;
  readonly correlation: number;
}
/** Sensitivity and specificity of a checker, its errors independent of each other. */
export interface Checker {
  readonly sensitivity: number;
  readonly specificity: number;
}
/** A probability of a right answer and the expected number of tries it takes. */
export interface AttemptCounts {
  readonly right: number;
  readonly tries: number;
}

/** Mean of `value` over a standard normal: trapezoid on [-8.5, 8.5], error below 1e-12 for smooth integrands. */
export function overNormal(value: (u: number) => number): number {
  const step = 0.1;
  let sum = 0;
  for (let at = -85; at <= 85; at++) sum += value(at * step) * normalDensity(at * step);
  return sum * step;
}

/** P(success) of one try: Phi(mean). */
export function soloChance({ mean }: Try): number {
  return normalCdf(mean);
}

/** P(success) of one try given the lasting shock u: Phi((mean + sqrt(rho) u) / sqrt(1 - rho)). */
export function givenShock({ mean, correlation }: Try, u: number): number {
  if (correlation >= 1) return mean + u > 0 ? 1 : 0;
  return normalCdf((mean + Math.sqrt(correlation) * u) / Math.sqrt(1 - correlation));
}

/** P(at least one of k tries is right): the coverage of a retry under a perfect checker. */
export function coverage(one: Try, tries: number): number {
  return overNormal((u) => 1 - (1 - givenShock(one, u)) ** tries);
}

/** P(B right | A wrong) for two models of one mean whose latents correlate by `shared`; with `shared` = own correlation it is a self-retry. */
export function rescue(one: Try, shared: number): number {
  const pair = { mean: one.mean, correlation: shared };
  const onlyOther = overNormal((u) => givenShock(pair, u) * (1 - givenShock(pair, u)));
  return onlyOther / (1 - soloChance(one));
}

/** Tries until a checker passes one, at most k; the last stands unchecked. Tries that are not shown their past are fresh draws. */
export function retryUntilPassed(one: Try, tries: number, { sensitivity, specificity }: Checker): AttemptCounts {
  const at = (u: number): AttemptCounts => {
    const p = givenShock(one, u);
    const accepted = p * sensitivity + (1 - p) * (1 - specificity);
    const checked = accepted === 0 ? tries - 1 : (1 - (1 - accepted) ** (tries - 1)) / accepted;
    const reached = (1 - accepted) ** (tries - 1);
    return { right: checked * p * sensitivity + reached * p, tries: checked + reached };
  };
  return { right: overNormal((u) => at(u).right), tries: overNormal((u) => at(u).tries) };
}

/** n tries at once, all checked; one that passed is taken, else any: the trust in a pass (PPV) bounds it, however large n. */
export function bestOf(one: Try, count: number, { sensitivity, specificity }: Checker): number {
  return overNormal((u) => {
    const p = givenShock(one, u);
    const accepted = p * sensitivity + (1 - p) * (1 - specificity);
    const none = (1 - accepted) ** count;
    const trust = accepted === 0 ? 0 : (p * sensitivity) / accepted;
    const rest = accepted === 1 ? 0 : (p * (1 - sensitivity)) / (1 - accepted);
    return (1 - none) * trust + none * rest;
  });
}

/** PPV = p se / (p se + (1 - p)(1 - sp)): how far a pass can be trusted at pass rate p. */
export function trustOfPass(p: number, { sensitivity, specificity }: Checker): number {
  return (p * sensitivity) / (p * sensitivity + (1 - p) * (1 - specificity));
}

/**
 * m parts solved apart by one model and joined: each part succeeds with the m-th root of the whole's chance, the join fails with
 * chance `coupling`, and the merger mends each fault with chance `repair` if its own try at the whole is right.
 */
export function splitChance(one: Try, { parts, coupling, repair }: { parts: number; coupling: number; repair: number }): number {
  return overNormal((u) => {
    const p = givenShock(one, u);
    const part = p ** (1 / parts);
    const able = (part + (1 - part) * repair) ** parts * (1 - coupling + coupling * repair);
    return p * able + (1 - p) * p * (1 - coupling);
  });
}

/** The coupling at which a split is worth as much as `rival`; below 0 or above 1 when one of them wins throughout. */
export function breakEvenCoupling(one: Try, rival: number, { parts, repair }: { parts: number; repair: number }): number {
  const loose = splitChance(one, { parts, coupling: 0, repair });
  const tight = splitChance(one, { parts, coupling: 1, repair });
  return (loose - rival) / (loose - tight);
}

/** A cascade: cost per task when a share `accepted` stays with the cheap model, and the dear model's price from which on it pays. */
export function cascade(cost: { small: number; check: number; big: number }, accepted: number): { cost: number; breakEven: number } {
  const spent = cost.small + cost.check + (1 - accepted) * cost.big;
  return { cost: spent, breakEven: accepted === 0 ? Number.POSITIVE_INFINITY : (cost.small + cost.check) / accepted };
}

/** What a cascade of two models gets right, their latents correlated by `shared`, and the share that the check accepts. */
export function cascadeChance(
  small: number,
  big: number,
  shared: number,
  { sensitivity, specificity }: Checker,
): { right: number; accepted: number } {
  const first = { mean: small, correlation: shared };
  const second = { mean: big, correlation: shared };
  const right = overNormal((u) => {
    const p = givenShock(first, u);
    const rejected = p * (1 - sensitivity) + (1 - p) * specificity;
    return p * sensitivity + rejected * givenShock(second, u);
  });
  const p = soloChance(first);
  return { right, accepted: p * sensitivity + (1 - p) * (1 - specificity) };
}
