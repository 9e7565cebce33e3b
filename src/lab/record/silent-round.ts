import type { Fact } from "../../types.ts";

/** What is noted where a later grading ended without a verdict. */
export const silence = "ungraded";

/** The later grading whose grader gave no verdict, where this fact tells of one. */
export function silentRound(fact: Fact): number | undefined {
  if (fact.type !== "own" || fact.name !== silence) return undefined;
  const { value } = fact;
  return typeof value === "object" && value !== null && "round" in value && typeof value.round === "number" ? value.round : undefined;
}
