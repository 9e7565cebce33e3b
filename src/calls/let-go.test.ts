import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Ledger, View } from "../types.ts";
import { letGo } from "./let-go.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { type Memory, openSession } from "./session.ts";

/** Adds up the values that were noted, trial by trial: the order counts. */
const adding = (): View<number> => ({
  start: 0,
  step: (sum, { fact }) => (fact.type === "own" ? (sum * 3 + Number(fact.value)) % 1_000_003 : sum),
});

/** A ledger that gives the events of a trial back, and how often it was asked to. */
function recalling(): { readonly ledger: Ledger; readonly asked: string[] } {
  const own = memoryLedger();
  const [kept, asked] = [[] as Event[], [] as string[]];
  const append: Ledger["append"] = (where, fact) => {
    const event = own.append(where, fact);
    kept.push(event);
    return event;
  };
  const recall = (trial: string): Event[] => {
    asked.push(trial);
    return kept.filter((event) => event.trial === trial);
  };
  return { ledger: { ...own, append, recall }, asked };
}

/** 500 trials of 50 events; between two of them the memory lets go of what it may. */
function worked(ledger: Ledger, each: (session: ReturnType<typeof openSession>, trial: number) => void): Memory {
  const memory: Memory = { events: [] };
  for (let trial = 0; trial < 500; trial++) {
    const session = openSession(ledger, memory);
    for (let i = 0; i < 50; i++) session.note({ trial: `t${trial}`, span: "", at: 0 }, { type: "own", name: "n", value: trial + i });
    each(session, trial);
    letGo(memory, ledger);
  }
  return memory;
}

test("a long session holds its newest events alone, whole trials of them, and what is folded is what it was with all", () => {
  const { ledger, asked } = recalling();
  const [view, same] = [adding(), adding()];
  const whole = worked(memoryLedger(), () => {});
  assert.equal(whole.events.length, 25_000, "without a ledger that gives events back all are held");
  const memory = worked(ledger, (session) => session.view(view));
  assert.ok(memory.events.length < 20_000 && memory.events.length >= 10_000, `${memory.events.length}`);
  assert.deepEqual([memory.events.length % 50, (memory.gone?.events ?? 0) + memory.events.length], [0, 25_000]);
  const wanted = openSession(memoryLedger(), whole).view(same);
  assert.deepEqual([openSession(ledger, memory).view(view), asked], [wanted, []]);
});

test("a view that is asked for late has all events, in their order; they are then brought back once and kept", () => {
  const { ledger, asked } = recalling();
  const [always, late] = [adding(), adding()];
  const memory = worked(ledger, (session, trial) => {
    session.view(always);
    if (trial > 450) assert.equal(session.view(late), session.view(always));
  });
  assert.equal(new Set(asked).size, asked.length);
  assert.ok(asked.length > 0);
  assert.deepEqual([memory.events.length, memory.gone], [25_000, undefined]);
  assert.deepEqual(
    memory.events.map(({ seq }) => seq),
    Array.from({ length: 25_000 }, (_, i) => i + 1),
  );
});
