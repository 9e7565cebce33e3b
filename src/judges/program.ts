import type { Program, Verdict } from "../types.ts";
import { judgeKind } from "./judge-kind.ts";
import { type ProgramOptions, programOptions } from "./program-options.ts";
import { longestProgram, programIn } from "./program-text.ts";
import { shellIn, sqlIn } from "./script-text.ts";
import { count } from "../util/count.ts";

/** Characters of an answer in which a program is looked for. */
const longestAnswer = 4_000_000;

/** Runs hidden checks against the program in the answer; score = share passed, passed = all. A missing sandbox is a failure. */
export const program = judgeKind({
  name: "program",
  description: "hidden tests in the sandbox; the score is the share of tests passed",
  options: programOptions,
  needs: ["sandbox"],
  cost: "no call",
  open: (options) => ({
    name: "program",
    async judge(_task, answer, desk): Promise<Verdict> {
      const { language, checks } = options;
      const code = codeIn(answer.text.slice(0, longestAnswer), options);
      if (code === undefined)
        return { ok: true, passed: false, score: 0, why: `no ${language} program was found in the answer`, flags: ["unreadable"] };
      if (code.length > longestProgram)
        return { ok: true, passed: false, score: 0, why: `the program has more than ${longestProgram} characters, and was not run` };
      const report = await desk.run(programOf(code, options));
      if (!report.ok) return report;
      // By name and only once each: a report that says more than was asked proves nothing.
      const failed = checks.filter(({ name }) => report.checks.find((one) => one.name === name)?.passed !== true);
      const score = (checks.length - failed.length) / checks.length;
      const reasons = failed
        .slice(0, 3)
        .map(({ name }) => `${name}: ${report.checks.find((one) => one.name === name)?.why ?? "did not run"}`);
      const why =
        failed.length === 0 ? "all checks passed" : `${failed.length} of ${count(checks.length, "check")} failed; ${reasons.join("; ")}`;
      return { ok: true, passed: failed.length === 0, score, why: why.slice(0, 2000) };
    },
  }),
});

function codeIn(text: string, { language, checks, setup = "" }: ProgramOptions): string | undefined {
  if (language === "sh") return shellIn(text);
  if (language === "sql") {
    const own = checks.filter(({ query }) => query === undefined);
    return sqlIn(text, { setup, rows: own.length > 0, columns: own.flatMap(({ columns = [] }) => columns) });
  }
  return programIn(
    text,
    language,
    checks.map(({ code = "" }) => code),
  );
}

/** What the sandbox takes: `programOptions` sees to it that each check has the fields of its language and no others. */
function programOf(code: string, { language, checks, globals, setup, limits }: ProgramOptions): Program {
  return withoutAbsent({ language, code, checks, globals, setup, limits }) as Program;
}

function withoutAbsent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAbsent);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, withoutAbsent(part)]),
  );
}
