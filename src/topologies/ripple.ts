import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { pastBlocks, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closed, contribute, type Contribution, notesOf } from "./contributions.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { ordered } from "./team.ts";
import { labelFor } from "./labels.ts";

export const rippleOptions = z.strictObject({
  /** How many times larger each ring is than the one before. */
  growth: z.int().min(2).max(8).default(2),
  /** `merge`: one more call composes the answer; `last`: the last contribution is handed in. */
  final: z.enum(["merge", "last"]).default("merge"),
});
type Settings = z.output<typeof rippleOptions>;

/** Work that spreads outward in rings, each larger than the one before. Contract: never rejects. */
export function ripple(options: z.input<typeof rippleOptions> = {}): Topology {
  const settings = rippleOptions.parse(options);
  return { name: "ripple", solve: (task, desk) => inRounds(task, desk, (attempt) => spread(attempt, settings)) };
}

export const rippleKind = defineKind({
  name: "ripple",
  gist: "one model begins; growing rings of others build on it",
  description:
    "Our own reading of a protocol that the self-organization study (arXiv 2603.28990) names but does not define: work spreads like a wave. One member, drawn by chance, begins; the next ring of members reads its contribution and works in parallel, then a ring twice as large reads both, and so on; each names its role and contributes or abstains. n calls and one that composes the answer; the depth grows with the logarithm of n, where the sequential protocol's grows with n. When nobody contributes, one plain attempt is made.",
  options: rippleOptions,
  formula: "n+1 per attempt (n with final: last)",
  sees: "The task and the finished contributions of all inner rings, with labels and roles.",
  ignores: [],
  talk: ["attempt", "retry"],
  calls(n, terms, { final }) {
    return { least: final === "merge" ? n + 1 : n, most: terms.attempts * (n + 3) };
  },
  make: ripple,
});

async function spread(attempt: Attempt, { growth, final }: Settings): Promise<Result<Answer>> {
  const order = ordered(attempt.desk);
  const done: Contribution[] = [];
  for (let start = 0, size = 1; start < order.length; start += size, size *= growth) {
    const inner = notesOf(attempt.desk, done);
    const ring = order.slice(start, start + size);
    const said = await askInParallel(attempt, ring, ({ name }, attempt) =>
      contribute(attempt, name, {
        shared: [...pastBlocks(attempt, name), ...inner],
        setting: `You are "${labelFor(attempt.desk, name)}". Work on this task spreads outward in rings: above stand the finished contributions of the inner rings, if there are any; ${ring.length} members of your ring work at this moment. React to what has reached you: carry it further, or correct it where it is wrong.`,
      }),
    );
    done.push(...said);
    if (said.some(({ over }) => over)) break;
  }
  return closed(attempt, done, { from: "ripple", closing: final });
}
