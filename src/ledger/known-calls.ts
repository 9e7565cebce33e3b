import type { CallRow } from "../types.ts";
import type { Batch, WaitingRow } from "./batch.ts";

/** A call of this process: its newest row. */
export interface KnownCall {
  readonly attempt: number;
  readonly row: CallRow;
  /** Whether the row was opened for something that no later use changes. */
  readonly labeled?: boolean;
  /** While it waits to be written, so that what is opened and closed in one commit is one row of it. */
  readonly written?: WaitingRow;
}

/**
 * Calls that need not be looked for in the file: those in flight, those that the file may not have yet, newest per key, and those of the last commit, which
 * other topologies are about to ask for. `forget`: a row was changed in the file.
 */
export function knownCalls(waiting: Pick<Batch, "attend">) {
  const [open, fresh, recent] = [new Map<string, KnownCall>(), new Map<string, KnownCall>(), new Map<string, KnownCall>()];
  waiting.attend(
    () => {},
    () => {
      recent.clear();
      for (const [key, call] of fresh) if (isKeptAsIs(call.row)) recent.set(key, call);
      fresh.clear();
    },
  );
  return {
    open,
    fresh,
    known: (key: string): KnownCall | undefined => open.get(key) ?? fresh.get(key) ?? recent.get(key),
    forget: (): void => recent.clear(),
  };
}

/** Half surrogates are stored as other characters. */
function isKeptAsIs({ reply }: CallRow): boolean {
  return !/\\ud[89a-f]/.test(JSON.stringify(reply));
}
