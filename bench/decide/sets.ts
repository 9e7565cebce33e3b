import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { type Evidence, type Outcome, sharedEvidence } from "../../src/valuation/index.ts";
import { defined } from "../../src/util/defined.ts";

/** A recorded set: outcomes of members that share items. Where no cost is recorded, an attempt costs 1: costs are calls. */
export interface RecordedSet {
  readonly name: string;
  readonly evidence: Evidence;
  readonly currency: "dollars" | "calls";
  readonly answers: boolean;
  /** What the cheapest member's attempt costs. */
  readonly free: number;
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
        ...defined({ cost, confidence, chars }),
        ...(answer === undefined ? {} : { answer: answer["answer"] ?? "" }),
      };
    });
  const { evidence, membersLeft, itemsLeft } = sharedEvidence(outcomes);
  const { items, members } = evidence;
  const costs = outcomes.some(({ cost }) => cost !== undefined);
  const note = `${members.length} of ${members.length + membersLeft.length} members, ${items.length} of ${items.length + itemsLeft} items`;
  const free = costs ? Math.min(...members.map((_, m) => meanCost(evidence, m))) : 1;
  return { name, evidence, currency: costs ? "dollars" : "calls", answers: answers.length > 0, free, note };
}

/** Items weigh alike. */
function meanCost({ items, members, samples }: Evidence, member: number): number {
  const means = items.map((_, i) => {
    const cell = samples[i * members.length + member] ?? [];
    return cell.reduce((sum, { cost = 0 }) => sum + cost, 0) / cell.length;
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}
