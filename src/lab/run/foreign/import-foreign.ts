import { basename, extname } from "node:path";
import { UserError } from "../../../util/bug.ts";
import { didYouMean } from "../../../util/did-you-mean.ts";
import type { Ask } from "./ask.ts";
import { finishAttempts } from "./finish-attempts.ts";
import { finishTasks, type WrittenTask } from "./finish-tasks.ts";
import { type Format, formats } from "./formats.ts";
import { openSource } from "./open-source.ts";
import type { Source } from "./source.ts";
import { Tally } from "./tally.ts";

/** What came of another's file. `lost` counts what could not be carried over; `notes` say what, each with a place. */
export type Imported = { readonly readAs: string; readonly notes: readonly string[]; readonly lost: number } & (
  | { readonly kind: "suite"; readonly name: string; readonly tasks: readonly WrittenTask[] }
  | { readonly kind: "outcomes"; readonly rows: readonly Readonly<Record<string, string>>[] }
  /** A table of outcomes as it is, which is read elsewhere. */
  | { readonly kind: "table" }
);

/** The name of a format that is read as it is: a table with our columns, or theirs renamed. */
const table = "outcomes";

/** Reads another's file by what it holds, or as the format that was named. Rejects with a `UserError` for one that is none of them, or does not fit. */
export async function importForeign(path: string, ask: Ask): Promise<Imported> {
  wantKnown(ask.format);
  if (ask.format === table) return { kind: "table", readAs: "a table of outcomes", notes: [], lost: 0 };
  const source = await openSource(path, ask.split);
  const format = ask.format === undefined ? recognized(source, ask) : formats.find(({ name }) => name === ask.format);
  if (format === undefined) return { kind: "table", readAs: "a table of outcomes", notes: [], lost: 0 };
  if (ask.format !== undefined && !format.fits(source)) throw new UserError(misfit(source, format));
  wantFitting(format, ask);
  const tally = new Tally();
  if ("tasks" in format) {
    const tasks = finishTasks(await format.tasks(source, ask, tally), tally);
    if (tasks.length === 0)
      throw new UserError(
        `${path}: tasks were wanted; none could be carried over.\n${tally
          .notes()
          .map((line) => `  ${line}`)
          .join("\n")}`,
      );
    return { kind: "suite", readAs: format.title, name: nameOf(path), tasks, notes: tally.notes(), lost: tally.lost };
  }
  const rows = await finishAttempts(path, format.attempts(source, ask, tally), ask, tally);
  return { kind: "outcomes", readAs: format.title, rows, notes: tally.notes(), lost: tally.lost };
}

function wantKnown(format: string | undefined): void {
  const names = [...formats.map(({ name }) => name), table];
  if (format !== undefined && !names.includes(format))
    throw new UserError(`--format: one of ${names.join(", ")} was wanted; got "${format}".${didYouMean(format, names)}`);
}

/** The format of a file; undefined for a table of outcomes. */
function recognized(source: Source, ask: Ask): Format | undefined {
  const names = new Set(source.rows.slice(0, 1000).flatMap(({ value }) => Object.keys(value)));
  if (names.has("item") && names.has("model") && (names.has("passed") || names.has("score"))) return undefined;
  const found = formats.find((format) => format.fits(source));
  const generic = found?.name === "rows";
  // Renamed columns say that rows are attempts.
  if (generic && ask.columns.size > 0) return undefined;
  if (found === undefined || (generic && ask.prompt === undefined && !looksLikeTasks(names))) throw new UserError(unknown(source, names));
  return found;
}

function looksLikeTasks(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => /^(prompt|question|input|instruction|query|problem)s?$/i.test(name));
}

function unknown(source: Source, names: ReadonlySet<string>): string {
  const has = names.size > 0 ? ` with ${[...names].slice(0, 12).join(", ")}` : "";
  const known = formats.map(({ name, sign }) => `  ${name}: ${sign}`);
  return `${source.path} is ${source.form}${has}, and none of what is known here:\n${known.join("\n")}\n  ${table}: columns item, model and passed or score (--column item=question_id renames theirs)\nSay --format, or name its columns: --prompt question --answer answer for tasks, --column for attempts.`;
}

function misfit(source: Source, format: Format): string {
  const other = formats.find((one) => one.name !== "rows" && one.fits(source));
  return `${source.path}: ${format.title} was wanted (${format.sign}); it is ${source.form}${other === undefined ? " without that" : `, and looks like ${other.title} (--format ${other.name})`}.`;
}

const ofSuites = ["prompt", "answer", "category", "id", "choices", "data"] as const;
const taken: ReadonlyMap<string, readonly string[]> = new Map([
  ["promptfoo-csv", ["prompt", "category", "id"]],
  ["lm-eval", ["data"]],
  ["rows", ["prompt", "answer", "category", "id", "choices"]],
  ["hugging-face", ["prompt", "answer", "category", "id", "choices"]],
]);

/** An option that this format does not know would be without effect. */
function wantFitting(format: Format, ask: Ask): void {
  const known = taken.get(format.name) ?? [];
  const odd = ofSuites.find((name) => ask[name] !== undefined && !known.includes(name));
  if (odd !== undefined)
    throw new UserError(`--${odd} is none of the options for ${format.title}; rows of any kind take it with --format rows.`);
  const isSuite = "tasks" in format;
  if (isSuite && (ask.columns.size > 0 || ask.grades !== undefined))
    throw new UserError(
      `--column and --grades are for attempts; this is ${format.title}, which is tasks. Name its columns with --prompt and --answer.`,
    );
  if (ask.score !== undefined && !["inspect-log", "langfuse"].includes(format.name))
    throw new UserError(`--score names one of several scores of an Inspect log or a Langfuse export; this is ${format.title}.`);
}

function nameOf(path: string): string {
  const base = basename(path).replace(/\.gz$/i, "");
  const plain = base.slice(0, base.length - extname(base).length).replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  return plain === "" ? "imported" : plain;
}
