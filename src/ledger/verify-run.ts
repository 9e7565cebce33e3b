import type { Fact, Failure, Reply, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { sha256 } from "../util/hash.ts";
import { eventHash, parsed } from "./chain.ts";
import type { Statements } from "./statements.ts";

type Row = { readonly [column: string]: unknown };
type Found = Result<{ count: number }>;

/** Computes a run's hashes and addresses again; see `RunLedger.verify`. What waits in memory must be on disk before. */
export function verifyRun(run: number, sql: Statements): Result<{ trials: number; events: number; calls: number }> {
  const trials = sql.trials.all(run);
  let events = 0;
  for (const trial of trials) {
    const found = verifyTrial(run, trial, sql);
    if (!found.ok) return found;
    events += found.count;
  }
  const stored = Number(sql.countEvents.get(run)?.["n"]);
  if (stored !== events) return changed(`${stored - events} events belong to no trial`);
  for (const { address, body } of sql.allBodies.iterate()) {
    if (sha256(String(body)) !== address) return changed(`body ${String(address)} does not match its address`);
  }
  const calls = verifyCalls(run, sql);
  if (!calls.ok) return calls;
  return { ok: true, trials: trials.length, events, calls: calls.count };
}

function verifyTrial(run: number, trial: Row, sql: Statements): Found {
  const name = String(trial["trial"]);
  let head = "";
  let count = 0;
  for (const row of sql.allTrialEvents.iterate(run, Number(trial["number"]))) {
    head = eventHash(head, String(row["span"]), Number(row["at"]), String(row["fact"]));
    if (head !== row["hash"])
      return changed(`event ${String(row["seq"])} of trial ${name} does not match its hash: it or one before it was changed or deleted`);
    count += 1;
    // Only calls name bodies; a fact that merely quotes these words is parsed for nothing.
    if (!String(row["fact"]).includes('"type":"call"')) continue;
    const fact = parsed(String(row["fact"])) as unknown as Fact;
    if (fact.type !== "call") continue;
    for (const address of [fact.ask, fact.reply]) {
      if (isLost(address, sql)) return changed(`body ${address} of a call in trial ${name} is missing`);
    }
  }
  if (count !== trial["events"] || head !== trial["head"]) {
    return changed(`trial ${name} should have ${String(trial["events"])} events and has ${count}: its last events were changed or deleted`);
  }
  return { ok: true, count };
}

function verifyCalls(run: number, sql: Statements): Found {
  let count = 0;
  for (const row of sql.allCalls.iterate(run)) {
    count += 1;
    for (const address of [row["ask"], row["reply"]]) {
      if (address !== null && isLost(address, sql)) return changed(`body ${String(address)} of call ${String(row["key"])} is missing`);
    }
    if (row["reply"] === null) continue;
    const reply = parsed(String(sql.body.get(String(row["reply"]))?.["body"])) as unknown as Reply;
    const state = reply.ok ? "settled" : "failed";
    if (reply.cost !== row["cost"] || state !== row["state"]) {
      return changed(
        `call ${String(row["key"])} says ${String(row["state"])} at ${String(row["cost"])} nano-dollars, its reply ${state} at ${reply.cost}`,
      );
    }
  }
  return { ok: true, count };
}

/** Only a content address must resolve: an outsider's ledger may name its asks otherwise. */
function isLost(address: unknown, sql: Statements): boolean {
  return typeof address === "string" && /^[0-9a-f]{64}$/.test(address) && sql.hasBody.get(address) === undefined;
}

function changed(what: string): { ok: false; failure: Failure } {
  return fail("malformed", `The ledger was changed after it was written: ${what}. Do not trust this run; restore the file from a copy.`);
}
