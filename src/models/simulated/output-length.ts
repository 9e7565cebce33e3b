import type { Profile } from "./settings.ts";

/** Median output tokens of a whole answer: hidden reasoning plus what is seen. */
export function tokensFor(profile: Profile, visible: number): number {
  return profile.traits.pace.reasoning + visible;
}

/** How much of its usual reasoning a member spends on this kind of reply: a whole answer 1, a judgment or a plan less. Assumed. */
export function effortOf(shape: { readonly [key: string]: unknown } | undefined): number {
  if (shape === undefined) return 1;
  const names = Object.keys(shape.properties ?? {});
  if (names.some((name) => ["answer", "contribution", "program"].includes(name))) return 1;
  return names.some((name) => ["parts", "criteria", "problems", "ranking", "personas"].includes(name)) ? 0.6 : 0.3;
}
