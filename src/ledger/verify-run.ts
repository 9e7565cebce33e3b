import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { CallFact, Fact, Failure, Reply, Result } from "../types.ts";
import { callState, paidFor } from "../util/call-state.ts";
import { fail, wordsOf } from "../util/failure.ts";
import { sha256 } from "../util/hash.ts";
import { eventHash, parsed } from "./chain.ts";
import { checkTotals } from "./check-totals.ts";
import type { RunStore } from "./run-store.ts";
import { isOfRun, restartChain } from "./event-chains.ts";
import { settledLater, settlementChain, settlementIn } from "./settlements.ts";
import type { Statements, Values } from "./statements.ts";
import type { Settlement, Verification } from "./store.ts";
import { count as counted } from "../util/count.ts";

type Row = { readonly [column: string]: SQLOutputValue };
/** A count, or what was found to be wrong. */
type CountResult = Result<{ count: number }>;
/** The keys that facts name, with whose and what for, as short as memory wants them. */
type AskedKeys = ReadonlySet<number>;

/** Computes a run's hashes, addresses and totals again; see `RunLedger.verify`. What waits in memory must be on disk before. */
export function verifyRun({ db, run, sql }: Pick<RunStore, "db" | "run" | "sql">): Result<Verification> {
  return snapshot(db, () => {
    const damage = legible(() => checkPages(db));
    const totals = legible(() => checkTotals(db, run));
    const chains = legible(() => verifyChains(run.number, sql));
    if (damage.ok && totals.ok && chains.ok) return chains;
    const found = [damage, totals, chains].flatMap((one) => (one.ok ? [] : [one.failure.message]));
    return wrong(
      `The ledger was changed or damaged after it was written: run ${run.id}: ${found.join("; ")}. Do not trust this run; restore the file from a copy.`,
    );
  });
}

/** What cannot even be read (a number too large, a text that is no JSON) was not written so. What SQLite says of the file is for others to tell. */
function legible<T>(work: () => Result<T>): Result<T> {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Error && "errcode" in thrown) throw thrown;
    return wrong(`what stands there cannot be read (${wordsOf(thrown)})`);
  }
}

/** Pages, and indexes against their tables: what a damaged index hides, no scan of the table would tell. */
function checkPages(db: DatabaseSync): Result<object> {
  const said = Object.values(db.prepare("PRAGMA main.integrity_check(1)").get() ?? {})[0];
  return said === "ok" ? { ok: true } : wrong(`pages of the file are damaged (${String(said)})`);
}

function verifyChains(run: number, sql: Statements): Result<Verification> {
  const trials = sql.trials.all(run);
  const events = verifyEvents(run, trials, sql);
  if (!events.ok) return events;
  const calls = verifyBodies(sql) ?? verifyCalls({ run, trials, asked: events.asked }, sql);
  if (!calls.ok) return calls;
  return { ok: true, trials: trials.filter((trial) => !isOfRun(trial["trial"])).length, events: events.count, calls: calls.count };
}

/** One state of the file for all reads, whoever writes meanwhile. */
function snapshot<T>(db: DatabaseSync, work: () => T): T {
  db.exec("BEGIN");
  try {
    return work();
  } finally {
    if (db.isTransaction) db.exec("COMMIT");
  }
}

/** One pass in the order of writing, which is the order on disk; each trial's chain is carried along. */
function verifyEvents(run: number, trials: readonly Row[], sql: Statements): Result<{ count: number; asked: AskedKeys }> {
  const chains = new Map(trials.map((trial) => [trial["number"], { name: String(trial["trial"]), head: "", count: 0 }]));
  let count = 0;
  let strays = 0;
  const asked = new Set<number>();
  for (const [seq, trial, span, at, fact, hash] of sql.allEvents.iterate(run)) {
    const chain = chains.get(trial);
    if (chain === undefined) {
      strays += 1;
      continue;
    }
    const text = String(fact);
    chain.head = eventHash(chain.head, String(span), Number(at), text);
    if (chain.head !== hash) {
      return wrong(
        `in table events, event ${String(seq)} of trial ${chain.name} does not match its hash: it or one before it was changed or deleted`,
      );
    }
    const gap = factGap({ run, asked }, text, sql);
    if (gap !== undefined) return wrong(`${gap} a call in trial ${chain.name}`);
    chain.count += 1;
    count += 1;
  }
  if (strays > 0) return wrong(`in table events, ${counted(strays, "event belongs", "events belong")} to no trial of table trials`);
  for (const trial of trials) {
    const chain = chains.get(trial["number"]);
    if (chain?.count === trial["events"] && chain?.head === trial["head"]) continue;
    const had = `by table trials, trial ${String(trial["trial"])} should have ${counted(Number(trial["events"]), "event")} and has ${chain?.count ?? 0}`;
    return wrong(`${had}: its last events were changed or deleted`);
  }
  return { ok: true, count, asked };
}

/** What a call that a trial speaks of has nothing of: its row, or one of its texts. */
function factGap({ run, asked }: { run: number; asked: Set<number> }, text: string, sql: Statements): string | undefined {
  // Only calls name rows and bodies; a fact that merely quotes these words is parsed for nothing.
  if (!text.includes('"type":"call"')) return undefined;
  const fact = parsed(text, "events") as unknown as Fact;
  if (fact.type !== "call") return undefined;
  asked.add(brief(fact.key)).add(brief(`${fact.key} ${fact.member} ${fact.purpose}`));
  const rows = sql.rowsOf.all(run, fact.key);
  // The texts of rows are looked for with the rows.
  const lost = [fact.ask, fact.reply].find((address) => !rows.some((row) => row.includes(address)) && isLost(address, sql));
  return lost === undefined ? rowGap(rows, fact) : `table bodies: body ${lost} is missing of`;
}

