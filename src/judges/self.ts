import { z } from "zod";
import type { Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { fencedAnswer, isBlank } from "./fence.ts";
import { askForVerdict } from "./ask-for-verdict.ts";
import { judgeKind } from "./judge-kind.ts";
import { wholeQuestion, wholeVerdict } from "./rubric.ts";
import { count } from "../util/count.ts";

export const selfOptions = z.strictObject({
  kind: z.literal("self"),
  samples: z.int().positive().default(1).describe("how often the author is asked about its own answer"),
  cap: z.int().positive().default(60_000).describe("characters of the answer that are shown"),
});

/** The author verifies its own answer k times; passed = more than half of the samples say so, score = their share. */
export const self = judgeKind({
  name: "self",
  description: "k samples of self-verification by the answer's author; only with selfJudging: allowed",
  options: selfOptions,
  needs: ["author"],
  cost: "one call per sample",
  open: ({ samples, cap }, context) => ({
    name: "self",
    async judge(task, answer, desk): Promise<Verdict> {
      if (isBlank(answer)) return { ok: true, passed: false, score: 0, why: "the answer holds no letter and no digit" };
      if (desk.terms.selfJudging !== "allowed") {
        return fail(
          "unsupported",
          'Judge "self" lets an author judge its own work, which this experiment refuses. Set selfJudging: allowed.',
        );
      }
      if (!desk.members.some((member) => member.name === answer.by)) {
        return fail("unsupported", `Judge "self" asks the author, and "${answer.by}" has no seat among the judges.`);
      }
      const fence = fencedAnswer(answer.text, cap);
      const question = {
        text: wholeQuestion(task, fence),
        schema: wholeVerdict,
        purpose: context.purpose,
      };
      // One after the other: the same ask made again is a new draw by its occurrence, and must not depend on timing.
      const heard = [];
      for (let sample = 0; sample < samples; sample++) heard.push(await askForVerdict(desk, answer.by, question));
      const told = heard.filter((one) => one.ok);
      const [first] = heard;
      if (told.length === 0 && first !== undefined && !first.ok) return first;
      const passes = told.filter((one) => one.value.passed).length;
      const why = told.find((one) => one.value.passed === passes * 2 > told.length)?.value.why ?? "";
      return {
        ok: true,
        passed: passes * 2 > told.length,
        score: passes / told.length,
        why: `${passes} of ${count(told.length, "sample")} ${passes === 1 ? "passes" : "pass"} it. ${why}`.trim(),
      };
    },
  }),
});
