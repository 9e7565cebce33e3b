import type { Brief, Seat, Task, Terms } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import { openBudget } from "./budget.ts";
import { trialClock } from "./clock.ts";
import type { RetryPolicy, RunContext, Scope, TrialContext } from "./context.ts";
import { inFlightCalls } from "./in-flight-calls.ts";
import { openSession } from "./session.ts";
import { defined } from "../util/defined.ts";

/** One try at once, for members that answer without waiting: simulated, recorded and stand-ins. */
export const oneTry: RetryPolicy = { tries: 1, callMs: 60_000, sleep: async () => {} };

/** What the trials of a run share. What is left out: shared draws, no cap, no programs, one try per call. */
export function openRun(parts: Pick<RunContext, "seed" | "ledger"> & Partial<RunContext>): RunContext {
  return {
    inFlight: inFlightCalls(),
    budget: openBudget({}),
    draws: "shared",
    sandbox: async () => fail("unsupported", "No program is run here."),
    patience: oneTry,
    ...parts,
  };
}

/** A trial at the start of its clock. What is left out: the first repetition, no judges' seats, nothing remembered. */
export function openTrial(run: RunContext, parts: Pick<TrialContext, "id" | "task" | "verifier"> & Partial<TrialContext>): TrialContext {
  return {
    run,
    repetition: 0,
    clock: trialClock(),
    session: openSession(run.ledger, { events: [] }),
    judgeSeats: [],
    occurrences: new Map(),
    chances: new Map(),
    spans: 0,
    ...parts,
  };
}

/** Where a trial begins: nothing was used there yet. What is left out: no limit, and the purposes that the asker says. */
export function openScope(seats: readonly Seat[], terms: Terms, parts: Partial<Omit<Scope, "above">> = {}): Scope {
  return { span: "", seats, terms, budget: openBudget({}), above: [], tally: { cost: 0, usage: noUsage }, ...parts };
}

/** What a topology sees of a task: never the grader, never the task's meta. */
export function briefOf({ id, category, prompt, context, value, dialogue }: Task): Brief {
  return { id, category, prompt, ...defined({ context, value, dialogue }) };
}
