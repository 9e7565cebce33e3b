import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { UserError } from "./bug.ts";
import { wordsOf } from "./failure.ts";

interface FolderPurpose {
  /** Whose folder it is to be, for messages. */
  readonly of?: string;
  /** What else to do where it cannot be made. */
  readonly instead?: string;
  readonly mode?: number;
}

/**
 * Makes a folder and those above it, where they are missing. Throws a `UserError` that names the folder and ends with what to do `instead`. One after the other and by
 * ourselves: where the system says "no such file" under a folder that is there (`/proc/x`), Node's own `recursive` tries for ever.
 */
export function makeFolder(folder: string, { of = "", instead = "name another place", mode = 0o777 }: FolderPurpose = {}): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above, { of, instead, mode });
  try {
    mkdirSync(folder, { mode });
  } catch (thrown) {
    // Another process may have made it meanwhile.
    if (isFolder(folder)) return;
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    const why = Object.hasOwn(reasons, code) ? reasons[code] : wordsOf(thrown);
    throw new UserError(`The folder${of === "" ? "" : ` of ${of}`} ${folder} could not be made: ${why}. Make it yourself, or ${instead}.`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "the system makes none there",
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "the disk is read-only",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "something that is no folder has its name",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead in a circle",
};

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
