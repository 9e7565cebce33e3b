import type { DatabaseSync } from "node:sqlite";
import type { Batch } from "./batch.ts";
import type { Bodies } from "./bodies.ts";
import type { Statements } from "./statements.ts";

/** What a run's ledger is made from; `wall` gives milliseconds since 1970 for the columns that no hash covers. */
export interface RunStore {
  readonly run: { readonly id: string; readonly number: number };
  readonly db: DatabaseSync;
  readonly sql: Statements;
  readonly waiting: Batch;
  readonly bodies: Bodies;
  readonly wall: () => number;
  readonly file: string;
}
