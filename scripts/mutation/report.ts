import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Mutant } from "./mutants.ts";
import type { Trial } from "./try-mutant.ts";

interface TriedMutant {
  readonly mutant: Mutant;
  readonly trial: Trial;
}

export interface Report {
  readonly text: string;
  readonly table: readonly (readonly string[])[];
  readonly survivors: readonly TriedMutant[];
  /** The share that was noticed, each folder by the number of its mutants. */
  readonly share: number;
}

/** A survivor that was looked at: no test can tell it from the code, or why none does. */
interface Reason {
  readonly file: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

const reasonsFile = join(import.meta.dirname, "reasons.json");

/** Counts outcomes by folder; mutants without coverage count as not noticed. */
export function reportOf(sizes: readonly { folder: string; mutants: number }[], done: readonly TriedMutant[]): Report {
  const rows = sizes.map(({ folder, mutants }) => {
    const own = done.filter(({ mutant }) => mutant.folder === folder);
    const count = (outcome: Trial["outcome"]): number => own.filter(({ trial }) => trial.outcome === outcome).length;
    const noticed = count("killed") + count("timed out");
    const cells = [own.length, count("killed"), count("timed out"), count("survived"), count("no coverage")];
    return { folder, mutants, tried: own.length, share: noticed / Math.max(1, own.length), cells };
  });
  const tried = rows.filter((row) => row.tried > 0);
  const weight = tried.reduce((sum, { mutants }) => sum + mutants, 0);
  const share = tried.reduce((sum, row) => sum + (row.share * row.mutants) / weight, 0);
  const percent = (part: number): string => `${(100 * part).toFixed(1)}%`;
  const table = [
    ["folder", "mutants", "tried", "killed", "timed out", "survived", "no coverage", "noticed"],
    ...rows.map((row) => [row.folder, ...[row.mutants, ...row.cells].map(String), row.tried === 0 ? "" : percent(row.share)]),
    ["all", ...sums(rows.map((row) => [row.mutants, ...row.cells])).map(String), percent(share)],
  ];
  const survivors = done
    .filter(({ trial }) => trial.outcome === "survived" || trial.outcome === "no coverage")
    .toSorted((one, other) =>
      one.mutant.file < other.mutant.file ? -1 : one.mutant.file > other.mutant.file ? 1 : one.mutant.line - other.mutant.line,
    );
  const lines = survivors.map(({ mutant, trial }) => `${placeOf(mutant)}  ${change(mutant)}  ${trial.outcome} (${trial.by})`);
  return { text: [...table.map((row) => row.map((cell) => cell.padEnd(12)).join("")), "", ...lines].join("\n"), table, survivors, share };
}

function sums(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
}

function placeOf({ file, line }: Mutant): string {
  return `${file}:${line}`;
}

function change({ from, text, code }: Mutant): string {
  const short = (words: string): string => words.replace(/\s+/g, " ").slice(0, 70);
  return `${short(from)} -> ${short(text)}   in: ${short(code)}`;
}

/** Writes the page of figures, with what was found about each survivor. */
export function writePage(file: string, report: Report, about: { load: number; command: string }): void {
  const reasons = existsSync(reasonsFile) ? (JSON.parse(readFileSync(reasonsFile, "utf8")) as Reason[]) : [];
  const reasonOf = ({ mutant: { file: own, code, from, text }, trial }: TriedMutant): string => {
    const known = reasons.find((one) => one.file === own && one.code === code && one.from === from && one.to === text)?.reason;
    const none = about.command.includes("--near")
      ? "no test of its own folder executes it; whole runs in `test/` were not asked"
      : "no test executes it";
    return known ?? (trial.outcome === "no coverage" ? none : `open: ${trial.by} execute it and do not tell`);
  };
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
  const tableOf = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
    [row(head), `|${" --- |".repeat(head.length)}`, ...rows.map(row)].join("\n");
  const survivors = report.survivors.map(({ mutant, trial }) => [
    placeOf(mutant),
    `\`${mutant.from.replace(/\s+/g, " ").slice(0, 60)}\` to \`${mutant.text.replace(/\s+/g, " ").slice(0, 60)}\``,
    trial.outcome,
    reasonOf({ mutant, trial }),
  ]);
  writeFileSync(
    file,
    `# Figures: mutation

Measured ${new Date().toISOString().slice(0, 10)}; ${availableParallelism()} cores, Node ${process.versions.node}, load ${about.load.toFixed(1)} before the start.

\`\`\`sh
${about.command}
\`\`\`

Each mutant is one small change of the code: a comparison, an operator, a default, a condition, a number, a call or a statement (\`scripts/mutation/operators.ts\`; texts of messages, patterns and types are left as they are). The tests that execute the changed text are run, nearest first, until one fails.${about.command.includes("--near") ? " With `--near` these are the tests of the code's own folder alone, not those of other folders and no whole runs." : ""} The share of a folder is that of its sample; the last line weighs folders by their mutants. The goal is 85%.

${tableOf(report.table)}

## Survivors

${tableOf([["place", "change", "outcome", "reason"], ...survivors])}
`,
  );
}
