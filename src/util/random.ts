import { hash } from "node:crypto";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded stream of numbers in [0, 1) with 53 bits each: the same seed text gives the same stream anywhere. */
export function stream(seed: string): () => number {
  const generator = xoroshiro128plus(Number.parseInt(hash("sha256", seed, "hex").slice(0, 8), 16) | 0);
  return () => {
    const high = (generator.next() >>> 5) * 67108864;
    return (high + (generator.next() >>> 6)) / 9007199254740992;
  };
}

/** A seeded stream of whole numbers from 0 to `n - 1`, 32 bits each: quicker than `stream`, for resampling. */
export function picks(seed: string): (n: number) => number {
  const generator = xoroshiro128plus(Number.parseInt(hash("sha256", seed, "hex").slice(0, 8), 16) | 0);
  return (n) => Math.floor(((generator.next() >>> 0) * n) / 4294967296);
}

/** One number in [0, 1) for one seed text. */
export function unit(seed: string): number {
  return Number.parseInt(hash("sha256", seed, "hex").slice(0, 13), 16) / 2 ** 52;
}

/** A new array in seeded random order (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], next: () => number): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** A standard normal draw (Box-Muller). */
export function normal(next: () => number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - next()));
  return radius * Math.cos(2 * Math.PI * next());
}
