import type { Gate } from "../../calls/index.ts";
import type { Unreachable } from "./preflight.ts";

/** A gate that asks each model once when the first paid call is about to leave. */
export interface PreflightGate extends Gate {
  /** The models that could not be asked, once it was tried. */
  readonly faults: () => readonly Unreachable[];
}

/**
 * Where no call leaves, because all answers are in the ledger, the money has ended or no limit lets one through, nobody is asked and
 * nothing is paid. `halt` is called when a model cannot be asked: then no call passes.
 */
export function preflightGate(ask: () => Promise<readonly Unreachable[]>, halt: () => void): PreflightGate {
  let found: readonly Unreachable[] = [];
  let open = false;
  let asking: Promise<boolean> | undefined;
  const tried = async (): Promise<boolean> => {
    found = await ask();
    open = found.length === 0;
    if (!open) halt();
    return open;
  };
  return {
    get open() {
      return open;
    },
    pass: () => (asking ??= tried()),
    faults: () => found,
  };
}
