import { coincidence } from "./coincidence.ts";
import { quickCdf, quickQuantile } from "./normal-table.ts";

/** What is thought of a task before anyone tries it: for each member the chance to be right, and how members' successes go together. */
export interface Prior {
  readonly p: readonly number[];
  /** `correlations.ts` */
  readonly loadings: ArrayLike<number>;
  readonly repeats: ArrayLike<number>;
  /**
   * How wrong answers coincide, where equal answers can be told: Ewens's concentration, (1 - s) / s for a chance s that two wrong ones are equal.
   * Absent where answers cannot be compared: each may then be right whatever the others are.
   */
  readonly concentration?: number;
}
/** One attempt: who, what (a class of equal answers; undefined for none, which can be no right one), and how likely what was seen is, were it right and were it wrong. */
export interface Attempt {
  readonly member: number;
  readonly answer: number | undefined;
  readonly ifRight: number;
  readonly ifWrong: number;
}

const [reach, nodes, deepNodes] = [4, 25, 15];
const spaced = (count: number): { at: Float64Array; weight: Float64Array } => {
  const at = Float64Array.from({ length: count }, (_, i) => -reach + (2 * reach * i) / (count - 1));
  const raw = at.map((x) => Math.exp((-x * x) / 2));
  const all = raw.reduce((sum, x) => sum + x, 0);
  return { at, weight: raw.map((x) => x / all) };
};
const ease = spaced(nodes);
const whim = spaced(deepNodes);

/**
 * What is thought of a task while it is tried. Success of member m is a normal variable below its height: loading x ease of the item, common to all;
 * what the item is to this member, common to its samples; chance (a one-factor Gaussian copula, Vasicek 1987, with a testlet of each member's
 * samples, Bradlow, Wainer and Wang 1999). A member's chance is its prior's before the first attempt; a failure lowers the others by their correlations.
 */
export class Belief {
  readonly prior: Prior;
  readonly #single: Float64Array[] = [];
  readonly #deep: (Float64Array | undefined)[] = [];

  constructor(prior: Prior) {
    this.prior = prior;
    for (const [m, p] of prior.p.entries()) {
      const loading = prior.loadings[m] ?? 0;
      const [height, rest] = [quickQuantile(p), Math.sqrt(1 - loading * loading)];
      this.#single.push(ease.at.map((x) => quickCdf((height + loading * x) / rest)));
    }
  }

  /** By level of ease, then by what the item is to the member. */
  #deepOf(member: number): Float64Array {
    const known = this.#deep[member];
    if (known !== undefined) return known;
    const loading = this.prior.loadings[member] ?? 0;
    const own = Math.sqrt(Math.max(0, (this.prior.repeats[member] ?? 0) - loading * loading));
    const [height, rest] = [quickQuantile(this.prior.p[member] ?? 0.5), Math.sqrt(Math.max(0.02, 1 - loading * loading - own * own))];
    const out = new Float64Array(nodes * deepNodes);
    for (let k = 0; k < nodes; k++) {
      for (let d = 0; d < deepNodes; d++) {
        out[k * deepNodes + d] = quickCdf((height + loading * (ease.at[k] as number) + own * (whim.at[d] as number)) / rest);
      }
    }
    this.#deep[member] = out;
    return out;
  }

  after(attempts: readonly Attempt[]): Posterior {
    return new Posterior(this, attempts);
  }

  /**
   * For one member's attempts, whose likelihoods are given for right and for wrong: at each level of ease that of all of them, and the same times the
   * chance that the one at `right` (the next one, for -1) is right.
   */
  likelihood(member: number, right: readonly number[], wrong: readonly number[], marked?: number): Float64Array {
    const chances = this.#single[member] as Float64Array;
    if (right.length === 0 && marked === -1) return chances;
    const out = new Float64Array(nodes);
    if (right.length + Number(marked === -1) <= 1) {
      for (let k = 0; k < nodes; k++) {
        const p = chances[k] as number;
        out[k] = p * (right[0] ?? 1) + (marked === 0 ? 0 : (1 - p) * (wrong[0] ?? 1));
      }
      return out;
    }
    const deep = this.#deepOf(member);
    for (let k = 0; k < nodes; k++) {
      let sum = 0;
      for (let d = 0; d < deepNodes; d++) {
        const p = deep[k * deepNodes + d] as number;
        let product = (whim.weight[d] as number) * (marked === -1 ? p : 1);
        for (let j = 0; j < right.length; j++) product *= p * (right[j] as number) + (marked === j ? 0 : (1 - p) * (wrong[j] as number));
        sum += product;
      }
      out[k] = sum;
    }
    return out;
  }
}

/** What is thought after some attempts. All chances are of one evidence: they are consistent with one another. */
export class Posterior {
  readonly belief: Belief;
  readonly attempts: readonly Attempt[];
  /** Where answers can be compared: the classes given, in order of appearance, and last that none of them is right; else one hypothesis alone. */
  readonly answers: readonly (number | undefined)[];
  /** By hypothesis, at each level of ease: the weight of all that was seen. */
  readonly masses: readonly Float64Array[];
  readonly total: number;
  /** Attempts of each member that has some, by their places. */
  readonly #tried = new Map<number, number[]>();
  /** Where answers cannot be compared: the likelihood of each member's attempts, and by place how likely each is right, as far as it was asked for. */
  readonly #own = new Map<number, Float64Array>();
  readonly #rights = new Map<number, Float64Array>();
  /** By hypothesis, then by member: how likely the next sample is right, as far as it was asked for. */
  readonly #nexts: Map<number, Float64Array>[];

