import type { Environment, Store, RunEnvironment } from "../lab/index.ts";
import type { Whereabouts } from "../util/command-line.ts";
import { type Agreeing, agreement } from "./agreement.ts";
import type { Interruption } from "./interrupt.ts";
import type { RunOptions } from "./options.ts";
import type { progressLine } from "./progress.ts";

type RunFlags = Pick<RunOptions, "concurrency" | "grace"> & Agreeing & Partial<Pick<RunOptions, "preflight" | "reuse">>;
interface Around {
  readonly store: Store;
  readonly environment: Environment;
  readonly stop: Interruption;
  readonly line: ReturnType<typeof progressLine>;
  readonly where: Whereabouts;
}

/** What the options of a command that runs, goes on or grades say of the world around it, its progress shown on `line`. */
export function runSurroundings(options: RunFlags, { store, environment, stop, line, where }: Around) {
  return {
    store,
    environment,
    concurrency: options.concurrency,
    now: () => Date.now(),
    signal: stop.signal,
    agrees: agreement(options),
    cut: stop.cut,
    graceMs: options.grace * 1000,
    preflight: options.preflight === true,
    reuse: options.reuse === true,
    where,
    onProgress: (progress) => line.show(progress),
    onPreflight: (asking) => line.preflight(asking),
    onWait: (wait) => line.wait(wait),
  } satisfies RunEnvironment;
}
