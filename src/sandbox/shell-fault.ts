import type { ShellCheck } from "../types.ts";
import type { LeftFiles } from "./left-files.ts";

/** How a start of a shell program ended: its code, what it printed, and the files that it left. */
export interface ShellEnd {
  readonly exit: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Undefined where they could not be read. */
  readonly left: LeftFiles | undefined;
}

/** The first thing in which the end of a program is not what its check wants; undefined where all is. Bytes are compared, not characters. */
export function shellFault(check: ShellCheck, ended: ShellEnd): string | undefined {
  return exitFault(check, ended) ?? printFault(check, ended) ?? filesFault(check, ended);
}

function exitFault({ exit }: ShellCheck, ended: ShellEnd): string | undefined {
  return exit === undefined || exit === ended.exit ? undefined : `ended with ${ended.exit}, wanted ${exit}${complaint(ended)}`;
}

function printFault({ stdout }: ShellCheck, ended: ShellEnd): string | undefined {
  if (stdout === undefined || withoutEnd(Buffer.from(stdout)).equals(withoutEnd(ended.stdout))) return undefined;
  return `printed ${shown(ended.stdout)}, wanted ${shown(Buffer.from(stdout))}${complaint(ended)}`;
}

function filesFault({ wrote = {} }: ShellCheck, ended: ShellEnd): string | undefined {
  for (const [path, wanted] of Object.entries(wrote)) {
    if (ended.left === undefined) return `the folder /tmp/work could not be read at the end${complaint(ended)}`;
    const content = ended.left(path, wanted !== null);
    if (wanted === null) {
      if (content !== undefined)
        return `the file ${path} is still there${content === "other" ? ", as something that is no plain file" : ""}`;
    } else if (content === undefined || content === "other")
      return `the file ${path} is ${content === undefined ? "not there" : "no plain file in the folder"}${complaint(ended)}`;
    else if (!withoutEnd(content).equals(withoutEnd(Buffer.from(wanted))))
      return `the file ${path} holds ${shown(content)}, wanted ${shown(Buffer.from(wanted))}${complaint(ended)}`;
  }
  return undefined;
}

/** Without the newlines at the end, as `$(...)` takes it. */
function withoutEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 10) end--;
  return bytes.subarray(0, end);
}

function shown(bytes: Buffer): string {
  return JSON.stringify(withoutEnd(bytes).toString("utf8").slice(0, 300));
}

function complaint({ stderr }: ShellEnd): string {
  return stderr.trim() === "" ? "" : `; standard error: ${stderr.trim().slice(0, 300)}`;
}
