import { z } from "zod";
import type { Verdict } from "../types.ts";
import { judgeKind } from "./judge-kind.ts";
import { longestProgram, programIn } from "./program-text.ts";
import { recordOf } from "../util/record-of.ts";

const check = z.strictObject({ name: z.string().min(1), code: z.string().min(1) });
const checks = z
  .array(check)
  .min(1)
  .refine((list) => new Set(list.map((one) => one.name)).size === list.length, "two checks have the same name");

export const programOptions = z.strictObject({
  kind: z.literal("program"),
  language: z.enum(["javascript", "python"]).default("javascript"),
  checks: checks.describe("hidden tests: bodies of async functions that throw when the program is wrong"),
  globals: recordOf(z.json()).optional().describe("JSON values that the program finds as globals"),
  limits: z.strictObject({ ms: z.int().positive().optional(), memoryMb: z.int().positive().optional() }).optional(),
});

/** Characters of an answer in which a program is looked for. */
const longestAnswer = 4_000_000;

/** Runs hidden checks against the program in the answer; score = share passed, passed = all. A missing sandbox is a failure. */
export const program = judgeKind({
  name: "program",
  description: "hidden tests in the sandbox; the score is the share of tests passed",
  options: programOptions,
  needs: ["sandbox"],
  cost: "no call",
  open: ({ language, checks, globals, limits }) => ({
    name: "program",
    async judge(_task, answer, desk): Promise<Verdict> {
      const code = programIn(
        answer.text.slice(0, longestAnswer),
        language,
        checks.map((check) => check.code),
      );
      if (code === undefined)
        return { ok: true, passed: false, score: 0, why: `no ${language} program was found in the answer`, flags: ["unreadable"] };
      if (code.length > longestProgram)
        return { ok: true, passed: false, score: 0, why: `the program has more than ${longestProgram} characters, and was not run` };
      const bounds = limits && { limits: { ...(limits.ms && { ms: limits.ms }), ...(limits.memoryMb && { memoryMb: limits.memoryMb }) } };
      const report = await desk.run({ language, code, checks, ...(globals && { globals }), ...bounds });
      if (!report.ok) return report;
      // By name and only once each: a report that says more than was asked proves nothing.
      const failed = checks.filter(({ name }) => report.checks.find((one) => one.name === name)?.passed !== true);
      const score = (checks.length - failed.length) / checks.length;
      const reasons = failed
        .slice(0, 3)
        .map(({ name }) => `${name}: ${report.checks.find((one) => one.name === name)?.why ?? "did not run"}`);
      const why = failed.length === 0 ? "all checks passed" : `${failed.length} of ${checks.length} checks failed; ${reasons.join("; ")}`;
      return { ok: true, passed: failed.length === 0, score, why: why.slice(0, 2000) };
    },
  }),
});
