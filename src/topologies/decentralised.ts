import { z } from "zod";
import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { block, isOver, pastBlocks, askInParallel, type FailedAttempt } from "./asks.ts";
import { mergedOrMajority } from "./by-majority.ts";
import { inRounds } from "./in-rounds.ts";
import { aggregating } from "./independent.ts";
import { defineKind } from "./kind.ts";
import { overhear } from "./overhear.ts";
import { steps, type Work } from "./steps.ts";
import { made, merged, nothing, quoted } from "./team.ts";
import { seated } from "./tries.ts";

export const decentralisedOptions = z.strictObject({
  /** Rounds of debate, the first one without others' results. */
  rounds: z.int().min(1).max(10).default(2),
  /** Calls in each agent's own loop, in each round. */
  steps: z.int().min(1).max(20).default(1),
  /** The member who writes the consensus; the first one when absent. */
  closer: z.string().min(1).optional(),
  /** Ends the rounds when a guard says that the talk loops, echoes or stalls. */
  guarded: z.boolean().default(true),
});
type Settings = z.output<typeof decentralisedOptions>;

/** All-to-all rounds between equals, then a consensus. Contract: never rejects. */
export function decentralised(options: z.input<typeof decentralisedOptions> = {}): Topology {
  const settings = decentralisedOptions.parse(options);
  return { name: "decentralised", solve: (task, desk) => inRounds(desk, (past) => work(task, desk, settings, past)) };
}

export const decentralisedKind = defineKind({
  name: "decentralised",
  gist: "workers read one another each round; one writes the consensus",
  description:
    "The decentralised team of the scaling study (arXiv 2512.08296): d rounds in which n members work k steps each; from the second round on everybody reads everybody's result of the round before; one call writes the consensus. dnk+1 calls, fewer when a guard finds that nobody moved. A member that fails keeps its result of the round before; when the consensus fails, the majority of the last results stands.",
  options: decentralisedOptions,
  formula: "rounds*n*steps+1 per attempt; two rounds at least when a guard stops",
  sees: "Everybody's result of the round before, by name.",
  ignores: [],
  talk: [],
  calls(n, terms, { rounds, steps }) {
    const round = rounds * n * steps + 1;
    return { least: Math.min(rounds, 2) * n * steps + 1, most: terms.attempts * round };
  },
  make: decentralised,
});

async function work(task: Brief, desk: Desk, options: Settings, past: readonly FailedAttempt[]): Promise<Result<Answer>> {
  const closer = seated(desk, options.closer);
  if (!closer.ok) return closer;
  let results: Result<Answer>[] = [];
  const ends = overhear(desk, task, options.guarded);
  for (let round = 1; round <= options.rounds; round++) {
    const before = results;
    const shared = made(before).answers.map((answer) => block("answer", quoted(desk, answer.text), { by: answer.by }));
    const said = await askInParallel(desk, desk.members, ({ name }, _, desk) => {
      const open: Work = shared.length === 0 ? { past } : { past, shared, instruction: conferring(name) };
      return steps(task, desk, name, options.steps, open);
    });
    results = said.map((result, i) => (result.ok ? result : (before[i] ?? result)));
    const stopped = round < options.rounds && ends(made(said).answers.map(({ by, text }) => ({ speaker: by, text, whole: true })));
    if (stopped || said.some(isOver)) break;
  }
  const team = made(results);
  if (team.answers.length === 0) return nothing("decentralised", team);
  const shared = [
    ...pastBlocks(desk.terms, closer.name, past),
    ...team.answers.map((answer) => block("answer", quoted(desk, answer.text), { by: answer.by })),
  ];
  return mergedOrMajority(desk, "consensus", await merged(task, desk, closer.name, shared, aggregating), team);
}

function conferring(name: string): string {
  return `You are "${name}", one of a team of equals; above is everybody's last result, yours among them. Take over what you can confirm, object to what you can refute, and give your complete answer to the task.`;
}
