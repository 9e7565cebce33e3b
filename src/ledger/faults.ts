import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";

/** What an SQLite result code means to a user, by primary code. Exit code 1: the run failed; 2: something to mend first. */
const meanings: { readonly [code: number]: { readonly says: string; readonly exitCode: number } } = {
  3: { says: "may not be opened: permission denied. Check the rights of the file and its folder.", exitCode: 2 },
  5: { says: "is locked by another process that is writing. Wait for it to end, or use another file with --ledger.", exitCode: 2 },
  6: { says: "is locked by another process that is writing. Wait for it to end, or use another file with --ledger.", exitCode: 2 },
  8: { says: "is read-only. Make it and its folder writable, or use another file with --ledger; reading it still works.", exitCode: 2 },
  10: {
    says: "could not be read or written: the disk reported an error. Nothing committed is lost; check the disk and the room on it, then resume the run.",
    exitCode: 1,
  },
  11: { says: "is damaged or truncated. Nothing was changed; restore it from a copy, or use another file with --ledger.", exitCode: 1 },
  13: {
    says: "could not grow: the disk is full. All that was committed is kept, nothing is half-written; free space, then resume the run. Calls whose answers could not be written stay held: `catallaxy settle <run>` lists them and books what they cost.",
    exitCode: 1,
  },
  14: { says: "could not be opened. Check that its folder exists and that you may read and write there.", exitCode: 2 },
  20: { says: "holds a value that no run writes: it was changed or damaged. Restore it from a copy.", exitCode: 1 },
  26: {
    says: "is no ledger: it is not an SQLite database, or it is damaged. Nothing was changed; name another file with --ledger.",
    exitCode: 2,
  },
};

/** Turns what SQLite threw into a `UserError` that names the file; anything that is not the file's fault comes back unchanged. */
export function ledgerFault(thrown: unknown, file: string): unknown {
  if (thrown instanceof Error && "code" in thrown && thrown.code === "ERR_OUT_OF_RANGE")
    return new UserError(`The ledger ${file} holds a number that no run writes: it was changed or damaged. Restore it from a copy.`, 1);
  const code = resultCode(thrown);
  if (code === undefined) return thrown;
  const meaning = meanings[code & 0xff];
  return meaning === undefined
    ? thrown
    : new UserError(`The ledger ${file} ${meaning.says} (SQLite: ${wordsOf(thrown)})`, meaning.exitCode);
}

/** Runs `work`; what SQLite throws about the file leaves as a `UserError`. */
export function onFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw ledgerFault(thrown, file);
  }
}

function resultCode(thrown: unknown): number | undefined {
  return thrown instanceof Error && "errcode" in thrown && typeof thrown.errcode === "number" ? thrown.errcode : undefined;
}
