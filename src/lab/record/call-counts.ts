import type { CallLine, RunLedger } from "../../ledger/index.ts";
import type { Reply } from "../../types.ts";

/** How many calls a run has on record, each row once. */
export interface CallCounts {
  /** All, whatever became of them. */
  readonly made: number;
  /** Answers of earlier runs, which were taken over. */
  readonly reused: number;
  /** Those that this run asked and that were answered, preflights included. */
  readonly answered: number;
  /** How often a model was asked whether it can be asked: the most of any, and the least. */
  readonly preflights: { readonly most: number; readonly least: number };
}

/** Counts the rows of a run's call table as they are read. */
export function callCounts(ledger: Pick<RunLedger, "body">): { take(row: CallLine): void; made(): CallCounts } {
  let [made, reused, answered] = [0, 0, 0];
  const questions = new Map<string, Set<string>>();
  return {
    take(row) {
      made += 1;
      if (isReused(row, ledger)) reused += 1;
      else if (row.state === "settled") answered += 1;
      if (row.purpose !== "preflight") return;
      // A model is asked through the first member that sits on it.
      const name = JSON.stringify([row.model, row.member ?? ""]);
      const asked = questions.get(name) ?? new Set();
      questions.set(name, asked.add(row.trial));
    },
    made() {
      const times = [...questions.values()].map(({ size }) => size);
      return { made, reused, answered, preflights: { most: Math.max(0, ...times), least: times.length === 0 ? 0 : Math.min(...times) } };
    },
  };
}

/** An answer of another run is put on record without a hold. */
function isReused({ hold, state, reply }: CallLine, ledger: Pick<RunLedger, "body">): boolean {
  if (hold > 0 || state !== "settled" || reply === undefined) return false;
  return (ledger.body(reply) as unknown as Reply | undefined)?.receipt?.flags?.includes("reused") === true;
}
