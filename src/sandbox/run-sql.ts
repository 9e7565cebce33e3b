import type { Json, RowsCheck, RunReport, SqlProgram } from "../types.ts";
import { fail } from "../util/failure.ts";
import { plain, rowsFault } from "./rows-fault.ts";
import type { SqlChildAnswer, SqlChildren } from "./sql-children.ts";
import type { Rows } from "./sql-worker.ts";
import { starved } from "./watch-work.ts";

type Limits = { readonly ms: number; readonly memoryMb: number };

/** What a process of Node and SQLite needs beside the rows. */
const roomMb = 64;
/** The setup of a check may take so many times what a program may. */
const setupTimes = 10;

/**
 * Runs an SQL program anew for each check, on a database of its own in the memory of a child process, which ends with the program. Its
 * rows are compared here: nothing of a check but its `setup` and `query` is in the child. Never rejects.
 */
export async function runSql({ code, checks, setup = "" }: SqlProgram, limits: Limits, children: SqlChildren): Promise<RunReport> {
  const worker = children.take();
  let left = limits.ms;
  let first: Rows | undefined;
  const results: { name: string; passed: boolean; why: string }[] = [];
  const runs: readonly RowsCheck[] = checks.length > 0 ? checks : [{ name: "", rows: [] }];
  try {
    for (const check of runs) {
      const workMs = Math.max(left / 2, 1);
      const run = {
        setup: `${setup}\n;${check.setup ?? ""}`,
        code,
        workMs,
        setupMs: limits.ms * setupTimes,
        memoryMb: limits.memoryMb + roomMb,
      };
      const { answer, usedMs } = await worker.ask(check.query === undefined ? run : { ...run, query: check.query }, limits.ms);
      left -= Math.min(usedMs, workMs);
      if (answer.kind === "lost" && answer.of === "starved") return starved(limits.ms);
      if (answer.kind === "lost" && answer.of === "closed") return fail("aborted", "The sandbox was closed before the program ran.");
      if (answer.kind === "lost" && answer.of === "unready") return fail("setup", unready);
      if (answer.kind === "fault" && answer.of === "setup")
        return fail("setup", `The setup of check ${JSON.stringify(check.name)} cannot be run: ${answer.why}. Fix the task's SQL.`);
      if (answer.kind === "rows") first ??= answer.found;
      const why = faultOf(check, answer, limits);
      if (checks.length > 0) results.push({ name: check.name, passed: why === undefined, why: why ?? "" });
      else if (answer.kind !== "rows") return { ok: true, checks: [], output: `${why}\n` };
    }
  } finally {
    worker.release();
  }
  return { ok: true, checks: results, output: textOf(first), ...(checks.length === 0 && first && { value: valueOf(first) }) };
}

const unready = "The SQL sandbox did not start. Run `catallaxy doctor`; Node 24 must be able to start child processes.";

function faultOf(check: RowsCheck, answer: SqlChildAnswer, { ms, memoryMb }: Limits): string | undefined {
  if (answer.kind === "rows") return rowsFault(check, answer.found);
  if (answer.kind === "fault") return `${answer.of === "query" ? "the query behind the program: " : ""}${answer.why}`;
  if (answer.of === "late")
    return `ran too long: the program may do work for ${ms} ms in all its checks, and half of what is left in one of them`;
  return answer.of === "memory"
    ? `used too much memory: it may hold ${memoryMb + roomMb} MB`
    : "the program ended its sandbox, as by using too much memory";
}

function valueOf({ columns, rows }: Rows): Json {
  return { columns, rows: rows.map((row) => row.map(plain)) };
}

/** As SQLite's own shell prints rows. */
function textOf(found: Rows | undefined): string {
  const cell = (value: Json): string => (value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value));
  const lines = found?.rows.slice(0, 1000).map((row) => row.map((value) => cell(plain(value))).join("|")) ?? [];
  return lines
    .map((line) => `${line}\n`)
    .join("")
    .slice(0, 20_000);
}
