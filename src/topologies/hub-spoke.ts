import { z } from "zod";
import type { Brief, Desk, Terms, Topology } from "../types.ts";
import { answerOf, retryAsk } from "./asks.ts";
import { hubGist } from "./hub-gist.ts";
import { type HubSettings, hubCycle, hubStages } from "./hub-cycle.ts";
import { type CallRange, defineKind } from "./kind.ts";
import { tried, tryUntilPassed } from "./tries.ts";
import { closerOf } from "./closer.ts";

/** Parts of a plan at most, unless the options say otherwise: by the task, not by how many workers there are. */
export const usualParts = 4;

/** `hub` is whom the term `closer` says when unnamed. */
export const hubSpokeOptions = z.strictObject({
  hub: z.string().optional(),
  stages: z.array(z.enum(hubStages)).default([...hubStages]),
  /** The members who do the parts, dealt in this order; one who stands twice is two. All but the hub when left out: the hub only where it is named. */
  workers: z.array(z.string().min(1)).min(1).max(32).optional(),
  maxParts: z.int().min(1).max(32).default(usualParts),
  /** After a failed verdict: plan anew, or let the hub revise the answer by itself. */
  retry: z.enum(["replan", "revise"]).default("replan"),
});
type Settings = z.output<typeof hubSpokeOptions>;

/**
 * A hub plans, spokes do the parts, the hub puts them together, somebody else attacks the result, the hub revises.
 * Contract: never rejects. The latest answer stands; a failure comes back only when nobody gave one.
 */
export function hubSpoke(options: z.input<typeof hubSpokeOptions> = {}): Topology {
  const settings = hubSpokeOptions.parse(options);
  return { name: "hub-spoke", solve: (task, desk) => organize(task, desk, settings) };
}

async function organize(task: Brief, desk: Desk, settings: Settings) {
  const hub = closerOf(desk, settings.hub);
  if (!hub.ok) return hub;
  const cycle: HubSettings = { ...settings, hub };
  return tryUntilPassed(task, desk, async (attempt, number) => {
    if (attempt.past.length > 0 && settings.retry === "revise") {
      return tried(answerOf(await desk.ask(hub.name, retryAsk(attempt, hub.name)), hub.name));
    }
    return tried(await desk.within(`attempt-${number}`, {}, (inner) => hubCycle({ ...attempt, desk: inner }, cycle)));
  });
}

/** Calls of one cycle: a plan of 1 to `maxParts` parts, each tried at most twice, then one call for each stage that is on. */
export function cycleCalls(members: number, settings: Pick<Settings, "stages" | "workers" | "maxParts">): CallRange {
  const on = (stage: (typeof hubStages)[number]) => (settings.stages.includes(stage) ? 1 : 0);
  const critic = members > 1 ? on("critique") : 0;
  const polish = critic + critic * on("revise");
  if (on("split") === 0) return { least: 1 + critic, most: Math.min(2, settings.workers?.length ?? Math.max(1, members - 1)) + polish };
  return { least: 2, most: Math.max(3, 1 + 2 * settings.maxParts + on("recompose") + polish + 1) };
}

export function hubSpokeCalls(members: number, terms: Terms, settings: Settings): CallRange {
  const cycle = cycleCalls(members, settings);
  // A failed cycle leaves nothing to revise, so that even with `revise` each attempt may be a whole cycle.
  return { least: cycle.least, most: cycle.most * terms.attempts };
}

export const hubSpokeKind = defineKind({
  name: "hub-spoke",
  gist: "a hub splits the task, workers do the parts, the hub merges and revises",
  gistOf: hubGist,
  description:
    "A hub splits the task into at most `maxParts` parts with ids and needs (one call), the workers (all other members, or those that `workers` names, the hub only if it is among them) do the parts in parallel where the plan says that they are independent " +
    "(one call per part, once more by the next worker if one fails), the hub recomposes (one call unless there is one part), a member who did not write " +
    "the result attacks it (one call), and the hub revises if problems were found (one call). Every worker sees the whole task, its part and the results " +
    "that the part needs. Each stage can be switched off; without `split` one worker does the whole task. A plan that cannot be read sends the task to the " +
    "hub alone, noted as a fallback; cycles in a plan are cut and parts beyond the limit are gathered in the last one. After a failed verdict the cycle " +
    "runs again, as often as the attempts allow. The mechanism is that of strangeloopcanon/hub-vs-spoke, its faults left out.",
  options: hubSpokeOptions,
  memberOptions: ["hub", "workers"],
  formula: "attempts x (1 plan + parts, each at most twice + 1 recompose + 1 critique + 1 revise)",
  sees: "Hub: task and all results. Worker: task, its part, the results it needs. Critic: task and draft.",
  ignores: [],
  calls: hubSpokeCalls,
  make: hubSpoke,
});
