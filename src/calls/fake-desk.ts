import type {
  Answer,
  Budget,
  CallRow,
  Desk,
  Event,
  Fact,
  Json,
  Judge,
  Ledger,
  Model,
  Nano,
  Program,
  Reply,
  RunReport,
  Task,
  Terms,
  Verdict,
  Where,
} from "../types.ts";
import { fail } from "../util/failure.ts";
import { addressOf, canonical, sha256Parts } from "../util/hash.ts";
import { noUsage } from "../util/money.ts";
import { openBudget } from "./budget.ts";
import { trialClock } from "./clock.ts";
import type { TrialContext } from "./context.ts";
import { openDesk } from "./desk.ts";
import { flights } from "./flights.ts";
import { openSession } from "./session.ts";

export interface FakeDeskSettings {
  readonly members: Readonly<Record<string, Model>>;
  readonly systems?: Readonly<Record<string, string>>;
  readonly verifier?: (answer: Answer, desk: Desk) => Verdict | Promise<Verdict>;
  readonly judges?: Readonly<Record<string, Model>>;
  readonly terms?: Partial<Terms>;
  readonly task?: Task;
  readonly budget?: Nano;
  readonly seed?: string;
  readonly trial?: string;
  readonly earlier?: readonly Event[];
  readonly sandbox?: (program: Program) => Promise<RunReport>;
}

export const plainTerms: Terms = {
  attempts: 1,
  feedback: "reason",
  outputCap: 1000,
  visibility: "all",
  warmFirst: false,
  selfJudging: "refused",
};
const plainTask: Task = { id: "t1", category: "test", prompt: "What is two and two?", grader: { kind: "exact", answer: "4" } };

/** A real desk over a ledger in memory, for tests of topologies and judges: real budget, clock, retries and facts. */
export function fakeDesk(settings: FakeDeskSettings): {
  desk: Desk;
  task: Task;
  events: () => Event[];
  spent: () => Nano;
  budget: Budget;
  ledger: Ledger;
} {
  const ledger = memoryLedger();
  const clock = trialClock();
  const memory = { events: [...(settings.earlier ?? [])] };
  const budget = openBudget({ cost: settings.budget ?? Infinity }, clock.now);
  const seatsOf = (models: Readonly<Record<string, Model>>) =>
    Object.entries(models).map(([name, model]) => {
      const system = settings.systems?.[name];
      return { name, model, ...(system === undefined ? {} : { system }) };
    });
  const judge: Judge = {
    name: "fake",
    judge: async (_task, answer, desk) => settings.verifier?.(answer, desk) ?? fail("refused", "This desk has no verifier."),
  };
  const tally = { cost: 0, usage: noUsage };
  const trial: TrialContext = {
    run: {
      seed: settings.seed ?? "seed",
      ledger,
      flights: flights(),
      purse: openBudget({}),
      draws: "shared",
      sandbox: settings.sandbox ?? (async () => fail("refused", "This desk has no sandbox.")),
      patience: { tries: 3, callMs: 60_000, sleep: async () => {}, now: () => 0 },
    },
    trial: settings.trial ?? "test/t1/0",
    task: settings.task ?? plainTask,
    repetition: 0,
    clock,
    session: openSession(ledger, memory),
    verifier: judge,
    judgeSeats: seatsOf(settings.judges ?? {}),
    occurrences: new Map(),

    chances: new Map(),
    spans: 0,
  };
  const place = { span: "", seats: seatsOf(settings.members), terms: { ...plainTerms, ...settings.terms }, budget, above: [], tally };
  return { desk: openDesk(trial, place), task: trial.task, events: () => memory.events, spent: () => tally.cost, budget, ledger };
}

/** A ledger that forgets when the process ends. */
export function memoryLedger(): Ledger {
  const events: Event[] = [];
  const heads = new Map<string, string>();
  const rows = new Map<string, CallRow>();
  const bodies = new Map<string, Json>();
  return {
    append(where: Where, fact: Fact): Event {
      const hash = sha256Parts(heads.get(where.trial) ?? "", where.span, String(where.at), canonical(fact));
      heads.set(where.trial, hash);
      const event: Event = { seq: events.length + 1, ...where, fact, hash };
      events.push(event);
      return event;
    },
    async *read(filter = {}) {
      for (const event of events) if (event.seq > (filter.after ?? 0) && (filter.trial ?? event.trial) === event.trial) yield event;
    },
    call: (key) => rows.get(key),
    open: (row) => void rows.set(row.key, { ...row, state: "open" }),
    close(key: string, reply: Reply) {
      const row = rows.get(key);
      if (row !== undefined) rows.set(key, { ...row, state: reply.ok ? "settled" : "failed", reply });
    },
    put(body) {
      const address = addressOf(body);
      bodies.set(address, body);
      return address;
    },
    body: (address) => bodies.get(address),
    durable: async () => {},
  };
}
