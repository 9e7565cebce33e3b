import { unit } from "../../util/random.ts";
import { normalQuantile } from "./normal-law.ts";

/** A standard normal draw that is a function of its seed text alone. */
export function gaussian(seed: string): number {
  return normalQuantile(Math.min(1 - 1e-15, Math.max(1e-15, unit(seed))));
}

/** Draws by name: the same key and name give the same draw, whatever was drawn before. */
export interface Chance {
  readonly key: string;
  unit(name: string): number;
  gaussian(name: string): number;
  /** True with probability `p`. */
  flip(name: string, p: number): boolean;
  pick<T>(name: string, from: readonly T[]): T | undefined;
}

/** The chance that belongs to `key`. */
export function chanceOf(key: string): Chance {
  return {
    key,
    unit: (name) => unit(`${key}|${name}`),
    gaussian: (name) => gaussian(`${key}|${name}`),
    flip: (name, p) => unit(`${key}|${name}`) < p,
    pick: (name, from) => from[Math.floor(unit(`${key}|${name}`) * from.length)],
  };
}