function rowGap(rows: readonly Values[], fact: CallFact): string | undefined {
  if (rows.length === 0) return `table calls: the row ${fact.key} is missing of`;
  const own = rows.some(([model, ask]) => model === fact.model && ask === fact.ask);
  return own ? undefined : `table calls: the row ${fact.key} is of another model or ask than`;
}

/** Enough of a hash to tell a few million texts apart. */
function brief(text: string): number {
  return Number.parseInt(sha256(text).slice(0, 13), 16);
}

function verifyBodies(sql: Statements): CountResult | undefined {
  for (const [address, body] of sql.allBodies.iterate()) {
    if (sha256(String(body)) !== address) return wrong(`in table bodies, body ${String(address)} does not match its address`);
  }
  return undefined;
}

/** What the chain of settlements says, by call and attempt. Its hashes are right by now. */
function settlementsOf(run: number, trials: readonly Row[], sql: Statements): Map<string, Settlement> {
  const chain = trials.find((trial) => trial["trial"] === settlementChain);
  const rows = chain === undefined ? [] : sql.allTrialEvents.all(run, Number(chain["number"]));
  const all = rows.map((row) => settlementIn(parsed(String(row["fact"]), "events") as unknown as Fact));
  return new Map(all.map((settlement) => [`${settlement.key}#${settlement.attempt}`, settlement]));
}

function verifyCalls({ run, trials, asked }: { run: number; trials: readonly Row[]; asked: AskedKeys }, sql: Statements): CountResult {
  const settlements = settlementsOf(run, trials, sql);
  const whole = wholeTrials(run, trials, sql);
  let count = 0;
  for (const row of sql.allCalls.iterate(run)) {
    count += 1;
    const id = `${String(row["key"])}#${String(row["attempt"])}`;
    const settlement = settlements.get(id);
    settlements.delete(id);
    const fault = rowFault(row, settlement) ?? factFault(row, asked, whole);
    if (fault !== undefined) return wrong(`in table calls, ${fault}`);
  }
  const [gone] = settlements.values();
  return gone === undefined ? { ok: true, count } : wrong(`in table calls, ${unsettled(gone)}`);
}

/** The trials that ended and never began anew: what they asked stands in their events. */
function wholeTrials(run: number, trials: readonly Row[], sql: Statements): ReadonlySet<unknown> {
  const whole = new Set(trials.filter(({ ended }) => ended === 1).map(({ trial }) => trial));
  const restarts = trials.find((trial) => trial["trial"] === restartChain);
  for (const row of restarts === undefined ? [] : sql.allTrialEvents.all(run, Number(restarts["number"]))) {
    const fact = parsed(String(row["fact"]), "events") as unknown as Fact;
    if (fact.type === "own") whole.delete((fact.value as { trial?: string }).trial);
  }
  return whole;
}

/** A row that no event speaks of, or not as of this member and purpose. A grading that was cut off has rows and no events. */
function factFault(row: Row, asked: AskedKeys, whole: ReadonlySet<unknown>): string | undefined {
  const { key, member, purpose, state, trial } = row;
  const known = asked.has(brief(String(key)));
  if (!known && state === "settled" && purpose !== "grade" && whole.has(trial)) return `no event speaks of call ${String(key)}`;
  if (!known || purpose === null || asked.has(brief(`${String(key)} ${String(member)} ${String(purpose)}`))) return undefined;
  return purpose === "grade" || !whole.has(trial)
    ? undefined
    : `no event speaks of call ${String(key)} as ${String(purpose)} of ${String(member)}`;
}

/** Where a row and its reply, or the record of its settlement, say different things. */
function rowFault(row: Row, settlement: Settlement | undefined): string | undefined {
  for (const [address, there] of [
    [row["ask"], row["asked"]],
    [row["reply"], row["replied"]],
  ]) {
    if (there === null && isAddress(address)) return `body ${address} of call ${String(row["key"])} is missing from table bodies`;
  }
  if (row["reply"] === null && settlement === undefined) return undefined;
  if (row["reply"] === null) return unsettled(row);
  const reply = parsed(String(row["replied"]), "bodies") as unknown as Reply;
  const state = callState(reply);
  const later = reply.receipt?.flags?.includes(settledLater) === true;
  if (later !== (settlement !== undefined)) return unsettled(row);
  if (settlement !== undefined && (settlement.cost !== row["cost"] || settlement.hold !== row["hold"])) return unsettled(row);
  if (paidFor(reply) === row["cost"] && state === row["state"]) return undefined;
  return `call ${String(row["key"])} says ${String(row["state"])} at ${String(row["cost"])} nano-dollars, its reply ${state} at ${reply.cost}`;
}

function unsettled({ key }: { readonly key?: unknown }): string {
  return `call ${String(key)} and the record of its settlement differ`;
}

/** Only a content address must resolve: an outsider's ledger may name its asks otherwise. */
function isAddress(address: unknown): address is string {
  return typeof address === "string" && /^[0-9a-f]{64}$/.test(address);
}

function isLost(address: unknown, sql: Statements): boolean {
  return isAddress(address) && sql.hasBody.get(address) === undefined;
}

function wrong(what: string): { readonly ok: false; readonly failure: Failure } {
  return fail("malformed", what);
}
