import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { block, pastBlocks, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { steps } from "./steps.ts";
import { made, merged, nothing, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";
import { inRoll, labelFor } from "./labels.ts";

export const independentOptions = z.strictObject({
  /** Calls in each agent's own loop: one answer, then checks of it. */
  steps: z.int().min(1).max(20).default(2),
  /** The member who aggregates; whom the term `closer` says when absent. */
  aggregator: z.string().min(1).optional(),
});
type Settings = z.output<typeof independentOptions>;

/** Agents that never hear of one another, and one aggregation. Contract: never rejects. */
export function independent(options: z.input<typeof independentOptions> = {}): Topology {
  const settings = independentOptions.parse(options);
  return { name: "independent", solve: (task, desk) => inRounds(task, desk, (attempt) => work(attempt, settings)) };
}

export const independentKind = defineKind({
  name: "independent",
  gist: "models work alone; one merges their results",
  description:
    "The independent team of the scaling study (arXiv 2512.08296): n members work alone for k steps each, an answer and then k-1 checks of their own last answer; nobody reads anybody; one call aggregates the n results. nk+1 calls. A member that fails is dropped; when the aggregator fails, the majority of the results stands.",
  options: independentOptions,
  memberOptions: ["aggregator"],
  formula: "n*steps+1 per attempt",
  sees: "The task and one's own last answer; the aggregator all results, by label.",
  ignores: [],
  calls(n, terms, { steps }) {
    return { least: n * steps + 1, most: terms.attempts * (n * steps + 1) };
  },
  make: independent,
});

async function work(attempt: Attempt, options: Settings): Promise<Result<Answer>> {
  const { desk } = attempt;
  const closer = closerOf(desk, options.aggregator);
  if (!closer.ok) return closer;
  const team = made(await askInParallel(attempt, desk.members, ({ name }, attempt) => steps(attempt, name, options.steps)));
  if (team.answers.length === 0) return nothing("independent", team);
  const results = inRoll(desk, team.answers).map((answer) => block("answer", quoted(desk, answer.text), { by: labelFor(desk, answer.by) }));
  const shared = [...pastBlocks(attempt, closer.name), ...results];
  return mergedOrMajority(desk, "aggregator", await merged(attempt, closer.name, shared, aggregating), team);
}

/** How one call makes one answer of many members' results. */
export const aggregating =
  "Above are results that members of a team reached. Where they agree, ask whether the reason is the same; where they differ, settle it by checking, not by counting. Write the one complete answer to the task.";
