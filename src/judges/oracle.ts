import { z } from "zod";
import type { Judge, JudgeSpec } from "../types.ts";
import { fail } from "../util/failure.ts";
import { judgeKind } from "./judge-kind.ts";

/** The task's own grader as a verifier: what a perfect verifier would be worth. Never an arrangement that one could buy. */
export const oracle = judgeKind({
  name: "oracle",
  description: "the task's grader itself, to bound what a perfect verifier would give",
  options: z.strictObject({ kind: z.literal("oracle") }),
  needs: ["grader"],
  cost: "that of the task's grader",
  open(_settings, context) {
    // Opened once per spec: a grader may have searched for other solutions, which is not to be done again at each verdict.
    const opened = new WeakMap<JudgeSpec, Judge>();
    return {
      name: "oracle",
      async judge(task, answer, desk) {
        const spec = context.grader?.(task) ?? task.grader;
        // A grader that is an oracle would ask itself for ever.
        if (JSON.stringify(spec).includes('"kind":"oracle"')) {
          return fail("unknown", `Task "${task.id}" is graded by an oracle, which has nothing to ask. Give the task a grader of its own.`);
        }
        const judge = opened.get(spec) ?? context.open(spec);
        opened.set(spec, judge);
        return judge.judge(task, answer, desk);
      },
    };
  },
});
