import type { Environment, Store } from "../lab/index.ts";
import { ledgerWords } from "./home.ts";
import type { RunOptions } from "./options.ts";

/** What the options of `run` say of the world around a run. */
export function runSurroundings(options: RunOptions, store: Store, environment: Environment, signal: AbortSignal) {
  return {
    store,
    environment,
    concurrency: options.concurrency,
    now: () => Date.now(),
    signal,
    graceMs: options.grace * 1000,
    preflight: options.preflight,
    reuse: options.reuse === true,
    where: ledgerWords(options.ledger),
  };
}
