import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Store, StoreMode } from "../lab/index.ts";

export const defaultLedger = ".catallaxy/ledger.sqlite";

/** Opens the ledger file for one command and closes it afterwards, whatever happens. */
export async function withStore<T>(file: string | undefined, mode: StoreMode, work: (store: Store) => Promise<T>): Promise<T> {
  const { openStore } = await import("../lab/index.ts");
  const path = resolve(file ?? defaultLedger);
  if (mode === "write") mkdirSync(dirname(path), { recursive: true });
  const store = openStore(path, mode);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** Where reports are written: beside the ledger. */
export function reportPath(ledger: string | undefined, run: string): string {
  return resolve(dirname(resolve(ledger ?? defaultLedger)), "reports", `${run}.html`);
}
