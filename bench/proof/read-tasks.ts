import { readFileSync } from "node:fs";
import type { Json, ScriptProgram } from "../../src/types.ts";

/** A task of the corpus: a function's name, its calls with what they must give, and programs of one language. */
export interface CorpusTask {
  readonly name: string;
  readonly cases: readonly { readonly args: readonly Json[]; readonly wanted: Json }[];
  readonly programs: readonly { readonly name: string; readonly code: string; readonly right: boolean }[];
}

const short = { javascript: "js", python: "py" } as const;

/** `=== name`, lines of `arguments => value` in JSON, then programs after `--- js name`, `--- py name` or `--- js wrong name`. */
export function readTasks(language: ScriptProgram["language"]): readonly CorpusTask[] {
  const text = readFileSync(new URL("./corpus/tasks.txt", import.meta.url), "utf8");
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head = "", ...parts] = block.split(/^--- /m);
      const [name = "", ...lines] = head.trim().split("\n");
      const cases = lines.map((line) => {
        const at = line.lastIndexOf(" => ");
        return { args: JSON.parse(`[${line.slice(0, at)}]`) as Json[], wanted: JSON.parse(line.slice(at + 4)) as Json };
      });
      const programs = parts
        .filter((part) => part.startsWith(`${short[language]} `))
        .map((part) => {
          const end = part.indexOf("\n");
          const title = part.slice(3, end);
          return { name: `${name}: ${title}`, code: part.slice(end + 1), right: !title.startsWith("wrong") };
        });
      return { name, cases, programs };
    });
}

/** A program with the checks of its task. */
export function programOf(language: ScriptProgram["language"], task: Pick<CorpusTask, "name" | "cases">, code: string): ScriptProgram {
  const checks = task.cases.map(({ args, wanted }, i) => {
    const call = `${task.name}(${args.map((arg) => literal(language, arg)).join(", ")})`;
    const check =
      language === "python" ? `assert ${call} == ${literal(language, wanted)}` : `assertEqual(${call}, ${literal(language, wanted)});`;
    return { name: `${i + 1}: ${check.slice(0, 80)}`, code: check };
  });
  return { language, code, checks, limits: { ms: 1000 } };
}

function literal(language: ScriptProgram["language"], value: Json): string {
  if (language !== "python") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => literal(language, item)).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}: ${literal(language, item)}`)
      .join(", ")}}`;
  return value === null ? "None" : value === true ? "True" : value === false ? "False" : JSON.stringify(value);
}
