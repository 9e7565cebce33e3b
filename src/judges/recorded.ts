import { z } from "zod";
import type { Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { judgeKind } from "./judge-kind.ts";

const line = /^\[recorded ([^\]]+): (passed|failed), score (\d(?:\.\d+)?)\]$/;

/** Reads the outcome that a recorded answer ends with. Any other answer is unscored: nobody recorded how it did. */
export const recorded = judgeKind({
  name: "recorded",
  description: "reads the recorded outcome at the end of a recorded model's answer",
  options: z.strictObject({ kind: z.literal("recorded") }),
  needs: [],
  cost: "no call",
  open: () => ({ name: "recorded", judge: async (_task, answer) => outcomeIn(answer.text) }),
});

function outcomeIn(text: string): Verdict {
  const last = text.slice(-500).trimEnd().split("\n").at(-1) ?? "";
  const match = line.exec(last.trim());
  const score = Number(match?.[3]);
  if (match === null || score > 1)
    return fail("unknown", 'Judge "recorded" wants an answer of a recorded model, which ends with "[recorded ...]"; this one does not.');
  return { ok: true, passed: match[2] === "passed", score, why: `recorded outcome of ${match[1]}` };
}
