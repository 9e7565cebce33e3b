import type { RunRecord } from "../ledger/index.ts";
import type { Json } from "../types.ts";

type Config = Readonly<Record<string, Json>>;

/** Why a run did not start, where its models could not be asked before its first trial. */
export function notStarted({ config, state }: Pick<RunRecord, "config" | "state">): string | undefined {
  const why = (config as Config)["notStarted"];
  return state === "failed" && typeof why === "string" ? why : undefined;
}

/** The configuration of a run that is begun now. */
export function begun(record: RunRecord | undefined): Json {
  const { notStarted: _before, ...config } = (record?.config ?? {}) as Config;
  return config;
}
