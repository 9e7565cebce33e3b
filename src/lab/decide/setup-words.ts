import type { PolicySetup } from "../../valuation/index.ts";

/** A policy in a few words, without settings that are chosen anew in each split. */
export function setupWords(setup: PolicySetup, members: readonly string[]): string {
  const named = (places: readonly number[]): string => places.map((place) => members[place] ?? "").join(", ");
  if (setup.kind === "single") return named([setup.member]);
  if (setup.kind === "vote") return `a vote of ${named(setup.members)}`;
  if (setup.kind === "cascade") return `the cascade ${named(setup.order)}`;
  return setup.kind === "agreement" ? "agreement" : "index";
}
