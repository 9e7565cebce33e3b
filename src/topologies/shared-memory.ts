import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { block, pastBlocks, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closed, contribute } from "./contributions.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { roleLines, roleMemory } from "./role-memory.ts";
import { labelFor } from "./labels.ts";

export const sharedMemoryOptions = z.strictObject({
  /** `merge`: one more call composes the answer; `join`: the contributions are handed in side by side, as published. */
  final: z.enum(["merge", "join"]).default("merge"),
});

/** All decide at once, from a common memory of the roles of earlier tasks. Contract: never rejects. */
export function sharedMemory(options: z.input<typeof sharedMemoryOptions> = {}): Topology {
  const { final } = sharedMemoryOptions.parse(options);
  return {
    name: "shared-memory",
    memory: true,
    solve(task, desk) {
      // Read once: the roles of this task must not leak into its own second attempt.
      const lines = roleLines(desk.view(roleMemory), (name) => labelFor(desk, name));
      return inRounds(task, desk, (attempt) => act(attempt, final, lines));
    },
  };
}

export const sharedMemoryKind = defineKind({
  name: "shared-memory",
  gist: "all work at once from a shared memory of past roles",
  description:
    "The shared protocol of the self-organization study (arXiv 2603.28990): all members decide at once and independently, from the task and a common memory of the roles that each played in the earlier tasks of the session; nobody sees another's intention or work. n calls in parallel; one more composes the answer, unless final: join hands in the contributions side by side as in the study. The memory holds one line per member. When nobody contributes, one plain attempt is made. Its session runs task after task.",
  options: sharedMemoryOptions,
  formula: "n+1 per attempt (n with final: join)",
  sees: "The task and the roles of earlier tasks, by label; the closing member all contributions.",
  ignores: [],
  calls(n, terms, { final }) {
    return { least: final === "merge" ? n + 1 : n, most: terms.attempts * (n + 3) };
  },
  make: sharedMemory,
});

async function act(attempt: Attempt, final: "merge" | "join", lines: string): Promise<Result<Answer>> {
  const { members } = attempt.desk;
  const history = lines === "" ? [] : [block("history", lines)];
  const done = await askInParallel(attempt, members, ({ name }, attempt) =>
    contribute(attempt, name, {
      shared: [...history, ...pastBlocks(attempt, name)],
      setting: `You are "${labelFor(attempt.desk, name)}", one of ${members.length} members with no leader, who all contribute at the same time without seeing one another. ${lines === "" ? "There is no record of earlier tasks yet." : "Above stand the roles that each played in earlier tasks: from them guess who will do what now."}`,
    }),
  );
  return closed(attempt, done, { from: "shared-memory", closing: final });
}
