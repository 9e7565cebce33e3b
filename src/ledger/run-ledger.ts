import type { Event, Fact } from "../types.ts";
import { sha256Of } from "../util/hash.ts";
import { answerElsewhere, callLines, callTable } from "./call-table.ts";
import { parsed } from "./chain.ts";
import { eventChains, headOf, isOfRun } from "./event-chains.ts";
import { boundMemory } from "../util/bound-memory.ts";
import { onFile } from "./faults.ts";
import type { RunStore } from "./run-store.ts";
import type { Values } from "./statements.ts";
import { closeUnknown, settlementChain, settlementFact, settlementIn } from "./settlements.ts";
import type { RunLedger, Settlement, Spending, TrialHead } from "./store.ts";
import { verifyRun } from "./verify-run.ts";

/** The ledger of one run on SQLite; see `RunLedger` for what it promises. */
export function runLedger(runStore: RunStore): RunLedger {
  const { run, sql, waiting, bodies, file } = runStore;
  const chains = eventChains(runStore);
  const calls = callTable(runStore);
  const heads = (): TrialHead[] => {
    waiting.flush();
    return onFile(file, () => sql.trials.all(run.number))
      .map(headOf)
      .filter(({ trial }) => !isOfRun(trial));
  };
  return {
    run: run.id,
    append: (where, fact) => {
      boundMemory();
      if (fact.type === "call") calls.label(fact);
      return chains.append(where, fact);
    },
    read: (filter = {}) => readEvents(runStore, chains.trialOf, filter),
    recall: (trial) => recalled(runStore, trial),
    call: (key) => onFile(file, () => calls.newest(key)),
    open: calls.open,
    close: calls.close,
    put: (body) => bodies.put(body),
    body: (address) => onFile(file, () => bodies.body(address)),
    durable: () => waiting.durable(),
    trials: heads,
    calls: () => callLines(runStore),
    spentAndHeld: () => {
      waiting.flush();
      return { ...onFile(file, () => sql.spending.get(run.number)) } as unknown as Spending;
    },
    elsewhere: (key) => onFile(file, () => answerElsewhere(runStore, key)),
    recover: () => onFile(file, calls.recover),
    settle: (key, attempt, word) => {
      const settlement = onFile(file, () => closeUnknown(runStore, key, attempt, word));
      calls.forget();
      chains.append({ trial: settlementChain, span: "", at: 0 }, settlementFact(settlement));
      return settlement;
    },
    settlements: () => readSettlements(runStore),
    digest: (order) => digestOf(runStore, order),
    restart: chains.restart,
    verify: () => {
      waiting.flush();
      return onFile(file, () => verifyRun(runStore));
    },
  };
}

function digestOf({ run, sql, waiting, file }: RunStore, order: readonly string[]): string {
  waiting.flush();
  const known = new Map<unknown, string>();
  onFile(file, () => {
    for (const [trial, head] of sql.heads.iterate(run.number)) known.set(trial, String(head));
  });
  return sha256Of(headsIn(order, known));
}

function* headsIn(order: readonly string[], known: ReadonlyMap<unknown, string>): Iterable<string> {
  for (const trial of order) yield known.get(trial) ?? "";
}

function readSettlements({ run, sql, waiting, file }: RunStore): Settlement[] {
  waiting.flush();
  const number = onFile(file, () => sql.trialNumber.get(run.number, settlementChain))?.["number"];
  const rows = number === undefined ? [] : onFile(file, () => sql.allTrialEvents.all(run.number, number));
  return rows.map((row) => settlementIn(parsed(String(row["fact"])) as unknown as Fact));
}

function recalled({ run, sql, waiting, file }: RunStore, trial: string): Event[] {
  waiting.flush();
  const number = onFile(file, () => sql.trialNumber.get(run.number, trial))?.["number"];
  const rows = number === undefined ? [] : onFile(file, () => sql.wholeTrial.all(run.number, number));
  return rows.map((row) => eventOf(row, trial));
}

function eventOf([seq, , span, at, fact, hash]: Values, trial: string): Event {
  return { seq: Number(seq), trial, span: String(span), at: Number(at), fact: parsed(String(fact)) as unknown as Fact, hash: String(hash) };
}

async function* readEvents(
  runStore: RunStore,
  trialOf: (number: number) => string | undefined,
  filter: { readonly trial?: string; readonly after?: number },
): AsyncIterable<Event> {
  const { run, sql, waiting, file } = runStore;
  const numberOf = (trial: string) => sql.trialNumber.get(run.number, trial)?.["number"];
  // Page by page, so that no statement stays open while the reader thinks and others write.
  for (let after = filter.after ?? 0; ; ) {
    waiting.flush();
    const page = onFile(file, () => {
      if (filter.trial === undefined) return sql.events.all(run.number, after);
      const number = numberOf(filter.trial);
      return number === undefined ? [] : sql.trialEvents.all(run.number, number, after);
    });
    for (const row of page) {
      boundMemory();
      const trial = filter.trial ?? trialOf(Number(row[1]));
      after = Number(row[0]);
      if (trial !== undefined) yield eventOf(row, trial);
    }
    if (page.length < 1000) return;
  }
}
