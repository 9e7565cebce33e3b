import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { block, isOver, pastBlocks, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { inRounds } from "./in-rounds.ts";
import { aggregating } from "./independent.ts";
import { defineKind } from "./kind.ts";
import { overhear } from "./overhear.ts";
import { steps } from "./steps.ts";
import { made, merged, nothing, quoted } from "./team.ts";
import { closerOf } from "./closer.ts";
import { inRoll, labelFor } from "./labels.ts";

export const decentralisedOptions = z.strictObject({
  /** Rounds of debate, the first one without others' results. */
  rounds: z.int().min(1).max(10).default(2),
  /** Calls in each agent's own loop, in each round. */
  steps: z.int().min(1).max(20).default(1),
  /** The member who writes the consensus; whom the term `closer` says when absent. */
  closer: z.string().min(1).optional(),
  /** Ends the rounds when a guard says that the talk loops, echoes or stalls. */
  guarded: z.boolean().default(true),
});
type Settings = z.output<typeof decentralisedOptions>;

/** All-to-all rounds between equals, then a consensus. Contract: never rejects. */
export function decentralised(options: z.input<typeof decentralisedOptions> = {}): Topology {
  const settings = decentralisedOptions.parse(options);
  return { name: "decentralised", solve: (task, desk) => inRounds(task, desk, (attempt) => work(attempt, settings)) };
}

export const decentralisedKind = defineKind({
  name: "decentralised",
  gist: "workers read one another each round; one writes the consensus",
  description:
    "The decentralised team of the scaling study (arXiv 2512.08296): d rounds in which n members work k steps each; from the second round on everybody reads everybody's result of the round before; one call writes the consensus. dnk+1 calls, fewer when a guard finds that nobody moved. A member that fails keeps its result of the round before; when the consensus fails, the majority of the last results stands.",
  options: decentralisedOptions,
  memberOptions: ["closer"],
  formula: "rounds*n*steps+1 per attempt; two rounds at least when a guard stops",
  sees: "Everybody's result of the round before, by label.",
  ignores: [],
  talk: [],
  calls(n, terms, { rounds, steps }) {
    const round = rounds * n * steps + 1;
    return { least: Math.min(rounds, 2) * n * steps + 1, most: terms.attempts * round };
  },
  make: decentralised,
});

async function work(attempt: Attempt, options: Settings): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const closer = closerOf(desk, options.closer);
  if (!closer.ok) return closer;
  let results: Result<Answer>[] = [];
  const ends = overhear(desk, task, options.guarded);
  for (let round = 1; round <= options.rounds; round++) {
    const before = results;
    const shared = inRoll(desk, made(before).answers).map((answer) =>
      block("answer", quoted(desk, answer.text), { by: labelFor(desk, answer.by) }),
    );
    const said = await askInParallel(attempt, desk.members, ({ name }, attempt) =>
      steps(attempt, name, options.steps, shared.length === 0 ? {} : { shared, instruction: conferring(labelFor(desk, name)) }),
    );
    results = said.map((result, i) => (result.ok ? result : (before[i] ?? result)));
    const stopped = round < options.rounds && ends(made(said).answers.map(({ by, text }) => ({ speaker: by, text, whole: true })));
    if (stopped || said.some(isOver)) break;
  }
  const team = made(results);
  if (team.answers.length === 0) return nothing("decentralised", team);
  const shared = [
    ...pastBlocks(attempt, closer.name),
    ...inRoll(desk, team.answers).map((answer) => block("answer", quoted(desk, answer.text), { by: labelFor(desk, answer.by) })),
  ];
  return mergedOrMajority(desk, "consensus", await merged(attempt, closer.name, shared, aggregating), team);
}

function conferring(label: string): string {
  return `You are "${label}", one of a team of equals; above is everybody's last result, yours among them. Take over what you can confirm, object to what you can refute, and give your complete answer to the task.`;
}
