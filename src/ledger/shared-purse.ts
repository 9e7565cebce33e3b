import type { SQLOutputValue } from "node:sqlite";
import { randomUUID } from "node:crypto";
import type { Budget, Limits, Nano } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { dollars } from "../util/money.ts";
import { onFile } from "./faults.ts";
import { openDatabase } from "./open-database.ts";

/** A purse in a ledger file that several processes spend from at once. */
export interface SharedPurse extends Budget {
  /** What all processes have spent from it and hold. */
  total(): { readonly spent: Nano; readonly held: Nano };
  /**
   * For the only living writer of this purse's account: what its dead predecessors held, in purses of any name, counts as spent.
   * `paid` is what the account's ledger shows as spent and held; what was held beyond it never left, and is given back.
   */
  recover(paid?: Nano): void;
  close(): void;
}
export interface PurseTerms {
  /** The purse at this moment, "day:2026-11-21" or "run:<id>"; a hold is settled where it was taken. */
  readonly name: () => string;
  /** Who spends: a run's id. */
  readonly account: string;
  readonly cap: Nano;
}

/**
 * Opens a purse on a ledger file. Contract: over all processes, spent + held never exceeds the cap; a hold of a process that
 * died stays until `recover`. Throws a `UserError` for the file's faults.
 */
export function openSharedPurse(file: string, { name, account, cap }: PurseTerms): SharedPurse {
  const { db, sql } = openTables(file);
  const token = randomUUID();
  // One statement that takes the write lock first (as BEGIN IMMEDIATE does): no other process can come between look and take.
  const take = (purse: string, cost: Nano): boolean =>
    onFile(file, () => sql.hold.run(purse, account, token, cost, purse, cost, limit(cap)).changes === 1);
  const sums = (purse: string) => onFile(file, () => sql.total.get(purse)) as { spent: number; held: number };
  const purse: SharedPurse = {
    total: () => ({ ...sums(name()) }),
    left: () => {
      const { spent, held } = sums(name());
      return { cost: Math.max(0, cap - spent - held), calls: Infinity, ms: Infinity };
    },
    hold: (cost) => {
      if (!(cost >= 0)) throw new Bug(`A hold wants an amount of zero or more; got ${cost}.`);
      const from = name();
      if (!take(from, cost)) return refusal(from, cost, cap, sums(from));
      let open = true;
      return {
        ok: true,
        settle: (actual) => {
          if (!open) throw new Bug("A hold can be settled once.");
          open = false;
          onFile(file, () => sql.settle.run(cost, actual, from, token));
        },
      };
    },
    slice: (limits) => sliceOf(purse, limits),
    recover: (paid) => onFile(file, () => settleDead(db, sql, { account, token, paid })),
    close: () => db.close(),
  };
  return purse;
}

const tables = `CREATE TABLE IF NOT EXISTS purses (
  name TEXT NOT NULL,
  token TEXT NOT NULL,
  account TEXT NOT NULL,
  spent INTEGER NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY (name, token)
) STRICT, WITHOUT ROWID;`;

function openTables(file: string) {
  const db = openDatabase(file, "write");
  return onFile(file, () => {
    // The ledger's own synced commit, which precedes every live call, takes these pages along: a sync per hold would add nothing.
    db.exec(`PRAGMA synchronous = NORMAL; ${tables}`);
    const sql = {
      hold: db.prepare(
        `INSERT INTO purses (name, account, token, spent, held) SELECT ?, ?, ?, 0, ?
           WHERE (SELECT coalesce(sum(spent + held), 0) FROM purses WHERE name = ?) + ? <= ?
         ON CONFLICT (name, token) DO UPDATE SET held = held + excluded.held`,
      ),
      settle: db.prepare("UPDATE purses SET held = held - ?, spent = spent + ? WHERE name = ? AND token = ?"),
      total: db.prepare("SELECT coalesce(sum(spent), 0) AS spent, coalesce(sum(held), 0) AS held FROM purses WHERE name = ?"),
      account: db.prepare("SELECT name, token, spent, held FROM purses WHERE account = ? ORDER BY name DESC"),
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

function refusal(name: string, cost: Nano, cap: Nano, { spent, held }: { spent: Nano; held: Nano }) {
  const left = Math.max(0, cap - spent - held);
  const words = `The call may cost up to ${dollars(cost)} and ${dollars(left)} of ${dollars(cap)} is left in the purse ${name}`;
  return fail("budget", `${words} (${dollars(spent)} spent, ${dollars(held)} held).`);
}

function settleDead(db: Tables["db"], sql: Tables["sql"], whose: { account: string; token: string; paid: Nano | undefined }): void {
  db.exec("BEGIN IMMEDIATE");
  try {
    const rows = sql.account.all(whose.account);
    const known = rows.reduce((sum, row) => sum + amount(row["spent"]) + amount(row["held"]), 0);
    let never = whose.paid === undefined ? 0 : Math.max(0, known - whose.paid);
    for (const row of rows) {
      const held = amount(row["held"]);
      if (row["token"] === whose.token || held === 0) continue;
      const back = Math.min(held, never);
      never -= back;
      sql.bury.run(held - back, row["name"] ?? null, row["token"] ?? null);
    }
    db.exec("COMMIT");
  } catch (thrown) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw thrown;
  }
}

function amount(value: SQLOutputValue | undefined): Nano {
  return Number(value ?? 0);
}

/** A share of the purse for this process alone, with limits of its own on money and calls. */
function sliceOf(parent: Budget, limits: Partial<Limits>): Budget {
  let used = 0;
  let calls = 0;
  const own = () => ({ cost: Math.max(0, (limits.cost ?? Infinity) - used), calls: Math.max(0, (limits.calls ?? Infinity) - calls) });
  const slice: Budget = {
    left: () => {
      const above = parent.left();
      return { cost: Math.min(own().cost, above.cost), calls: Math.min(own().calls, above.calls), ms: above.ms };
    },
    hold: (cost) => {
      const { cost: left, calls: callsLeft } = own();
      if (cost > left) return fail("budget", `The call may cost up to ${dollars(cost)} and ${dollars(left)} is left.`);
      if (callsLeft < 1) return fail("budget", "No call is left in this budget.");
      const hold = parent.hold(cost);
      if (!hold.ok) return hold;
      used += cost;
      calls += 1;
      return {
        ok: true,
        settle: (actual) => {
          hold.settle(actual);
          used += actual - cost;
        },
      };
    },
    slice: (inner) => sliceOf(slice, inner),
  };
  return slice;
}
