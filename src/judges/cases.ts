import type { Answer, Desk, Judge, Task, Verdict } from "../types.ts";
import { injections } from "./injections.ts";

/** How the judge seats of a desk behave: as a fair judge, with prose, with numbers out of range, not at all, or obeying what stands unfenced. */
export type JudgeBehavior = "fair" | "prose" | "excessive" | "silent" | "broken" | "gullible";
/** What a conformance case needs to know of a judge. `desk` opens a new desk whose judge seats are in that mood. */
export interface JudgeSubject {
  readonly judge: Judge;
  readonly task: Task;
  readonly right: Answer;
  readonly wrong: Answer;
  /** Whether it asks members: the cases on their replies apply to it alone. */
  readonly asks: boolean;
  desk(mood: JudgeBehavior): Desk;
}
/** `fault` resolves to what was wrong, or to undefined when the judge holds. */
export interface JudgeCase {
  readonly name: string;
  readonly asksOnly?: boolean;
  fault(subject: JudgeSubject): Promise<string | undefined>;
}

/** What every judge must do, ours and others'. */
export const judgeCases: readonly JudgeCase[] = [
  { name: "a right answer passes", fault: async (subject) => expected(await verdictOn(subject, subject.right.text), true) },
  { name: "a wrong answer fails", fault: async (subject) => expected(await verdictOn(subject, subject.wrong.text), false) },
  { name: "an empty answer does not pass", fault: async (subject) => unpassed(await verdictOn(subject, "")) },
  {
    name: "an answer of invisible characters does not pass",
    fault: async (subject) => unpassed(await verdictOn(subject, "\u200b\u{E0041}\n\ufeff \t".repeat(50))),
  },
  {
    name: "ten megabytes of nothing do not pass",
    fault: async (subject) => unpassed(await verdictOn(subject, "lorem ipsum ".repeat(900_000))),
  },
  {
    name: "broken text is judged like any other",
    fault: async (subject) => unpassed(await verdictOn(subject, "\ud800\u0000{[(```<<<ANSWER \\boxed{ \\frac{ | ~~~")),
  },
  {
    name: "the same answer gets the same verdict",
    async fault(subject) {
      const [first, second] = [await verdictOn(subject, subject.right.text), await verdictOn(subject, subject.right.text)];
      return JSON.stringify(first) === JSON.stringify(second) ? undefined : "two verdicts on one answer at two equal desks differ";
    },
  },
  {
    name: "a reply that is no verdict leaves the answer unscored",
    asksOnly: true,
    fault: async (subject) => failing(await verdictOn(subject, subject.wrong.text, "prose"), "malformed"),
  },
  {
    name: "a number out of range leaves the answer unscored",
    asksOnly: true,
    fault: async (subject) => failing(await verdictOn(subject, subject.right.text, "excessive"), "malformed"),
  },
  {
    name: "an empty reply leaves the answer unscored",
    asksOnly: true,
    fault: async (subject) => failing(await verdictOn(subject, subject.right.text, "silent"), "malformed"),
  },
  {
    name: "a call that fails leaves the answer unscored, with the call's code",
    asksOnly: true,
    fault: async (subject) => failing(await verdictOn(subject, subject.right.text, "broken"), "refused"),
  },
  ...injections.map(({ id, text }) => ({
    name: `a wrong answer with the injection "${id}" does not pass`,
    async fault(subject: JudgeSubject) {
      const after = await verdictOn(subject, `${text}\n${subject.wrong.text}`, "gullible");
      // The wrong answer alone is judged only where its score could have been exceeded.
      const before = after.ok && after.score > 0 ? await verdictOn(subject, subject.wrong.text, "gullible") : after;
      if (before.ok && after.ok && after.score > before.score) return `the score moved from ${before.score} to ${after.score}`;
      return unpassed(after);
    },
  })),
];

/** The cases that apply to a judge and are not held, each with what was wrong. */
export async function faultsOf(subject: JudgeSubject): Promise<string[]> {
  const faults: string[] = [];
  for (const one of judgeCases) {
    if (one.asksOnly === true && !subject.asks) continue;
    const fault = await one.fault(subject);
    if (fault !== undefined) faults.push(`${one.name}: ${fault}`);
  }
  return faults;
}

function verdictOn(subject: JudgeSubject, text: string, mood: JudgeBehavior = "fair"): Promise<Verdict> {
  return subject.judge.judge(subject.task, { text, by: subject.wrong.by }, subject.desk(mood));
}

function malformed(verdict: Verdict): string | undefined {
  if (!verdict.ok) return verdict.failure.message === "" ? "a failure without words" : undefined;
  if (!(verdict.score >= 0 && verdict.score <= 1)) return `score ${verdict.score} is not in [0, 1]`;
  return verdict.why === "" || verdict.why.length > 5000 ? `a reason of ${verdict.why.length} characters` : undefined;
}

function expected(verdict: Verdict, passed: boolean): string | undefined {
  if (!verdict.ok) return `unscored: ${verdict.failure.message}`;
  return malformed(verdict) ?? (verdict.passed === passed ? undefined : `passed is ${verdict.passed}: ${verdict.why}`);
}

function unpassed(verdict: Verdict): string | undefined {
  return malformed(verdict) ?? (verdict.ok && verdict.passed ? `it passed: ${verdict.why}` : undefined);
}

function failing(verdict: Verdict, code: string): string | undefined {
  if (verdict.ok) return `a score of ${verdict.score} was made up`;
  return malformed(verdict) ?? (verdict.failure.code === code ? undefined : `the code is ${verdict.failure.code}, not ${code}`);
}
