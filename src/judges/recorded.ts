import { z } from "zod";
import { fail } from "../util/failure.ts";
import { judgeKind } from "./judge-kind.ts";

/** Looks up how the tries ended that gave this answer. An answer that nobody is on record with has no score: nobody knows how it would have done. */
export const recorded = judgeKind({
  name: "recorded",
  description: "looks up how the recorded tries ended that gave this answer",
  options: z.strictObject({ kind: z.literal("recorded") }),
  needs: ["record"],
  cost: "no call",
  open: (_settings, { outcomeOf }) => ({
    name: "recorded",
    async judge(task, answer) {
      if (outcomeOf === undefined)
        return fail("unknown", 'Judge "recorded" grades the tasks of a recorded set; this run has none. Set suite: "recorded/<set>".');
      const outcome = outcomeOf(task, answer);
      if (outcome === undefined)
        return fail("unrecorded", `No recorded try of "${task.id}" gave this answer, so nobody knows how it would have done.`);
      return { ok: true, ...outcome, why: outcome.passed ? "recorded as right" : "recorded as wrong" };
    },
  }),
});
