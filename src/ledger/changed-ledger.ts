import { UserError } from "../util/bug.ts";

/** The file can be read as a database, and is not what a run wrote: `verify` says so as a finding, all other commands refuse it. */
export class ChangedLedger extends UserError {
  constructor(file: string, what: string) {
    super(`The ledger ${file} was changed after it was written: ${what}. Do not trust its runs; restore the file from a copy.`, 1);
  }
}
