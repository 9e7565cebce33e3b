import { z } from "zod";
import type { Topology } from "../types.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { starRounds } from "./star.ts";

export const hybridOptions = z.strictObject({
  /** Rounds of work, each closed by a call of the orchestrator. */
  rounds: z.int().min(1).max(10).default(2),
  /** Calls in each agent's own loop, in each round. */
  steps: z.int().min(1).max(20).default(1),
  /** Messages from member to member in all, dealt over the rounds; none when there is one member. */
  peers: z.int().min(0).max(256).default(2),
  /** The member who orchestrates and also works; whom the term `closer` says when absent. */
  orchestrator: z.string().min(1).optional(),
  /** Ends the rounds when a guard says that the talk loops, echoes or stalls. */
  guarded: z.boolean().default(true),
});

/** A star with a few links between its points. Contract: never rejects. */
export function hybrid(options: z.input<typeof hybridOptions> = {}): Topology {
  const settings = hybridOptions.parse(options);
  return { name: "hybrid", solve: (task, desk) => inRounds(task, desk, (attempt) => starRounds(attempt, settings)) };
}

export const hybridKind = defineKind({
  name: "hybrid",
  gist: "workers report to an orchestrator and talk to a neighbor",
  description:
    "The hybrid team of the scaling study (arXiv 2512.08296): the centralised team with p messages between members. In each round, after the n members' k steps and before the orchestrator's call, the round's share of the p messages is written: a member reads its neighbor's result and says what is wrong or missing; the neighbor reads it in the next round, the orchestrator at once. rnk+r+p calls, rnk+r with one member, fewer when a guard stops the rounds. Failures are handled as in the centralised team; a failed message is left out.",
  options: hybridOptions,
  memberOptions: ["orchestrator"],
  formula: "rounds*n*steps+rounds+peers per attempt (no peers when n = 1); fewer when a guard stops",
  sees: "Members: their own last result, the orchestrator's directions, a neighbor's message; the orchestrator: everything.",
  ignores: [],
  talk: ["plan", "message"],
  calls(n, terms, { rounds, steps, peers }) {
    const round = rounds * n * steps + rounds + (n === 1 ? 0 : peers);
    return { least: rounds === 1 ? round : n * steps + 1, most: terms.attempts * round };
  },
  make: hybrid,
});
