import { sandbox, type Sandbox } from "../../sandbox/index.ts";
import type { Json, Suite } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";
import { turnsGrader } from "../../util/turns-grader.ts";

/** Tasks whose programs nothing here can run: their answers would be paid for and go unscored. */
export interface Unrunnable {
  readonly tasks: readonly string[];
  /** Whether nothing is left that could be scored. */
  readonly all: boolean;
  /** What is missing, for which tasks, and what to do. */
  readonly message: string;
}
type Kinds = ReturnType<Sandbox["kinds"]>;

/** The tasks of a suite that need a sandbox which is not here; undefined where each can be graded. A sandbox is tried only where one is needed. */
export function unrunnable(suite: Pick<Suite, "tasks">, kinds?: Kinds): Unrunnable | undefined {
  const asked = suite.tasks.map((task) => ({ id: task.id, languages: languagesOf(turnsGrader(task)) }));
  // JavaScript and SQL need nothing but Node.
  if (!asked.some(({ languages }) => languages.has("python") || languages.has("sh"))) return undefined;
  const lacking = (kinds ?? kindsHere()).flatMap(({ language, available, why, wrote }) => [
    ...(available || !asked.some(({ languages }) => languages.has(language)) ? [] : [{ language: language as string, why }]),
    ...(!available || wrote === undefined || wrote.available || !asked.some(({ languages }) => languages.has(filesOf(language)))
      ? []
      : [{ language: filesOf(language), why: wrote.why }]),
  ]);
  const needs = asked.filter(({ languages }) => lacking.some(({ language }) => languages.has(language))).map(({ id }) => id);
  if (needs.length === 0) return undefined;
  const shown = needs.length > 5 ? `${needs.slice(0, 5).join(", ")} and ${needs.length - 5} more` : needs.join(", ");
  const all = needs.length === suite.tasks.length;
  const which = all
    ? needs.length === 1
      ? "The only task"
      : `All ${count(needs.length, "task")}`
    : `${needs.length} of ${count(suite.tasks.length, "task")}`;
  const asks = needs.length === 1 ? "asks" : "ask";
  const names = lacking
    .map(({ language }) => (language === "python" ? "Python" : language === "sh" ? "shell" : "shell (with files)"))
    .join(" and ");
  const whys = [...new Set(lacking.map(({ why }) => why))].join(" ");
  const message = `${which} ${asks} for ${names} programs (${shown}), and there is no sandbox to run them in: ${whys} Their answers would be paid for and not scored.`;
  return { tasks: needs, all, message };
}

/** Refuses to begin what could only be paid for. */
export function refuseUnrunnable(suite: Pick<Suite, "tasks">, kinds?: Kinds): void {
  const found = unrunnable(suite, kinds);
  if (found?.all === true) throw new UserError(found.message);
}

/** Spending on some tasks in vain is agreed to, not refused: one note for the plan. */
export function sandboxNotes(suite: Pick<Suite, "tasks">): string[] {
  const found = unrunnable(suite);
  return found === undefined ? [] : [found.message];
}

function kindsHere(): Kinds {
  return sandbox().kinds();
}

/** What a grader asks for beside its language whose checks compare files. */
function filesOf(language: string): string {
  return `${language} files`;
}

/** The languages of the program graders in a judge's spec, at any depth: a noisy judge has another inside. */
function languagesOf(spec: Json | undefined): Set<string> {
  if (typeof spec !== "object" || spec === null) return new Set();
  const inner = Object.values(spec).flatMap((part: Json) => [...languagesOf(part)]);
  const isProgram = !Array.isArray(spec) && "kind" in spec && spec.kind === "program";
  const language = isProgram && "language" in spec && typeof spec.language === "string" ? spec.language : "javascript";
  const files = isProgram && "checks" in spec && Array.isArray(spec.checks) && spec.checks.some(compares) ? [filesOf(language)] : [];
  return new Set([...(isProgram ? [language] : []), ...files, ...inner]);
}

function compares(check: Json): boolean {
  return typeof check === "object" && check !== null && !Array.isArray(check) && "wrote" in check && check.wrote !== undefined;
}
