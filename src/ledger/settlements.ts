import type { Fact, Reply } from "../types.ts";
import { Bug } from "../util/bug.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import type { RunStore } from "./run-store.ts";
import type { Settlement, Word } from "./store.ts";

/** The chain of a run's settlements: no trial's, so that neither a trial's hash nor the run's digest changes. */
export const settlementChain = "@settlements";
/** Marks the reply of a call that was settled later. */
export const settledLater = "settled-later";

/** The fact that puts a settlement on record. */
export function settlementFact(settlement: Settlement): Fact {
  return { type: "own", name: "settlement", value: { ...settlement } };
}

/** The settlement that a fact of the chain holds. */
export function settlementIn(fact: Fact): Settlement {
  if (fact.type !== "own" || fact.name !== "settlement") throw new Bug(`The chain of settlements holds a fact of type ${fact.type}.`);
  return fact.value as unknown as Settlement;
}

/** Closes a row of unknown outcome at what it cost, or one that was closed so at what it cost after all. Nothing of its answer is known: resume asks for that again, in a row of its own. */
export function closeUnknown({ run, sql, waiting, bodies, wall }: RunStore, key: string, attempt: number, word: Word): Settlement {
  waiting.flush();
  const row = sql.unknownCall.get(run.number, key, attempt);
  const reply =
    row === undefined || row["reply"] === null ? undefined : (bodies.body(String(row["reply"])) as unknown as Reply | undefined);
  const again = reply?.receipt?.flags?.includes(settledLater) === true;
  if (row === undefined || (row["state"] === "failed" && !again))
    throw new Bug(`Call ${key}, attempt ${attempt}, is not of unknown outcome.`);
  const { cost, by, how } = word;
  if (!Number.isSafeInteger(cost) || cost < 0) throw new Bug(`The cost of call ${key} must be whole nano-dollars; got ${cost}.`);
  const at = wall();
  waiting.write(sql.closeCall, "failed", cost, bodies.put(settledReply(reply, word)), at, run.number, key, attempt);
  const ms = reply === undefined ? {} : { ms: reply.ms };
  return { key, attempt, hold: Number(row["hold"]), cost, by, how, at: new Date(at).toISOString(), ...ms };
}

function settledReply(known: Reply | undefined, { cost, by, how }: Word): Reply {
  const flags = [...(known?.receipt?.flags ?? []).filter((flag) => flag !== "outcome-unknown" && flag !== settledLater), settledLater];
  const lost = fail("unknown", `The process ended while this call was in flight; ${by} settled what it cost (${how}).`);
  const { failure } = known?.ok === false ? known : lost;
  return { ok: false, failure, usage: known?.usage ?? noUsage, cost, ms: known?.ms ?? 0, receipt: { ...known?.receipt, flags } };
}
