import { z } from "zod";
import type { Topology } from "../types.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { starRounds } from "./star.ts";

export const centralisedOptions = z.strictObject({
  /** Rounds of work, each closed by a call of the orchestrator. */
  rounds: z.int().min(1).max(10).default(2),
  /** Calls in each agent's own loop, in each round. */
  steps: z.int().min(1).max(20).default(1),
  /** The member who orchestrates and also works; whom the term `closer` says when absent. */
  orchestrator: z.string().min(1).optional(),
  /** Ends the rounds when a guard says that the talk loops, echoes or stalls. */
  guarded: z.boolean().default(true),
});

/** A star: members report to an orchestrator, who directs the next round or closes. Contract: never rejects. */
export function centralised(options: z.input<typeof centralisedOptions> = {}): Topology {
  const settings = centralisedOptions.parse(options);
  return {
    name: "centralised",
    solve: (task, desk) => inRounds(task, desk, (attempt) => starRounds(attempt, { ...settings, peers: 0 })),
  };
}

export const centralisedKind = defineKind({
  name: "centralised",
  gist: "workers report to an orchestrator each round",
  description:
    "The centralised team of the scaling study (arXiv 2512.08296): r rounds in which n members work k steps each and one orchestrator reads all results; after each round but the last it writes what each member should do next, after the last it writes the answer. rnk+r calls, fewer when a guard finds that nobody moved or that directions no longer say anything. Members see the task, their own last result and the orchestrator's words, never one another. A member that fails keeps its last result; an orchestrator that fails is skipped, and at the end the majority of the results stands.",
  options: centralisedOptions,
  memberOptions: ["orchestrator"],
  formula: "rounds*n*steps+rounds per attempt; two rounds at least when a guard stops",
  sees: "Members: their own last result and the orchestrator's directions; the orchestrator: all results, by label.",
  ignores: [],
  talk: ["plan"],
  calls(n, terms, { rounds, steps }) {
    const round = rounds * n * steps + rounds;
    return { least: Math.min(rounds, 2) * (n * steps + 1), most: terms.attempts * round };
  },
  make: centralised,
});
