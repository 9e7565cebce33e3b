import { z } from "zod";
import type { JudgeSpec, Verdict } from "../types.ts";
import { sha256Parts } from "../util/hash.ts";
import { unit } from "../util/random.ts";
import { judgeKind } from "./judge-kind.ts";

export const noisyOptions = z.strictObject({
  kind: z.literal("noisy"),
  judge: z.looseObject({ kind: z.string() }).default({ kind: "oracle" }).describe("the judge whose verdicts are flipped"),
  falsePositive: z.number().min(0).max(1).default(0).describe("share of failing answers that are passed"),
  falseNegative: z.number().min(0).max(1).default(0).describe("share of passing answers that are failed"),
  independent: z.boolean().default(false).describe("draw anew at each look; by default the same answer meets the same error again"),
  seed: z.string().optional().describe("by default the run's seed"),
});

/** Any judge with given error rates. One draw per task and answer text, so that asking again buys nothing; failures pass through. */
export const noisy = judgeKind({
  name: "noisy",
  description: "any judge with given false-positive and false-negative rates",
  options: noisyOptions,
  needs: ["judge"],
  cost: "that of the judge inside",
  open(settings, context) {
    const inner = context.open(settings.judge as JudgeSpec);
    const seed = settings.seed ?? context.seed ?? "";
    return {
      name: `noisy ${inner.name}`,
      async judge(task, answer, desk, among): Promise<Verdict> {
        const verdict = await inner.judge(task, answer, desk, among);
        if (!verdict.ok) return verdict;
        const draw = settings.independent ? desk.chance("noisy") : unit(sha256Parts("noisy", seed, task.id, answer.text));
        if (draw >= (verdict.passed ? settings.falseNegative : settings.falsePositive)) return verdict;
        const score = verdict.passed ? Math.min(verdict.score, 1 - verdict.score) : Math.max(verdict.score, 1 - verdict.score);
        // The true reason would give the error away to whoever reads the feedback.
        return {
          ok: true,
          passed: !verdict.passed,
          score,
          why: verdict.passed ? "judged wrong or incomplete" : "judged right and complete",
        };
      },
    };
  },
});
