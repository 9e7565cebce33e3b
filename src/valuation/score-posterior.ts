import { betaCdf, tCdf } from "../util/distributions.ts";
import { gammaDraw } from "../util/gamma-draw.ts";
import { normal } from "../util/random.ts";

/** How scores are thought to fall: `beta` as shares of passes, `normal` around a mean, with a spread that is learnt too. */
export type ScoreLaw = "beta" | "normal";

/**
 * What is believed of the mean of scores in [0, 1]: Beta(1/2, 1/2), or a normal law with a normal-inverse-gamma prior of mean 0, kappa 1, nu 1 and
 * tau squared 0.1, as AB-MCTS-A has them. Contract: the order in which scores are told makes no difference beyond the last bits.
 */
export class ScorePosterior {
  readonly law: ScoreLaw;
  #n = 0;
  #mean = 0;
  #squares = 0;

  constructor(law: ScoreLaw) {
    this.law = law;
  }

  /** How many scores were told. */
  get n(): number {
    return this.#n;
  }

  tell(score: number): void {
    this.#n += 1;
    const off = score - this.#mean;
    this.#mean += off / this.#n;
    this.#squares += off * (score - this.#mean);
  }

  /** The mean of the scores that were told, without the prior; 0 before the first. */
  get told(): number {
    return this.#mean;
  }

  /** The parameters of the Beta law. */
  get beta(): { readonly a: number; readonly b: number } {
    const sum = this.#n * this.#mean;
    return { a: 0.5 + sum, b: 0.5 + this.#n - sum };
  }

  /** The parameters of the normal-inverse-gamma law. */
  get normal(): { readonly m: number; readonly kappa: number; readonly nu: number; readonly tau2: number } {
    const n = this.#n;
    const kappa = prior.kappa + n;
    const nu = prior.nu + n;
    const m = (prior.kappa * prior.m + n * this.#mean) / kappa;
    const tau2 = (prior.nu * prior.tau2 + this.#squares + (n * prior.kappa * (prior.m - this.#mean) ** 2) / kappa) / nu;
    return { m, kappa, nu, tau2 };
  }

  /** The expected mean. */
  get mean(): number {
    if (this.law === "normal") return this.normal.m;
    const { a, b } = this.beta;
    return a / (a + b);
  }

  /** A draw of the mean. */
  draw(next: () => number): number {
    if (this.law === "beta") {
      const { a, b } = this.beta;
      const x = gammaDraw(a, next);
      return x / (x + gammaDraw(b, next));
    }
    const { m, kappa, nu, tau2 } = this.normal;
    const variance = (nu * tau2) / 2 / gammaDraw(nu / 2, next);
    return m + Math.sqrt(variance / kappa) * normal(next);
  }

  /** The chance that the mean is above `x`; under the normal law it has Student's t with nu degrees of freedom. */
  above(x: number): number {
    if (this.law === "beta") return 1 - betaCdf(x, this.beta.a, this.beta.b);
    const { m, kappa, nu, tau2 } = this.normal;
    return 1 - tCdf((x - m) / Math.sqrt(tau2 / kappa), nu);
  }
}
const prior = { m: 0, kappa: 1, nu: 1, tau2: 0.1 };
