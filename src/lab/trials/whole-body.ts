import type { RunLedger } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";

/** A stored body with the long texts that stand in bodies of their own put back in their places. */
export function wholeBody(ledger: Pick<RunLedger, "body">, address: string): Json | undefined {
  const body = ledger.body(address);
  return body === undefined ? undefined : filled(body, ledger);
}

function filled(value: Json, ledger: Pick<RunLedger, "body">): Json {
  if (Array.isArray(value)) return value.map((item: Json) => filled(item, ledger));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === "body" && typeof only[1] === "string") return ledger.body(only[1]) ?? null;
  return Object.fromEntries(entries.map(([name, inner]) => [name, filled(inner, ledger)]));
}
