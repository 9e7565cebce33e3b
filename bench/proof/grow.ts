import type { ScriptProgram } from "../../src/types.ts";
import { picks } from "../../src/util/random.ts";
import { rewritesOfJavascript, spoilsOfJavascript } from "./grow-javascript.ts";
import { rewritesOfPython, spoilsOfPython } from "./grow-python.ts";
import type { JudgedProgram } from "./judged.ts";
import { programOf, readTasks } from "./read-tasks.ts";

/**
 * Programs made of the corpus's right ones with a seed: `right` ones by rewrites that keep what a program does, and `wrong` ones by
 * changes of the answer that are wrong by construction. The programs take turns, so that few are as mixed as many.
 */
export function grown(language: ScriptProgram["language"], kind: "right" | "wrong", count: number, seed: number): readonly JudgedProgram[] {
  const next = picks(`${language} ${kind} ${seed}`);
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const sources = readTasks(language).flatMap((task) => task.programs.filter(({ right }) => right).map((program) => ({ task, program })));
  const [rewrites, spoils] = language === "python" ? [rewritesOfPython, spoilsOfPython] : [rewritesOfJavascript, spoilsOfJavascript];
  return Array.from({ length: count }, () => {
    const { task, program } = pick(sources);
    if (kind === "right") {
      const [name, make] = pick(rewrites);
      return { name: `${program.name}, ${name}`, kind, program: programOf(language, task, make(program.code, task.name)) };
    }
    const fitting = spoils.filter((spoil) => task.cases.some(({ wanted }) => spoil.fits(wanted)));
    const spoil = pick(fitting);
    const cases = task.cases.filter(({ wanted }) => spoil.fits(wanted));
    return {
      name: `${program.name}, ${spoil.name}`,
      kind: "hostile",
      program: programOf(language, { name: task.name, cases }, spoil.make(program.code, task.name)),
    };
  });
}
