import { UserError } from "../util/bug.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { openRegistry } from "../util/registry.ts";
import { openStore } from "./open-store.ts";
import type { Store, StoreMode } from "./store.ts";

/** A kind of ledger that a plugin brings, by the scheme of its addresses: `--ledger <name>://...`. */
export interface LedgerKind {
  readonly name: string;
  /**
   * Opens the ledger at an address; mode "write" makes it when it is new, mode "read" never changes it and throws an `AbsentLedger` where
   * none is yet. Throws a `UserError` for what else a user can mend. The store holds `ledgerCases`.
   */
  open(address: string, mode: StoreMode): Promise<Store>;
  /** The address of an empty ledger, another one each time: `catallaxy conformance` tries it there. */
  readonly example?: () => Promise<string>;
}

/** Kinds of ledgers by scheme; a path without one is a file of SQLite. */
export const ledgerRegistry = openRegistry<LedgerKind>("ledger", []);

/** The scheme of a ledger's address; undefined for a path. */
export function schemeOf(address: string): string | undefined {
  return /^([a-z][a-z0-9+.-]+):\/\//i.exec(address)?.[1]?.toLowerCase();
}

/** Opens a ledger by path or by address. Throws a `UserError` for a scheme that nobody brings. */
export async function openLedger(address: string, mode: StoreMode): Promise<Store> {
  const scheme = schemeOf(address);
  if (scheme === undefined) return openStore(address, mode);
  const kind = ledgerRegistry.all.find(({ name }) => name === scheme);
  if (kind !== undefined) return kind.open(address, mode);
  const known = ledgerRegistry.all.map(({ name }) => name);
  const brought = known.length === 0 ? "" : didYouMean(scheme, known);
  throw new UserError(
    `The ledger ${scheme}://... needs a plugin that brings "${scheme}".${brought} Name it with --plugin <module>, or give a path for a file.`,
  );
}