  /** With `before`, what was thought before the last attempt: what that one says nothing of is taken from there. */
  constructor(belief: Belief, attempts: readonly Attempt[], before?: Posterior) {
    this.belief = belief;
    this.attempts = attempts;
    for (const [place, { member }] of attempts.entries()) {
      const places = this.#tried.get(member);
      if (places === undefined) this.#tried.set(member, [place]);
      else places.push(place);
    }
    if (before !== undefined && !this.comparable) this.#take(before, attempts.at(-1)?.member ?? -1);
    const classes = this.comparable ? [...new Set(attempts.map(({ answer }) => answer))].filter((answer) => answer !== undefined) : [];
    this.answers = [...classes, undefined];
    this.#nexts = this.answers.map(() => new Map<number, Float64Array>());
    const counts = this.counts;
    this.masses = this.answers.map((answer, h) => this.#massOf(answer, counts.toSpliced(h, 1)));
    this.total = this.masses.reduce((sum, mass) => sum + sumOf(mass), 0);
  }

  #take(before: Posterior, last: number): void {
    for (const [member, own] of before.#own) if (member !== last) this.#own.set(member, own);
    for (const [place, right] of before.#rights) if (this.attempts[place]?.member !== last) this.#rights.set(place, right);
  }

  /** What is thought once one more attempt was made. */
  and(attempt: Attempt): Posterior {
    return new Posterior(this.belief, [...this.attempts, attempt], this);
  }

  /** Whether equal answers are known to be equal, so that one alone of those that differ can be right. */
  get comparable(): boolean {
    return this.belief.prior.concentration !== undefined;
  }

  /** How many members gave each class of answers; one that repeats its answer counts once. */
  get counts(): number[] {
    return this.answers
      .slice(0, -1)
      .map((answer) => new Set(this.attempts.flatMap((one) => (one.answer === answer ? [one.member] : []))).size);
  }

  #massOf(answer: number | undefined, wrong: readonly number[]): Float64Array {
    const together = this.comparable ? coincidence(wrong, this.belief.prior.concentration ?? 1) : 1;
    const mass = ease.weight.map((weight) => weight * together);
    for (const member of this.#tried.keys()) {
      const own = this.#ownOf(member, answer);
      for (let k = 0; k < nodes; k++) mass[k] = (mass[k] as number) * (own[k] as number);
    }
    return mass;
  }

  #ownOf(member: number, answer: number | undefined): Float64Array {
    if (this.comparable) return this.belief.likelihood(member, ...this.#seen(member, answer));
    const known = this.#own.get(member) ?? this.belief.likelihood(member, ...this.#seen(member, undefined));
    this.#own.set(member, known);
    return known;
  }

  /** What was seen of a member's attempts, were they right and were they wrong, where `answer` is what is right. */
  #seen(member: number, answer: number | undefined): [right: number[], wrong: number[]] {
    const places = this.#tried.get(member);
    if (places === undefined) return [[], []];
    const own = places.map((place) => this.attempts[place] as Attempt);
    // No answer is no evidence: nothing tells whether the member would have been right.
    if (!this.comparable) return [own.map((one) => one.ifRight), own.map((one) => one.ifWrong)];
    const blank = (one: Attempt): boolean => one.answer === undefined;
    const fits = (one: Attempt): boolean => one.answer === answer;
    return [own.map((one) => (blank(one) || fits(one) ? one.ifRight : 0)), own.map((one) => (!blank(one) && fits(one) ? 0 : one.ifWrong))];
  }

  /** At each level of ease, the chance that a member's next sample is right under a hypothesis. */
  nextRight(member: number, hypothesis: number): Float64Array {
    const known = this.#nexts[hypothesis]?.get(member);
    if (known !== undefined) return known;
    const seen = this.#seen(member, this.answers[hypothesis]);
    const along = this.belief.likelihood(member, ...seen, -1);
    const next = seen[0].length === 0 ? along : ratio(along, this.#ownOf(member, this.answers[hypothesis]));
    this.#nexts[hypothesis]?.set(member, next);
    return next;
  }

  /** The chance that the next sample of a member is right. */
  next(member: number): number {
    if (!(this.total > 0)) return this.belief.prior.p[member] ?? 0;
    return this.masses.reduce((sum, mass, h) => sum + product(mass, this.nextRight(member, h)), 0) / this.total;
  }

  /** Where answers cannot be compared: at each level of ease, the chance that the answer of an attempt, by its place, is right. */
  rightAt(place: number): Float64Array {
    const known = this.#rights.get(place);
    if (known !== undefined) return known;
    const { member } = this.attempts[place] as Attempt;
    const own = (this.#tried.get(member) ?? []).indexOf(place);
    const right = ratio(this.belief.likelihood(member, ...this.#seen(member, undefined), own), this.#ownOf(member, undefined));
    this.#rights.set(place, right);
    return right;
  }

  /** The chance that the answer of an attempt, by its place, is right. */
  right(place: number): number {
    const { answer } = this.attempts[place] as Attempt;
    if (answer === undefined || !(this.total > 0)) return 0;
    if (this.comparable) return sumOf(this.masses[this.answers.indexOf(answer)] as Float64Array) / this.total;
    return product(this.masses[0] as Float64Array, this.rightAt(place)) / this.total;
  }
}

function ratio(above: Float64Array, below: Float64Array): Float64Array {
  return above.map((x, k) => ((below[k] as number) > 0 ? x / (below[k] as number) : 0));
}

/** The sum of a list of masses. */
export function sumOf(mass: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < mass.length; k++) sum += mass[k] as number;
  return sum;
}

/** The sum of two lists' products. */
export function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += (one[k] as number) * (other[k] as number);
  return sum;
}
