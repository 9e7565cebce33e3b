import { existsSync, statSync, writeFileSync } from "node:fs";
import { type ImportedOutcomes, importRun, importTable } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { commandName } from "../util/command-name.ts";
import { count } from "../util/count.ts";
import { wordsOf } from "../util/failure.ts";
import { withStore } from "./home.ts";

export interface ImportOptions {
  readonly column: readonly string[];
  readonly ledger?: string;
  readonly json?: boolean;
}

/** Writes a run's attempts, or another's table under our names of columns, as a table of outcomes; a file that is there already is never overwritten. */
export async function importOutcomes(source: string, target: string, { column, ledger, json }: ImportOptions): Promise<void> {
  if (!/\.(jsonl|ndjson)$/i.test(target))
    throw new UserError(`A file of JSON lines was wanted to write, as in outcomes.jsonl; got "${target}".`);
  if (existsSync(target)) throw new UserError(`${target} is there already. Move it away or name another file.`);
  const names = namesIn(column);
  const isFile = existsSync(source) && statSync(source).isFile();
  if (!isFile && names.size > 0) throw new UserError(`--column renames columns of a file; "${source}" is none here.`);
  const found = isFile ? await importTable(source, names) : await withStore(ledger, "read", (store) => importRun(store, source));
  try {
    writeFileSync(target, `${found.lines.join("\n")}\n`, { flag: "wx" });
  } catch (thrown) {
    throw new UserError(`Wanted to write ${target}: ${wordsOf(thrown)}`);
  }
  process.stdout.write(json === true ? `${JSON.stringify(summary(target, found))}\n` : told(target, found));
}

function summary(file: string, { lines, items, models, notes }: ImportedOutcomes): object {
  return { schema: 1, file, attempts: lines.length, items, models, notes };
}

function told(file: string, { lines, items, models, notes }: ImportedOutcomes): string {
  return [
    `Wrote ${file}: ${count(lines.length, "attempt")} of ${count(models.length, "model")} at ${count(items, "item")}.`,
    ...notes,
    `Next: ${commandName()} decide ${file}`,
    "",
  ].join("\n");
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
