import type { Fact, Failure, Reply, Result } from "../types.ts";
import { callState, paidFor } from "../util/call-state.ts";
import { fail } from "../util/failure.ts";
import { sha256 } from "../util/hash.ts";
import { eventHash, parsed } from "./chain.ts";
import { settledLater, settlementChain, settlementIn } from "./settlements.ts";
import type { Statements } from "./statements.ts";
import type { Settlement } from "./store.ts";

type Row = { readonly [column: string]: unknown };
type Found = Result<{ count: number }>;

/** Computes a run's hashes and addresses again; see `RunLedger.verify`. What waits in memory must be on disk before. */
export function verifyRun(run: number, sql: Statements): Result<{ trials: number; events: number; calls: number }> {
  const trials = sql.trials.all(run);
  const events = verifyEvents(run, trials, sql);
  if (!events.ok) return events;
  for (const { address, body } of sql.allBodies.iterate()) {
    if (sha256(String(body)) !== address) return changed(`body ${String(address)} does not match its address`);
  }
  const settlements = settlementsOf(run, trials, sql);
  const calls = verifyCalls(run, settlements, sql);
  if (!calls.ok) return calls;
  const named = trials.filter((trial) => trial["trial"] !== settlementChain);
  return { ok: true, trials: named.length, events: events.count, calls: calls.count };
}

/** One pass in the order of writing, which is the order on disk; each trial's chain is carried along. */
function verifyEvents(run: number, trials: readonly Row[], sql: Statements): Found {
  const chains = new Map(trials.map((trial) => [trial["number"], { name: String(trial["trial"]), head: "", count: 0 }]));
  let count = 0;
  let strays = 0;
  for (const row of sql.allEvents.iterate(run)) {
    const chain = chains.get(row["trial"]);
    if (chain === undefined) {
      strays += 1;
      continue;
    }
    const text = String(row["fact"]);
    chain.head = eventHash(chain.head, String(row["span"]), Number(row["at"]), text);
    if (chain.head !== row["hash"]) {
      return changed(
        `event ${String(row["seq"])} of trial ${chain.name} does not match its hash: it or one before it was changed or deleted`,
      );
    }
    const lost = lostBody(text, sql);
    if (lost !== undefined) return changed(`body ${lost} of a call in trial ${chain.name} is missing`);
    chain.count += 1;
    count += 1;
  }
  if (strays > 0) return changed(`${strays} events belong to no trial`);
  for (const trial of trials) {
    const chain = chains.get(trial["number"]);
    if (chain?.count === trial["events"] && chain?.head === trial["head"]) continue;
    const had = `trial ${String(trial["trial"])} should have ${String(trial["events"])} events and has ${chain?.count ?? 0}`;
    return changed(`${had}: its last events were changed or deleted`);
  }
  return { ok: true, count };
}

function lostBody(text: string, sql: Statements): string | undefined {
  // Only calls name bodies; a fact that merely quotes these words is parsed for nothing.
  if (!text.includes('"type":"call"')) return undefined;
  const fact = parsed(text) as unknown as Fact;
  return fact.type === "call" ? [fact.ask, fact.reply].find((address) => isLost(address, sql)) : undefined;
}

/** What the chain of settlements says, by call and attempt. Its hashes are right by now. */
function settlementsOf(run: number, trials: readonly Row[], sql: Statements): Map<string, Settlement> {
  const chain = trials.find((trial) => trial["trial"] === settlementChain);
  const rows = chain === undefined ? [] : sql.allTrialEvents.all(run, Number(chain["number"]));
  const all = rows.map((row) => settlementIn(parsed(String(row["fact"])) as unknown as Fact));
  return new Map(all.map((settlement) => [`${settlement.key}#${settlement.attempt}`, settlement]));
}

function verifyCalls(run: number, settlements: Map<string, Settlement>, sql: Statements): Found {
  let count = 0;
  for (const row of sql.allCalls.iterate(run)) {
    count += 1;
    const id = `${String(row["key"])}#${String(row["attempt"])}`;
    const settlement = settlements.get(id);
    settlements.delete(id);
    for (const address of [row["ask"], row["reply"]]) {
      if (address !== null && isLost(address, sql)) return changed(`body ${String(address)} of call ${String(row["key"])} is missing`);
    }
    if (row["reply"] === null && settlement === undefined) continue;
    if (row["reply"] === null) return unsettled(row);
    const reply = parsed(String(sql.body.get(String(row["reply"]))?.["body"])) as unknown as Reply;
    const state = callState(reply);
    const later = reply.receipt?.flags?.includes(settledLater) === true;
    if (later !== (settlement !== undefined)) return unsettled(row);
    if (settlement !== undefined && (settlement.cost !== row["cost"] || settlement.hold !== row["hold"])) return unsettled(row);
    if (paidFor(reply) !== row["cost"] || state !== row["state"]) {
      return changed(
        `call ${String(row["key"])} says ${String(row["state"])} at ${String(row["cost"])} nano-dollars, its reply ${state} at ${reply.cost}`,
      );
    }
  }
  const [gone] = settlements.values();
  return gone === undefined ? { ok: true, count } : unsettled(gone);
}

function unsettled({ key }: { readonly key?: unknown }): ReturnType<typeof changed> {
  return changed(`call ${String(key)} and the record of its settlement differ`);
}

/** Only a content address must resolve: an outsider's ledger may name its asks otherwise. */
function isLost(address: unknown, sql: Statements): boolean {
  return typeof address === "string" && /^[0-9a-f]{64}$/.test(address) && sql.hasBody.get(address) === undefined;
}

function changed(what: string): { ok: false; failure: Failure } {
  return fail("malformed", `The ledger was changed after it was written: ${what}. Do not trust this run; restore the file from a copy.`);
}
