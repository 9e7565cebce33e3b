import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { DatabaseSync } from "node:sqlite";
import { UserError } from "../util/bug.ts";

/** What tells this opener of a store from any other, in this process or elsewhere. */
export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process started, as the kernel counts it, so that a pid that was given to another process is not taken for the owner. */
  readonly started: string;
  readonly token: string;
}

export function owner(): Owner {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid), token: randomUUID() };
}

/** Takes the writer lock of a run; a dead owner's is taken over. Throws a `UserError` that says who holds it and what to do. */
export function lockRun(db: DatabaseSync, file: string, run: { readonly id: string; readonly number: number }, me: Owner): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    const held = db.prepare("SELECT pid, host, started, token FROM locks WHERE run = ?").get(run.number) as unknown as Owner | undefined;
    if (held !== undefined && held.token !== me.token) refuseIfAlive(held, file, run, me);
    db.prepare("INSERT OR REPLACE INTO locks (run, pid, host, started, token) VALUES (?, ?, ?, ?, ?)").run(
      run.number,
      me.pid,
      me.host,
      me.started,
      me.token,
    );
    db.exec("COMMIT");
  } catch (thrown) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw thrown;
  }
}

/** Whether some process writes this run, as far as can be told from here: one of another host is taken at its word. */
export function isWritten(db: DatabaseSync, number: number): boolean {
  const held = db.prepare("SELECT pid, host, started, token FROM locks WHERE run = ?").get(number) as unknown as Owner | undefined;
  return held !== undefined && (held.host !== hostname() || isAlive(held));
}

/** Gives up every lock of this opener. */
export function unlockRuns(db: DatabaseSync, me: Owner): void {
  db.prepare("DELETE FROM locks WHERE token = ?").run(me.token);
}

function refuseIfAlive(held: Owner, file: string, run: { readonly id: string; readonly number: number }, me: Owner): void {
  if (held.host !== me.host) {
    throw new UserError(
      `Run ${run.id} in ${file} is being written by process ${held.pid} on ${held.host}, which cannot be checked from here. ` +
        `Stop it there; if it is gone, free the run with: sqlite3 ${file} "DELETE FROM locks WHERE run = ${run.number}"`,
    );
  }
  if (isAlive(held)) {
    const who = held.pid === me.pid ? "this process, which opened the ledger a second time" : `process ${held.pid}`;
    throw new UserError(
      `Run ${run.id} in ${file} is being written by ${who}. Wait for it or stop it first; reading the run and writing other runs work meanwhile.`,
    );
  }
}

/** Whether the process that held this still runs, as far as can be told from here. */
export function isAlive(held: Omit<Owner, "token">): boolean {
  try {
    process.kill(held.pid, 0);
  } catch (thrown) {
    // EPERM: it lives, under another user.
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EPERM")) return false;
  }
  return startOf(held.pid) === held.started;
}

/** Boot and start tick of a process, or "" where there is no /proc: then a living pid is taken at its word. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The command, in parentheses, may hold blanks: fields are counted after the last parenthesis, where the start is the 20th.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\)\s/s, "")
      .split(" ");
    // A zombie holds its pid until it is reaped but writes no more.
    return fields[0] === "Z" ? "zombie" : `${boot}:${fields[19] ?? ""}`;
  } catch {
    return "";
  }
}
