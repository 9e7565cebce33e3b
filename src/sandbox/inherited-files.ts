import type { StdioOptions } from "node:child_process";
import { openSync, readdirSync, readFileSync } from "node:fs";

/** The kernel's mark of a file that children do not get; Node sets it on all that it opens. */
const closedInChildren = 0o2000000;
let nothing: number | undefined;

/**
 * The files of a child, with nothing in place of those that this process was started with beside its standard ones, as by `exec 200>lock`
 * of a shell: every child would have them too, and a sandboxed program with them a way out.
 */
export function withoutInherited(stdio: Extract<StdioOptions, unknown[]>): Extract<StdioOptions, unknown[]> {
  const files = [...stdio];
  for (const file of inheritedFiles()) {
    while (files.length <= file) files.push("ignore");
    if (files[file] === "ignore") files[file] = nothing ??= openSync("/dev/null", "r+");
  }
  return files;
}

function inheritedFiles(): number[] {
  try {
    return readdirSync("/proc/self/fdinfo")
      .map(Number)
      .filter((file) => file > 2 && isInherited(file));
  } catch {
    return [];
  }
}

function isInherited(file: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${file}`, "utf8"))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closedInChildren) === 0;
  } catch {
    return false;
  }
}
