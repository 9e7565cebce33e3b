import { existsSync, statSync, writeFileSync } from "node:fs";
import {
  type Ask,
  type Imported,
  type ImportedOutcomes,
  importForeign,
  importRun,
  importTable,
  outcomesOf,
  suiteText,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { commandName } from "../util/command-name.ts";
import { count } from "../util/count.ts";
import { defined } from "../util/defined.ts";
import { wordsOf } from "../util/failure.ts";
import { withStore } from "./home.ts";
import { wrappedWords } from "./wrapped-words.ts";

export interface ImportOptions extends Omit<Ask, "columns"> {
  readonly column: readonly string[];
  readonly ledger?: string;
  readonly json?: boolean;
}

/** A file to write, and what is said of it. */
interface Written {
  readonly text: string;
  readonly about: Readonly<Record<string, unknown>>;
  readonly words: string;
  readonly notes: readonly string[];
  readonly next: string;
  readonly lost: number;
}

/**
 * Writes a run's attempts or another tool's results as a table of outcomes, or its tasks as a suite; a file that is there already is never
 * overwritten. The exit code: 1 where something of another's could not be carried over.
 */
export async function importOutcomes(source: string, target: string, options: ImportOptions): Promise<number> {
  const { column, ledger, json, ...said } = options;
  if (!/\.(jsonl|ndjson|ya?ml|json)$/i.test(target))
    throw new UserError(
      `A file of JSON lines was wanted to write, as in outcomes.jsonl (a suite may be .yaml or .json as well); got "${target}".`,
    );
  if (existsSync(target)) throw new UserError(`${target} is there already. Move it away or name another file.`);
  const names = namesIn(column);
  const status = existsSync(source) ? statSync(source) : undefined;
  const isTheirs = status?.isFile() === true || (status?.isDirectory() === true && source !== "last");
  if (!isTheirs) wantNoFileOptions(source, options);
  const ask = defined({ ...said }) as Omit<Ask, "columns">;
  const found = isTheirs
    ? await fromFile(source, target, { ...ask, columns: names })
    : outcomes(target, await withStore(ledger, "read", (store) => importRun(store, source)));
  try {
    writeFileSync(target, found.text, { flag: "wx" });
  } catch (thrown) {
    throw new UserError(`Wanted to write ${target}: ${wordsOf(thrown)}`);
  }
  process.stdout.write(
    json === true ? `${JSON.stringify({ schema: 1, file: target, ...found.about, notes: found.notes })}\n` : told(found),
  );
  return found.lost > 0 ? 1 : 0;
}

function wantNoFileOptions(
  source: string,
  { column, format, prompt, answer, category, id, choices, data, split, score, grades }: ImportOptions,
): void {
  if (column.length > 0) throw new UserError(`--column renames columns of a file; "${source}" is none here.`);
  const of = { format, prompt, answer, category, id, choices, data, split, score, grades };
  const [name] = Object.entries(of).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined) throw new UserError(`--${name} is about a file; "${source}" is none here.`);
}

async function fromFile(source: string, target: string, ask: Ask): Promise<Written> {
  const imported = await importForeign(source, ask);
  if (imported.kind === "suite") return suite(target, imported);
  const { readAs, notes, lost } = imported;
  const table = imported.kind === "outcomes" ? outcomesOf(imported.rows) : await importTable(source, ask.columns);
  const written = outcomes(target, { ...table, notes: [...table.notes, ...notes] });
  return { ...written, lost, words: `Read as ${readAs}. ${written.words}`, about: { ...written.about, readAs, lost } };
}

function outcomes(file: string, { lines, items, models, notes }: ImportedOutcomes): Written {
  if (!/\.(jsonl|ndjson)$/i.test(file))
    throw new UserError(`A file of JSON lines was wanted to write, as in outcomes.jsonl; got "${file}".`);
  return {
    text: `${lines.join("\n")}\n`,
    about: { attempts: lines.length, items, models },
    words: `Wrote ${file}: ${count(lines.length, "attempt")} of ${count(models.length, "model")} at ${count(items, "item")}.`,
    notes,
    next: `decide ${file}`,
    lost: 0,
  };
}

function suite(file: string, { readAs, name, tasks, notes, lost }: Extract<Imported, { readonly kind: "suite" }>): Written {
  const graders = [...Map.groupBy(tasks, ({ grader }) => grader.kind)].map(([kind, of]) => `${of.length} by ${kind}`).join(", ");
  return {
    text: suiteText(file, name, tasks),
    about: { readAs, tasks: tasks.length, lost },
    words: `Read as ${readAs}. Wrote ${file}: a suite of ${count(tasks.length, "task")} (graded ${graders}).`,
    notes,
    next: `check ${file}`,
    lost,
  };
}

function told({ words, notes, next }: Written): string {
  return [...[words, ...notes].map((line) => wrappedWords(line, process.stdout)), `Next: ${commandName()} ${next}`, ""].join("\n");
}

/** `item=question_id`: ours, then theirs. Throws a `UserError`. */
function namesIn(columns: readonly string[]): Map<string, string> {
  return new Map(
    columns.map((text): [string, string] => {
      const [, ours = "", theirs = ""] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
      if (ours === "") throw new UserError(`--column: <ours>=<theirs> was wanted, as in item=question_id; got "${text}".`);
      return [ours, theirs];
    }),
  );
}
