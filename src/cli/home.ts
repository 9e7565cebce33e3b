import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Store, StoreMode } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";

export const defaultLedger = ".catallaxy/ledger.sqlite";

/** Opens the ledger file for one command and closes it afterwards, whatever happens; "change" writes to one that is there already. */
export async function withStore<T>(file: string | undefined, mode: StoreMode | "change", work: (store: Store) => Promise<T>): Promise<T> {
  const { openStore } = await import("../lab/index.ts");
  const path = resolve(file ?? defaultLedger);
  if (mode === "change" && !existsSync(path))
    throw new UserError(`There is no ledger at ${path}. \`catallaxy run\` writes one; name yours with --ledger.`);
  const store = openStore(path, mode === "read" ? "read" : "write");
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
