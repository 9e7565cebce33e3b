import type { Ask, Brief, Judge, Ledger, Model, Nano, Program, Purpose, Reply, RunReport, Seat, Task, Terms, Usage } from "../types.ts";
import type { UserError } from "../util/bug.ts";
import type { Budget, Fund } from "../util/fund.ts";
import type { TrialClock } from "./clock.ts";
import type { InFlightCalls } from "./in-flight-calls.ts";
import type { Session } from "./session.ts";

/** What the calls of all trials of a run share. */
export interface RunContext {
  readonly seed: string;
  readonly ledger: Ledger;
  readonly inFlight: InFlightCalls;
  /** What the run really spends; a trial's own budget counts what it would have paid alone. */
  readonly budget: Fund;
  readonly draws: "shared" | "independent";
  readonly sandbox: (program: Program) => Promise<RunReport>;
  readonly patience: RetryPolicy;
  /** What the first live call that can be paid must pass before any leaves. */
  readonly gate?: Gate;
  /** Waits for its turn at the provider before a live call leaves, and hears how the call ended. */
  readonly admit?: (
    model: Model,
    tokens: number,
    signal?: AbortSignal,
    patience?: { readonly leftMs: number; readonly anewMs?: number },
  ) => Promise<Admission>;
  /** An answer that another run paid for to the call with this key, at its first try or a later one; absent where each run asks for itself. */
  readonly reuse?: (key: string) => { readonly run: string; readonly reply: Reply } | undefined;
  /** Whether the draw with this key was answered before the run went on: by another run that it takes over from, or in a later grading of its own. */
  readonly drawnBefore?: (key: string) => boolean;
  /** Aborted when the run is to stop: no new call leaves, those in flight end. */
  readonly signal?: AbortSignal;
  /** Hears why the ledger or a budget could not be written, and stops the run: a call that cannot be put on record does not leave. */
  readonly unwritten?: (why: UserError) => void;
  /** Hears of a live call whose wait would be longer than its member lets it wait: nothing but time or a person mends that. */
  readonly givenUp?: (model: Model, reply: Reply) => void;
  /** Aborted when calls that are still in flight after that are given up. */
  readonly cut?: AbortSignal;
}
/** The end of a wait for a turn: leave to go, or the limit that lasts longer than the call may wait. */
export interface Admission {
  readonly release: (reply: Reply) => void;
  readonly waitedMs: number;
  readonly refused?: {
    readonly moreMs: number;
    readonly cause: "provider" | "requests" | "tokens";
    readonly words?: string;
    readonly overloaded?: boolean;
  };
}
/** A check that is made once, when the first live call is about to leave; `pass` tells whether calls may. */
export interface Gate {
  readonly open: boolean;
  pass(): Promise<boolean>;
}
/** Tries per call (the first included), milliseconds before a silent call is given up, real waiting for live models. */
export interface RetryPolicy {
  readonly tries: number;
  readonly callMs: number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** The time of day in milliseconds since 1970, for messages; absent where no time passes on the wall. */
  readonly today?: () => number;
  /** Hears of waits before a call is tried again. */
  readonly onWait?: (wait: {
    readonly model: string;
    readonly lane: string;
    readonly ms: number;
    readonly waiting: number;
    readonly why?: string;
  }) => void;
}

/** One trial at work. Occurrences are counted in order of asking, so they repeat on replay. */
export interface TrialContext {
  readonly run: RunContext;
  readonly id: string;
  readonly task: Task;
  /** The tasks that came together with it, itself included, where members can take so many of a batch. */
  readonly batch?: readonly Task[];
  readonly repetition: number;
  readonly clock: TrialClock;
  readonly session: Session;
  readonly verifier: Judge;
  readonly judgeSeats: readonly Seat[];
  readonly occurrences: Map<string, number>;
  readonly chances: Map<string, () => number>;
  /** What the prompt cache would have made of this call in this trial alone; undefined leaves the reply as it is. */
  readonly reprice?: (seat: Seat, ask: Ask, reply: Reply, start: number) => Reply;
  spans: number;
  /** Whether an ask that the ledger answers with nothing usable is made once more, as another draw: for grading again. */
  readonly anew?: boolean;
  /** Whether a call of this trial did not leave, or was given up, because the run is stopping: then the trial has no end. */
  halted?: boolean;
}

/** Where in a trial a desk stands. */
export interface Scope {
  readonly span: string;
  readonly seats: readonly Seat[];
  readonly terms: Terms;
  readonly budget: Budget;
  /** Ids of the firms above, outermost first. */
  readonly above: readonly string[];
  readonly tally: Tally;
  /** The turn that is being asked, where the trial's task has several, or all of them in one: what is verified here is judged by it. */
  readonly asked?: AskedTurn;
  /** Inside a firm: what the firm was asked, which its answers are judged by. */
  readonly brief?: Brief;
  /** Messages that no ask here passes on, as `tag > purpose`; firms and judges below hear all of theirs. */
  readonly unheard?: ReadonlySet<string>;
  /** What every call here and below is for, repairs included, whatever the asker says; at a judge's place, a verdict or a grade. */
  readonly purpose?: Purpose;
}

/** A turn of a task as a task of its own, and which one it is, from 1; or all of them as one, and how many they are. */
export interface AskedTurn {
  readonly task: Task;
  readonly turn?: number;
  readonly together?: number;
}

/** An ask on its way to a seat, from a place in a trial. */
export interface CallRequest {
  readonly trial: TrialContext;
  readonly place: Scope;
  readonly seat: Seat;
  readonly ask: Ask;
}

/** What was used at this place and below it. */
export interface Tally {
  cost: Nano;
  usage: Usage;
  readonly parent?: Tally;
}
