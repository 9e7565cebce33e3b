import { appendFileSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { addressOf } from "../util/hash.ts";
import { makeFolder } from "../util/make-folder.ts";

const file = (): string => join(homedir(), ".catallaxy", "agreed");

/**
 * To which hosts, with which keys, somebody agreed for a run. In the home folder, as hashes, and not in the ledger: whoever wrote a ledger
 * cannot have agreed for whoever goes on with a run in it.
 */
export const keptAgreements = {
  has(run: string, destinations: readonly string[]): boolean {
    try {
      return readFileSync(file(), "utf8").split("\n").includes(lineOf(run, destinations));
    } catch {
      return false;
    }
  },
  /** Where nothing can be written, it is asked again. */
  keep(run: string, destinations: readonly string[]): void {
    if (this.has(run, destinations)) return;
    try {
      makeFolder(join(file(), ".."), { mode: 0o700 });
      appendFileSync(file(), `${lineOf(run, destinations)}\n`, { mode: 0o600 });
    } catch {
      // See above.
    }
  },
};

function lineOf(run: string, destinations: readonly string[]): string {
  return addressOf([run, [...destinations].sort()]);
}
