import { readFileSync } from "node:fs";
import type { ShellProgram, SqlProgram } from "../../src/types.ts";
import type { JudgedProgram } from "./judged.ts";

type Language = "sh" | "sql";

/**
 * The programs of sh or SQL: `=== name`, for SQL the statements that set up each check, lines of `=> ` and a check in JSON, then programs
 * after `--- right name`, `--- wrong name` (some check fails) or `--- hostile name` (every check fails).
 */
export function readScripts(language: Language): readonly JudgedProgram[] {
  const text = readFileSync(new URL(`./corpus/${language}.txt`, import.meta.url), "utf8");
  return text
    .split(/^=== /m)
    .slice(1)
    .flatMap((block) => {
      const [head = "", ...parts] = block.split(/^--- /m);
      const [task = "", ...lines] = head.trim().split("\n");
      const checks = lines
        .filter((line) => line.startsWith("=> "))
        .map((line, i) => ({ name: String(i + 1), ...(JSON.parse(line.slice(3)) as object) }));
      const setup = lines.filter((line) => !line.startsWith("=> ")).join("\n");
      return parts.map((part) => {
        const end = part.indexOf("\n");
        const [, kind, name] = /^(right|wrong|hostile) (.+)$/.exec(part.slice(0, end)) ?? [];
        const limits = { ms: kind === "hostile" ? 400 : 2000 };
        const common = { code: part.slice(end + 1), checks, limits };
        const program = language === "sh" ? { language, ...common } : { language, setup, ...common };
        return { name: `${task}: ${name}`, kind: kind as JudgedProgram["kind"], program: program as ShellProgram | SqlProgram };
      });
    });
}
