import type { SQLOutputValue } from "node:sqlite";
import type { Nano, Result } from "../types.ts";
import type { Fund, Hold } from "../util/fund.ts";
import { Bug } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { dollarsApart } from "../util/money.ts";
import { onFile } from "./faults.ts";
import { isAlive, type Owner, owner } from "./lock.ts";
import { openDatabase } from "./open-database.ts";
import { inTurn } from "./in-turn.ts";
import { transact } from "./totals.ts";

/** A budget in a ledger file that several processes spend from at once. */
export interface SharedBudget extends Fund {
  /** The newest name, as text is ordered, of any budget of the file that begins and is as long as this one. */
  newest(like: string): string | undefined;
  /** What all processes have spent from it and hold. */
  total(): { readonly spent: Nano; readonly held: Nano };
  /**
   * For the only living writer of this budget's account: what its dead predecessors held, in budgets of any name, counts as spent.
   * `paid` is what the account's ledger shows as spent and held; what was held beyond it never left, and is given back.
   */
  recover(paid?: Nano): void;
  /**
   * For the only living writer of this budget's account: what it has spent was found to differ by this much, at the time of `name`
   * or, where it has nothing there, before. Never takes what others spent.
   */
  correct(difference: Nano): void;
  close(): void;
}
export interface SharedBudgetTerms {
  /** The budget at this moment, "day:2026-11-21" or "run:<id>"; a hold is settled where it was taken. */
  readonly name: () => string;
  /** Who spends: a run's id. */
  readonly account: string;
  readonly cap: Nano;
}

/**
 * Opens a budget on a ledger file. Contract: over all processes, spent + held never exceeds the cap; a hold of a process that
 * died stays until `recover`. `reserve` waits for the holds of living processes, in order of asking, one place per process at a
 * time. Throws a `UserError` for the file's faults.
 */
export function openSharedBudget(file: string, terms: SharedBudgetTerms): SharedBudget {
  const { db, sql } = openTables(file);
  const me = owner();
  const write = <T>(work: () => T): T => onFile(file, () => transact(db, work));
  write(() => sql.own.run(me.token, me.pid, me.host, me.started));
  const { name, account, cap } = terms;
  const { attempt, take, held, sums } = holdsOf({ file, write }, sql, terms, me.token);
  const leave = (): void => write(() => void sql.unqueue.run(me.token));
  const queue = inTurn(attempt, leave);
  const waking = (hold: Result<Hold>): Result<Hold> => {
    if (!hold.ok) return hold;
    const settle = (actual: Nano): void => {
      hold.settle(actual);
      queue.wake();
    };
    return { ok: true, settle };
  };
  return {
    newest: (like) => {
      const found = onFile(file, () => sql.newest.get(like.slice(0, like.indexOf(":") + 1), like))?.["name"];
      return typeof found === "string" ? found : undefined;
    },
    total: () => ({ ...sums(name()) }),
    left: () => {
      const { spent, held } = sums(name());
      return { cost: Math.max(0, cap - spent - held), calls: Infinity, ms: Infinity };
    },
    hold: (cost) => {
      if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
      const from = name();
      return take(from, cost) ? waking(held(from, cost)) : refusal(from, cost, cap, sums(from));
    },
    reserve: async (cost, signal) => {
      if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
      return waking(await queue.reserve(cost, signal));
    },
    recover: (paid) => write(() => settleDead(sql, { account, token: me.token, paid })),
    correct: (difference) => write(() => correctSpent(sql, { account, name: name() }, difference)),
    close: () => {
      leave();
      db.close();
    },
  };
}

interface Access {
  readonly file: string;
  readonly write: <T>(work: () => T) => T;
}

/** How this opener takes holds from the budget of the moment. */
function holdsOf({ file, write }: Access, sql: Tables["sql"], { name, account, cap }: SharedBudgetTerms, token: string) {
  const sums = (budget: string) => onFile(file, () => sql.total.get(budget)) as { spent: number; held: number };
  // One statement that takes the write lock first (as BEGIN IMMEDIATE does): no other process can come between look and take.
  const take = (budget: string, cost: Nano): boolean =>
    write(() => sql.hold.run(budget, account, token, cost, limit(cap), Date.now() - waitMs).changes === 1);
  const held = (from: string, cost: Nano): Result<Hold> => {
    let open = true;
    const settle = (actual: Nano): void => {
      if (!open) throw new Bug("A hold can be settled once.");
      open = false;
      write(() => sql.settle.run(cost, actual, from, token));
    };
    return { ok: true, settle };
  };
  /** Holds, or refuses what cannot be held even when all living holders have returned everything; undefined: wait. */
  const attempt = (cost: Nano): Result<Hold> | undefined => {
    const from = name();
    if (take(from, cost)) return held(from, cost);
    const { spent } = sums(from);
    const lost = onFile(file, () => sql.holders.all(from)).reduce((sum, row) => sum + (lives(row) ? 0 : amount(row["held"])), 0);
    if (cost > cap - spent - lost) return refusal(from, cost, cap, { spent, held: lost }, lost > 0 ? deadHolders : "");
    write(() => sql.queue.run(from, token, Date.now()));
    return undefined;
  };
  return { attempt, take, held, sums };
}

