import type { RunRecord } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";

type Config = Readonly<Record<string, Json>>;

/** Why a run that is not done was stopped (a cap, a deadline, a fault), in the words that its command said; none where nobody noted any. */
export function stopReasons(record: Pick<RunRecord, "config" | "state"> | undefined): string[] {
  const kept = (record?.config as Config | undefined)?.["stopped"];
  if (record === undefined || record.state === "done" || record.state === "running" || !Array.isArray(kept)) return [];
  return (kept as readonly Json[]).filter((reason) => typeof reason === "string");
}

/** A run's configuration with the reasons why it was stopped, to be written beside its state. */
export function withReasons(record: Pick<RunRecord, "config"> | undefined, reasons: readonly string[]): { readonly config: Json } {
  const { stopped: _before, ...config } = (record?.config ?? {}) as Config;
  return { config: reasons.length === 0 ? config : { ...config, stopped: [...reasons] } };
}
