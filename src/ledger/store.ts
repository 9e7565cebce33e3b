import type { RunSize } from "./run-space.ts";
import type { CallState, Json, Ledger, Nano, Purpose, Reply, Result, World } from "../types.ts";

/** One execution of an experiment. `created` is ISO 8601 and given by the caller; `digest` and `summary` come when it is done. */
export interface RunRecord {
  readonly id: string;
  readonly experiment: string;
  readonly config: Json;
  /** paused: faults of setup or a dead server stopped it; unfinished: all was tried, and infrastructure lost some of it. */
  readonly state: "running" | "done" | "interrupted" | "failed" | "budget" | "paused" | "unfinished";
  readonly world: World | "functions" | "mixed";
  readonly seed: string;
  readonly created: string;
  readonly digest?: string;
  readonly summary?: Json;
}

/** What of a record is changed. Whoever begins to append to a run takes its digest away: that is kept with a run that has ended. */
export type RunChange = Partial<Omit<RunRecord, "digest">> & { readonly digest?: string | undefined };

/** A trial's chain: how many events it has, the hash of the last, and whether it has ended. */
export interface TrialHead {
  readonly trial: string;
  readonly events: number;
  readonly head: string;
  readonly ended: boolean;
}

/** One row of the call table without its bodies. `attempt` counts the rows of one key from 0; `cost` is 0 until it is known, and the hold is what counts. */
export interface CallLine {
  readonly key: string;
  readonly state: CallState;
  readonly model: string;
  readonly trial: string;
  readonly hold: Nano;
  readonly cost: Nano;
  readonly attempt: number;
  readonly member?: string;
  readonly purpose?: Purpose;
  /** Content addresses of the ask and, once there is one, of the reply. */
  readonly ask: string;
  readonly reply?: string;
  /** Milliseconds since 1970 on the wall, when it left and when it was settled. */
  readonly opened: number;
  readonly closed?: number;
}

/** `held` is the sum of the holds of open and unknown calls; `unknown` is how many calls have an unknown outcome. */
export interface Spending {
  readonly spent: Nano;
  readonly held: Nano;
  readonly unknown: number;
}

/** What a call of unknown outcome turned out to have cost, who says so, how they know, and when (ISO 8601) it was booked. */
export interface Settlement {
  readonly key: string;
  readonly attempt: number;
  /** What counted as spent until then. */
  readonly hold: Nano;
  readonly cost: Nano;
  readonly by: string;
  readonly how: string;
  readonly at: string;
  /** How long the call had taken when it was given up, by which a trial's own record of it is found; absent for a process that died. */
  readonly ms?: number;
}
export type Word = Pick<Settlement, "cost" | "by" | "how">;

/**
 * The ledger of one run in a store.
 * Contract: a write is visible to reads of this store at once, and on disk when a later `durable()` resolves. `durable()` rejects
 * with a `UserError` when the disk refuses (full, gone): then nothing of that commit is on disk, all of it is still in memory, and
 * the next `durable()` or `close()` tries again. A row keeps the member and the purpose it was opened for, even if no fact of it follows. Opening a key that is open here, or closing one that is not, is a `Bug`.
 */
export interface RunLedger extends Ledger {
  readonly run: string;
  trials(): readonly TrialHead[];
  calls(): Iterable<CallLine>;
  spentAndHeld(): Spending;
  /** The newest answer in any other run of the file to the call with this key, at its first try or a later one, and which run that is. */
  elsewhere(key: string): { readonly run: string; readonly reply: Reply } | undefined;
  /** Turns the rows that a dead process left open into `unknown`; their holds stay spent. Returns how many. */
  recover(): number;
  /**
   * Books what a call of unknown outcome turned out to have cost, once more where that was wrong: the latest word counts. It stands in a chain of its own with who says so, how they know
   * and when; the run's digest stays. A `Bug` for a call of any other state.
   */
  settle(key: string, attempt: number, word: Word): Settlement;
  /** All that was booked so, in order. */
  settlements(): readonly Settlement[];
  /** SHA-256 over the heads of the trials in this order; a trial without events counts as an empty head. */
  digest(order: readonly string[]): string;
  /** Drops the events of a trial that has not ended, before it is executed again; its call rows stay. An ended one only when its task changed or infrastructure lost it. */
  restart(trial: string, ended?: "task-changed" | "lost"): void;
  /** As `Store.verify` for this run, with all that was written here. */
  verify(): Result<Verification>;
}

/** How much of a run was found to be as it was written. */
export interface Verification {
  readonly trials: number;
  readonly events: number;
  readonly calls: number;
}

/** A file (or memory) with many runs. A `UserError` from any method says what is wrong with the file; nothing in it is lost. */
export interface Store {
  readonly file: string;
  readonly mode: StoreMode;
  /** Newest first. */
  runs(): RunRecord[];
  run(id: string): RunRecord | undefined;
  create(record: RunRecord): void;
  update(id: string, change: RunChange): void;
  /** In mode "write" this takes the run's writer lock, held until `close()`; another writer of the run is refused with a `UserError`. */
  ledger(run: string): RunLedger;
  /** Whether some process has the run's writer lock; a process of another host, which cannot be asked, is taken to live. */
  isWritten(run: string): boolean;
  /** Deletes a run for good, with the bodies that no other run uses. Refused with a `UserError` while any run of the file is being written. */
  remove(id: string): void;
  /**
   * Computes every hash, address and total of a run again, and compares its events with its call table; a failure of code `malformed`
   * names the run, the table and what was changed. A run whose record is gone is still known by its totals.
   */
  verify(id: string): Result<Verification>;
  /** Whether the records of all runs are as they were written: quick, and all that a list of runs needs. */
  check(): Result<object>;
  /** SHA-256 over every row of a run: what a seal signs. */
  fingerprint(id: string): string;
  /** What each run takes, newest first. */
  sizes(): RunSize[];
  /** Commits what is buffered, gives up the locks, closes the file. Throws only a refusal of the disk that no one has heard of yet. */
  close(): void;
}
export type StoreMode = "write" | "read";