const deadHolders = " What is held is of runs that died: resume them to learn what they spent.";

/** Who waits shows itself at least this often, or loses its place. */
const waitMs = 10_000;

function openTables(file: string) {
  const db = openDatabase(file, "write");
  return onFile(file, () => {
    // The ledger's own synced commit, which precedes every live call, takes these pages along: a sync per hold would add nothing.
    db.exec("PRAGMA synchronous = NORMAL");
    const sql = {
      hold: db.prepare(
        `INSERT INTO purses (name, account, token, spent, held) SELECT ?1, ?2, ?3, 0, ?4
           WHERE (SELECT coalesce(sum(spent + held), 0) FROM purses WHERE name = ?1) + ?4 <= ?5
             AND NOT EXISTS (SELECT 1 FROM purse_queue WHERE name = ?1 AND token <> ?3 AND seen > ?6
               AND place < (SELECT coalesce(min(place), 9e18) FROM purse_queue WHERE token = ?3 AND name = ?1))
         ON CONFLICT (name, token) DO UPDATE SET held = held + excluded.held`,
      ),
      settle: db.prepare("UPDATE purses SET held = held - ?, spent = spent + ? WHERE name = ? AND token = ?"),
      newest: db.prepare("SELECT max(name) AS name FROM purses WHERE substr(name, 1, length(?1)) = ?1 AND length(name) = length(?2)"),
      total: db.prepare("SELECT coalesce(sum(spent), 0) AS spent, coalesce(sum(held), 0) AS held FROM purses WHERE name = ?"),
      account: db.prepare("SELECT name, token, spent, held FROM purses WHERE account = ? ORDER BY name DESC"),
      own: db.prepare("INSERT OR REPLACE INTO purse_owners (token, pid, host, started) VALUES (?, ?, ?, ?)"),
      holders: db.prepare(
        "SELECT held, pid, host, started FROM purses LEFT JOIN purse_owners ON purse_owners.token = purses.token WHERE name = ? AND held > 0",
      ),
      // Whoever waits at another budget now, as on a new day, stands last there.
      queue: db.prepare(
        `INSERT INTO purse_queue (name, token, seen) VALUES (?, ?, ?)
           ON CONFLICT (token) DO UPDATE SET seen = excluded.seen, name = excluded.name,
             place = iif(name = excluded.name, place, (SELECT max(place) + 1 FROM purse_queue))`,
      ),
      unqueue: db.prepare("DELETE FROM purse_queue WHERE token = ?"),
      spender: db.prepare(
        "SELECT name, token, spent FROM purses WHERE account = ?1 AND name <= ?2 AND length(name) = length(?2) ORDER BY name DESC, spent DESC",
      ),
      correct: db.prepare("UPDATE purses SET spent = spent + ? WHERE name = ? AND token = ?"),
      bury: db.prepare("UPDATE purses SET spent = spent + ?, held = 0 WHERE name = ? AND token = ?"),
    };
    return { db, sql };
  });
}
type Tables = ReturnType<typeof openTables>;

/** SQLite has no infinity; this many nano-dollars are nine million dollars. */
function limit(cap: Nano): number {
  return Math.min(cap, Number.MAX_SAFE_INTEGER);
}

function refusal(name: string, cost: Nano, cap: Nano, { spent, held }: { spent: Nano; held: Nano }, advice = "") {
  const left = Math.max(0, cap - spent - held);
  const [most, then, whole, gone, taken] = dollarsApart(cost, left, cap, spent, held);
  const words = `The call may cost up to ${most} and ${then} of ${whole} was left then in the budget ${name}`;
  return fail("budget", `${words} (${gone} spent, ${taken} held).${advice}`);
}

function settleDead(sql: Tables["sql"], whose: { account: string; token: string; paid: Nano | undefined }): void {
  const rows = sql.account.all(whose.account);
  const known = rows.reduce((sum, row) => sum + amount(row["spent"]) + amount(row["held"]), 0);
  let never = whose.paid === undefined ? 0 : Math.max(0, known - whose.paid);
  for (const row of rows) {
    const held = amount(row["held"]);
    if (row["token"] === whose.token || held === 0) continue;
    const back = Math.min(held, never);
    never -= back;
    sql.bury.run(held - back, row["name"] as string, row["token"] as string);
  }
}

/** Takes a difference from what the account spent, the budget of that name first; what cost more is added there. */
function correctSpent(sql: Tables["sql"], { account, name }: { account: string; name: string }, difference: Nano): void {
  let left = difference;
  for (const row of sql.spender.all(account, name)) {
    const change = Math.max(left, -amount(row["spent"]));
    if (change !== 0) sql.correct.run(change, row["name"] as string, row["token"] as string);
    left -= change;
    if (left === 0) return;
  }
}

/** A holder whose owner is not on record died before owners were. */
function lives(row: { readonly [column: string]: SQLOutputValue }): boolean {
  return typeof row["started"] === "string" && isAlive(row as unknown as Omit<Owner, "token">);
}

function amount(value: SQLOutputValue | undefined): Nano {
  return Number(value ?? 0);
}
