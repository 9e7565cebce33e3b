import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { block, clip, nameOf, objectOf, pastBlocks, shapedAsk, shapeOf, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closed, contribute } from "./contributions.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { noteFailure } from "./team.ts";
import { labelFor, roll } from "./labels.ts";

export const broadcastOptions = z.strictObject({
  /** `merge`: one more call composes the answer; `join`: the contributions are handed in side by side, as published. */
  final: z.enum(["merge", "join"]).default("merge"),
});

/** All announce what they intend, then all decide knowing it. Contract: never rejects. */
export function broadcast(options: z.input<typeof broadcastOptions> = {}): Topology {
  const { final } = broadcastOptions.parse(options);
  return { name: "broadcast", solve: (task, desk) => inRounds(task, desk, (attempt) => announceThenAct(attempt, final)) };
}

export const broadcastKind = defineKind({
  name: "broadcast",
  gist: "all announce what they will do, then do it at once",
  description:
    "The broadcast protocol of the self-organization study (arXiv 2603.28990): in the first round all members at once announce the role they intend to take; in the second all at once, knowing all intentions, take a role and contribute or abstain. 2n calls; one more composes the answer, unless final: join hands in the contributions side by side as in the study. Nobody sees another's work, only intentions. A member that fails to announce may still contribute; when nobody contributes, one plain attempt is made.",
  options: broadcastOptions,
  formula: "2n+1 per attempt (2n with final: join)",
  sees: "The task, then everybody's announced intention, by label; the closing member all contributions.",
  ignores: [],
  talk: ["message", "attempt"],
  calls(n, terms, { final }) {
    const round = 2 * n + (final === "merge" ? 1 : 0);
    return { least: 2 * n, most: terms.attempts * Math.max(round, 2 * n + 3) };
  },
  make: broadcast,
});

const intentionReply = z.object({ role: z.string(), intention: z.string() });
const intentionShape = shapeOf(intentionReply);

async function announceThenAct(attempt: Attempt, final: "merge" | "join"): Promise<Result<Answer>> {
  const members = roll(attempt.desk).map(({ member }) => member);
  const intentions = await askInParallel(attempt, members, async ({ name }, attempt) => {
    const { task, desk } = attempt;
    const shared = pastBlocks(attempt, name);
    const instruction = `You are "${labelFor(attempt.desk, name)}", one of ${members.length} members with no leader. Before anybody works, each announces at the same time what it intends. Name in "role" the role you would take, and say in "intention", in one or two sentences, what you would deliver.`;
    const ask = shapedAsk(task, desk.terms, { purpose: "message", shared, instruction, shape: intentionShape });
    const object = noteFailure(desk, name, objectOf(await desk.ask(name, ask), intentionReply));
    return object.ok
      ? [block("note", clip(object.value.intention, 600), { by: labelFor(desk, name), role: nameOf(object.value.role) })]
      : [];
  });
  const announced = intentions.flat();
  const done = await askInParallel(attempt, members, ({ name }, attempt) =>
    contribute(attempt, name, {
      shared: [...pastBlocks(attempt, name), ...announced],
      setting: `You are "${labelFor(attempt.desk, name)}", one of ${members.length} members with no leader. Above stands what each has announced, you among them. All contribute at the same time now: keep your role, or change it where several would do the same and something is left undone.`,
    }),
  );
  return closed(attempt, done, { from: "broadcast", closing: final });
}
