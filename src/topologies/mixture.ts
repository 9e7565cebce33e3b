import { z } from "zod";
import type { Answer, Desk, Result, Topology } from "../types.ts";
import { answerOf, block, isOver, pastBlocks, roleLast, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { noteFailure, type TeamAnswers, made, merged, nothing, proposals, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";

export const mixtureOptions = z.strictObject({
  /** Layers, the aggregator's included. */
  layers: z.int().min(2).max(6).default(3),
  /** Answers per member and layer: with one member, Self-MoA. */
  samples: z.int().min(1).max(32).default(1),
  /** The member who aggregates; whom the term `closer` says when absent. */
  aggregator: z.string().min(1).optional(),
});
type Settings = z.output<typeof mixtureOptions>;

/** Layers of proposers that read the layer before, then one aggregator. Contract: never rejects. */
export function mixture(options: z.input<typeof mixtureOptions> = {}): Topology {
  const settings = mixtureOptions.parse(options);
  return { name: "mixture", solve: (task, desk) => inRounds(task, desk, (attempt) => mix(attempt, settings)) };
}

export const mixtureKind = defineKind({
  name: "mixture",
  gist: "layers of models improve on one another's answers; one merges",
  description:
    "Layers of proposers and one aggregator, after Mixture of Agents (arXiv 2406.04692): in the first layer every member answers alone, in each middle layer every member reads all answers of the layer before, without names, and answers anew; the last layer is one aggregator who writes the result. With one member and several samples it is Self-MoA (arXiv 2502.00674). With P = n*samples proposers it makes P*(layers-1)+1 calls. A proposer that fails is dropped; when the aggregator fails, the majority of the last layer stands.",
  options: mixtureOptions,
  memberOptions: ["aggregator"],
  formula: "n*samples*(layers-1)+1 per attempt",
  sees: "First the task alone; then all answers of the layer before, without names.",
  ignores: [],
  calls(n, terms, { layers, samples }) {
    const round = n * samples * (layers - 1) + 1;
    return { least: round, most: terms.attempts * round };
  },
  make: mixture,
});

async function mix(attempt: Attempt, options: Settings): Promise<Result<Answer>> {
  const { desk } = attempt;
  const last = closerOf(desk, options.aggregator);
  if (!last.ok) return last;
  let layer: TeamAnswers = await proposals(attempt, options.samples);
  if (layer.answers.length === 0) return nothing("mixture", layer);
  for (let middle = 2; middle < options.layers; middle++) {
    const next = await propose(attempt, options, layer);
    // A layer that fails whole leaves the one before it standing.
    if (next.answers.length > 0) layer = next;
    if (next.failure !== undefined && isOver({ ok: false, failure: next.failure })) break;
  }
  const shared = [...pastBlocks(attempt, last.name), ...listed(desk, layer)];
  return mergedOrMajority(desk, "aggregator", await merged(attempt, last.name, shared, `${weighing}\n${closing}`), layer);
}

async function propose(attempt: Attempt, { samples }: Settings, layer: TeamAnswers): Promise<TeamAnswers> {
  const seats = Array.from({ length: samples }, () => attempt.desk.members).flat();
  const results = await askInParallel(attempt, seats, async ({ name }, attempt) => {
    const { task, desk } = attempt;
    const shared = [...pastBlocks(attempt, name), ...listed(desk, layer)];
    const ask = roleLast(task, desk.terms, {
      purpose: "message",
      shared,
      instruction: `${weighing}\nGive your own complete answer to the task.`,
    });
    return noteFailure(desk, name, answerOf(await desk.ask(name, ask), name));
  });
  return made(results);
}

function listed(desk: Desk, { answers }: TeamAnswers): string[] {
  return answers.map((answer, i) => block("answer", quoted(desk, answer.text), { by: String(i + 1) }));
}

const weighing =
  "Above are answers by others, some of them wrong or biased. Weigh them: check each claim, keep what holds, drop what does not.";
const closing = "Write the one complete answer to the task that results; do not mention the answers it came from.";
