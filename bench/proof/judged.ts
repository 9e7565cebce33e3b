import type { Program, RunReport } from "../../src/types.ts";
import { readCorpus } from "./read-corpus.ts";
import { readScripts } from "./read-scripts.ts";
import { programOf, readTasks } from "./read-tasks.ts";

/** A program whose verdict is known: of a right one every check passes, of a wrong one some check fails, of a hostile one every check. */
export interface JudgedProgram {
  readonly name: string;
  readonly kind: "right" | "wrong" | "hostile";
  readonly program: Program;
}

/** The programs of a language that were written by hand. A hostile one is a program of its own for each of its checks. */
export function written(language: Program["language"]): readonly JudgedProgram[] {
  if (language === "sh" || language === "sql") return readScripts(language);
  const tasks = readTasks(language).flatMap((task) =>
    task.programs.map(({ name, code, right }) => ({
      name,
      kind: right ? ("right" as const) : ("wrong" as const),
      program: programOf(language, task, code),
    })),
  );
  const features = readCorpus(language, "right").map(({ name, program }) => ({ name, kind: "right" as const, program }));
  const hostile = readCorpus(language, "wrong").map(({ name, program }) => ({
    name,
    kind: "hostile" as const,
    program: { ...program, limits: { ms: 300 } },
  }));
  return [...features, ...tasks, ...hostile];
}

/** The checks, or the program as one, whose verdict is not the one that is known; a run without a verdict counts as well. */
export function falseVerdicts({ kind, program }: JudgedProgram, report: RunReport): number {
  if (!report.ok) return 1;
  const passed = report.checks.filter((check) => check.passed).length;
  if (kind === "right") return program.checks.length - passed;
  return kind === "hostile" ? passed : Number(passed === program.checks.length);
}
