import { UserError } from "../../util/bug.ts";
import { nearestName } from "../../util/nearest-name.ts";
import { familyOf } from "./family.ts";
import { readTable, type Table } from "./read-table.ts";

/** One recorded verdict of a judge on an answer that it was shown. Absent means not recorded. Cost in dollars. */
export interface RecordedVerdict {
  readonly judge: string;
  readonly judgeFamily: string;
  /** Names the answer: judges of the same one are compared by it. */
  readonly answer: string;
  readonly authorFamily?: string;
  /** Absent where the judge gave no verdict. */
  readonly passed?: boolean;
  readonly score?: number;
  /** The truth about the answer. */
  readonly right?: boolean;
  readonly length?: number;
  readonly cost?: number;
}

/**
 * Reads verdicts, one a row: `item` names the answer and `judge` (or `model`) who judged; `right` (or `shown_answer_is_right`) is the truth;
 * `passed`, or a probability in `score` (or `stated_confidence`), which passes from `threshold` on, is the verdict, and both empty is none.
 * `author`, `length` and `cost_usd` may stand beside. Throws a `UserError` with file and line for what does not fit.
 */
export function loadVerdicts(from: string | Table, threshold = 0.5): RecordedVerdict[] {
  const table = typeof from === "string" ? readTable(from) : from;
  const at = columnsOf(table);
  const seen = new Set<string>();
  return table.lines.map((line, row) => {
    const where = `${table.path} ${table.unit ?? "line"} ${line}`;
    const cell = (name: keyof typeof at): string => (table.cells[at[name]]?.[row] ?? "").trim();
    const [answer, judge] = [cell("item"), cell("judge")];
    if (answer === "" || judge === "") throw new UserError(`${where}: an item and a judge were wanted; one is empty.`);
    const id = `${judge}\n${answer}`;
    if (seen.has(id)) throw new UserError(`${where}: the verdict of ${judge} on ${answer} is there twice.`);
    seen.add(id);
    const score = numberIn(cell("score"), where, "score", 1);
    const passed = truthIn(cell("passed"), where, "passed") ?? (score === undefined ? undefined : score >= threshold);
    const author = cell("author");
    return {
      judge,
      judgeFamily: familyOf(judge),
      answer,
      ...(author === "" ? {} : { authorFamily: familyOf(author) }),
      ...known("passed", passed),
      ...known("score", score ?? (passed === undefined ? undefined : Number(passed))),
      ...known("right", truthIn(cell("right"), where, "right")),
      ...known("length", numberIn(cell("length"), where, "length")),
      ...known("cost", numberIn(cell("cost"), where, "cost_usd")),
    };
  });
}

function columnsOf(table: Table) {
  const place = (...names: string[]): number => Math.max(-1, ...names.map((name) => table.columns.indexOf(name)));
  const at = {
    item: place("item"),
    judge: table.columns.includes("judge") ? place("judge") : place("model"),
    right: place("right", "shown_answer_is_right"),
    passed: place("passed"),
    score: place("score", "stated_confidence"),
    author: place("author"),
    length: place("length"),
    cost: place("cost_usd"),
  };
  const there = table.columns.join(", ");
  const want = (names: readonly string[]): never => {
    throw new UserError(
      `${table.path}${table.unit === undefined ? " line 1" : ""}: the column ${names.join(" or ")} was wanted; there is ${there}.${nearestName(names[0] ?? "", table.columns)}`,
    );
  };
  if (at.item < 0) want(["item"]);
  if (at.judge < 0) want(["judge", "model"]);
  if (at.right < 0) want(["right", "shown_answer_is_right"]);
  if (at.passed < 0 && at.score < 0) want(["passed", "score", "stated_confidence"]);
  return at;
}

function known<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { [key in K]?: V };
}

function numberIn(text: string, where: string, name: string, most = Number.POSITIVE_INFINITY): number | undefined {
  if (text === "") return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0 && value <= most) return value;
  const range = most === 1 ? "from 0 to 1" : "of at least 0";
  throw new UserError(`${where}: ${name} must be a number ${range}, or empty; got ${text}.`);
}

function truthIn(text: string, where: string, name: string): boolean | undefined {
  const said = text.toLowerCase();
  if (said === "") return undefined;
  if (["1", "true", "yes"].includes(said)) return true;
  if (["0", "false", "no"].includes(said)) return false;
  throw new UserError(`${where}: ${name} must be 1 or 0, or empty; got ${text}.`);
}
