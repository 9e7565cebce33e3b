import { z } from "zod";
import type { Brief, Json, Verdict } from "../types.ts";
import { fail } from "../util/failure.ts";
import { absentWords, calledFunction, isFunctionAddress, keptFunction, nameOfFunction, placeWords } from "../util/functions.ts";
import { functionsOnly } from "../util/functions-only.ts";
import { callOwn } from "../util/own-function.ts";
import { judgeKind } from "./judge-kind.ts";

/** A grader or a verifier as a function: whether the answer is right, its score from 0 to 1, or both with a reason. */
export type JudgeFunction = (
  answer: string,
  task: Brief & { readonly meta?: { readonly [key: string]: Json } },
) => JudgeReturn | Promise<JudgeReturn>;
type JudgeReturn = boolean | number | { readonly passed: boolean; readonly score?: number; readonly why?: string };

/** A judge that is a function of a configuration. One that throws, or gives back something else, leaves the answer unscored. */
export const functionJudge = judgeKind({
  name: "function",
  description: "asks a function of lab.config.ts: true or false, a score from 0 to 1, or { passed, score, why }",
  options: z.strictObject({
    kind: z.literal("function"),
    function: z
      .string({ error: functionsOnly("grader") })
      .refine(isFunctionAddress, functionsOnly("grader"))
      .describe("the function's address: write the function itself as the grader in lab.config.ts"),
    pass: z.number().min(0).max(1).default(0.7).describe("the score from which on the answer passes"),
  }),
  needs: [],
  cost: "no call",
  open: ({ function: address, pass }) => ({
    name: calledFunction(address),
    async judge(task, answer) {
      const kept = keptFunction(address);
      if (kept === undefined) return fail("unsupported", absentWords(address));
      const work = kept.work as JudgeFunction;
      const { grader: _grader, tags: _tags, ...brief } = task;
      const what = `judge "${nameOfFunction(address)}"${placeWords(address)}`;
      const judged = await callOwn(
        what,
        kept.limits,
        () => work(answer.text, structuredClone(brief)),
        (value) => verdictOf(value, pass, what),
      );
      // A grader that does not work gives no verdict; the answer is kept, and the mended grader is asked by regrade.
      return judged.ok ? judged.value : fail("malformed", judged.failure.message);
    },
  }),
});

function verdictOf(value: JudgeReturn, pass: number, what: string): Verdict {
  if (typeof value === "boolean") return { ok: true, passed: value, score: value ? 1 : 0, why: `the function says ${value}` };
  const whole = typeof value === "number" ? { passed: value >= pass, score: value } : value;
  const score = whole?.score ?? (whole?.passed ? 1 : 0);
  if (typeof whole?.passed !== "boolean" || !(score >= 0 && score <= 1))
    return fail("malformed", `The ${what} must give back true or false, a score from 0 to 1, or { passed, score, why }.`);
  const why =
    "why" in whole && typeof whole.why === "string" && whole.why !== "" ? whole.why.slice(0, 5000) : `the function gives ${score}`;
  return { ok: true, passed: whole.passed, score, why };
}
