import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { evidenceAt, evidenceOf, type Evidence, type Outcome } from "../../src/valuation/index.ts";

/** A recorded set: outcomes of members that share items. Where no cost is recorded, an attempt costs 1: costs are calls. */
export interface RecordedSet {
  readonly name: string;
  readonly evidence: Evidence;
  readonly currency: "dollars" | "calls";
  readonly answers: boolean;
  /** What was left out. */
  readonly note: string;
}

type Row = Readonly<Record<string, string>>;

/** The sets of a folder, in the tidy format (`recorded/README.md`); those that have no table of outcomes are passed over. */
export function setsIn(folder: string, names: readonly string[]): RecordedSet[] {
  return names.flatMap((name) => {
    const rows = rowsOf(join(folder, name, "outcomes.csv.gz"));
    return rows.length === 0 ? [] : [setOf(name, rows, rowsOf(join(folder, name, "answers.csv.gz")))];
  });
}

function rowsOf(file: string): Row[] {
  return existsSync(file) ? parse(gunzipSync(readFileSync(file)), { columns: true }) : [];
}

function setOf(name: string, rows: readonly Row[], answers: readonly Row[]): RecordedSet {
  const key = (row: Row): string => [row["item"], row["model"], row["sample"]].join("\n");
  const said = new Map(answers.map((row) => [key(row), row]));
  const number = (text: string | undefined): number | undefined => (text === undefined || text === "" ? undefined : Number(text));
  const outcomes = rows
    .filter((row) => row["model"] !== "human")
    .map((row): Outcome => {
      const answer = said.get(key(row));
      const [cost, confidence, chars] = [number(row["cost_usd"]), number(row["stated_confidence"]), number(answer?.["reply_chars"])];
      return {
        item: row["item"] ?? "",
        category: row["category"] ?? "",
        member: row["model"] ?? "",
        sample: row["sample"] ?? "",
        passed: row["passed"] === "1",
        ...(cost === undefined ? {} : { cost }),
        ...(confidence === undefined ? {} : { confidence }),
        ...(chars === undefined ? {} : { chars }),
        ...(answer === undefined ? {} : { answer: answer["answer"] ?? "" }),
      };
    });
  const { kept, note } = shared(outcomes);
  const costs = kept.samples.flat().some(({ cost }) => cost !== undefined);
  return { name, evidence: kept, currency: costs ? "dollars" : "calls", answers: answers.length > 0, note };
}

/** Members that tried nine items in ten, and the items that all of them tried. */
function shared(outcomes: readonly Outcome[]): { kept: Evidence; note: string } {
  const all = evidenceOf(outcomes);
  const width = all.members.length;
  const tried = (m: number): number => all.items.filter((_, i) => (all.tries[i * width + m] as number) > 0).length;
  const members = all.members.filter((_, m) => tried(m) >= 0.9 * all.items.length);
  const few = evidenceOf(outcomes.filter(({ member }) => members.includes(member)));
  const whole = [...few.items.keys()].filter((i) => members.every((_, m) => (few.tries[i * members.length + m] as number) > 0));
  const note = `${members.length} of ${width} members, ${whole.length} of ${all.items.length} items`;
  return { kept: evidenceAt(few, whole), note };
}
