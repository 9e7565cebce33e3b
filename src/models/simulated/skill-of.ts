import { own } from "../../util/own.ts";
import type { Profile } from "./settings.ts";

/** Skill in a category; the mean of the stated ones where this category is not among them. */
export function skillOf(profile: Profile, category: string): number {
  if (typeof profile.skill === "number") return profile.skill;
  const stated = own(profile.skill, category);
  if (stated !== undefined) return stated;
  const all = Object.values(profile.skill);
  return all.length === 0 ? 0 : all.reduce((sum, skill) => sum + skill, 0) / all.length;
}
