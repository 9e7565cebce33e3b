import type { RunRecord, Store } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { isPreflight } from "../../util/chains.ts";

type Config = Readonly<Record<string, Json>>;

/** Why a run did not start, where its models could not be asked before its first trial. */
export function notStarted({ config, state }: Pick<RunRecord, "config" | "state">): string | undefined {
  const why = (config as Config)["notStarted"];
  return state === "failed" && typeof why === "string" ? why : undefined;
}

/** Why a run did not start, in words also where an earlier version kept it without its reason: it has failed, and has neither figures nor trials. */
export function whyNotStarted(store: Store, record: RunRecord): string | undefined {
  const why = notStarted(record);
  if (why !== undefined || record.state !== "failed" || record.summary !== undefined) return why;
  return store.ledger(record.id).trials().every(isPreflight) ? "It did not start (reason not recorded)." : undefined;
}

/** The configuration of a run that is begun now. */
export function begun(record: RunRecord | undefined): Json {
  const { notStarted: _before, stopped: _earlier, ...config } = (record?.config ?? {}) as Config;
  return config;
}

/** The configuration of a run that could not begin, with why. */
export function neverStarted(record: RunRecord | undefined, why: string): Json {
  return { ...((record?.config ?? {}) as Config), notStarted: why };
}
