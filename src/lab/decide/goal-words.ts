import type { DecideSettings } from "./decide-settings.ts";

/** What is chosen for, in words. */
export function goalWords({ goal, worth }: Pick<DecideSettings, "goal" | "worth">): string {
  const said = goal ?? (worth === undefined ? "match" : { value: worth });
  if (said === "match") return "at least the passes of the best single model, at the least cost";
  return "budget" in said
    ? `the most passes at $${said.budget} an item or less`
    : `the most net value, a right answer being worth $${said.value}`;
}
