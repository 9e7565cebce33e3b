import { UserError } from "../util/bug.ts";

/** There is no ledger yet at an address that was opened to be read: the first run makes it, and whoever only looks for past replies goes on without. */
export class AbsentLedger extends UserError {
  readonly code = "no-ledger";
  constructor(address: string) {
    super(`There is no ledger at ${address}. \`catallaxy run\` writes one; name yours with --ledger.`);
  }

  /** One of another copy of the package counts too, which a plugin's folder may have installed. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && "code" in value && value.code === "no-ledger";
  }
}
