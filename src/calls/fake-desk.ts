import type { Answer, Desk, Event, Judge, Ledger, Model, Nano, Program, RunReport, Seat, Task, Terms, Verdict } from "../types.ts";
import type { Budget } from "../util/fund.ts";
import { fail } from "../util/failure.ts";
import { openBudget } from "./budget.ts";
import { trialClock } from "./clock.ts";
import type { RunContext, TrialContext } from "./context.ts";
import { openDesk } from "./desk.ts";
import { memoryLedger } from "./memory-ledger.ts";
import { oneTry, openRun, openScope, openTrial } from "./opening.ts";
import { openSession } from "./session.ts";
import { own } from "../util/own.ts";
import { defined } from "../util/defined.ts";

export interface FakeDeskSettings {
  readonly members: Readonly<Record<string, Model>>;
  readonly systems?: Readonly<Record<string, string>>;
  /** What else a seat has, by its name. */
  readonly seats?: Readonly<Record<string, Pick<Seat, "systemPlace" | "sampling">>>;
  readonly verifier?: (answer: Answer, desk: Desk, task: Task) => Verdict | Promise<Verdict>;
  readonly judges?: Readonly<Record<string, Model>>;
  readonly terms?: Partial<Terms>;
  readonly task?: Task;
  /** The tasks that came with it, where the terms have a capacity. */
  readonly batch?: readonly Task[];
  readonly budget?: Nano;
  readonly seed?: string;
  readonly trial?: string;
  readonly earlier?: readonly Event[];
  readonly sandbox?: (program: Program) => Promise<RunReport>;
  /** Signals of a run that is to stop, and that gives up what is in flight. */
  readonly stop?: AbortSignal;
  readonly cut?: AbortSignal;
  /** The wait for a turn at the provider; calls leave at once when left out. */
  readonly admit?: RunContext["admit"];
  /** A ledger that other desks write too. */
  readonly ledger?: Ledger;
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
  trial: TrialContext;
} {
  const ledger = settings.ledger ?? memoryLedger();
  const clock = trialClock();
  const memory = { events: [...(settings.earlier ?? [])] };
  const budget = openBudget({ cost: settings.budget ?? Infinity }, clock.now);
  const seatsOf = (models: Readonly<Record<string, Model>>) =>
    Object.entries(models).map(([name, model]) => {
      const system = own(settings.systems ?? {}, name);
      return { name, model, ...defined({ system }), ...own(settings.seats ?? {}, name) };
    });
  const judge: Judge = {
    name: "fake",
    judge: async (task, answer, desk) => settings.verifier?.(answer, desk, task) ?? fail("unsupported", "This desk has no verifier."),
  };
  const run = openRun({
    seed: settings.seed ?? "seed",
    ledger,
    patience: { ...oneTry, tries: 3 },
    ...defined({ sandbox: settings.sandbox, signal: settings.stop, cut: settings.cut, admit: settings.admit }),
  });
  const { trial: name = "test/t1/0", task = plainTask } = settings;
  const memorized = { clock, session: openSession(ledger, memory), judgeSeats: seatsOf(settings.judges ?? {}) };
  const trial = openTrial(run, { id: name, task, verifier: judge, ...memorized, ...defined({ batch: settings.batch }) });
  const place = openScope(seatsOf(settings.members), { ...plainTerms, ...settings.terms }, { budget });
  return { desk: openDesk(trial, place), task, events: () => memory.events, spent: () => place.tally.cost, budget, ledger, trial };
}
