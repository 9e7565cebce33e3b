import { readFileSync } from "node:fs";
import type { Result } from "../types.ts";
import { fail } from "../util/failure.ts";

/** Milliseconds of processor time, of the clock, and between two looks. */
export interface WorkLimits {
  readonly workMs: number;
  readonly wallMs: number;
  readonly everyMs: number;
}

/** How long a program with this much work may stay under way by the clock: far above its work, so that only a stuck machine gets here. */
export function wallMs(ms: number): number {
  return ms * 100 + 300_000;
}

/**
 * Watches a process until the function it gives back is called. `late`: it has used more processor time than it may (seen on Linux);
 * `starved`: the clock ran out before that, which says nothing of the program.
 */
export function watchWork(pid: number | undefined, limits: WorkLimits, stop: (cause: "late" | "starved") => void): () => void {
  const before = processorMs(pid) ?? 0;
  const end = performance.now() + limits.wallMs;
  const timer = setInterval(() => {
    const used = (processorMs(pid) ?? before) - before;
    if (used > limits.workMs) stop("late");
    else if (performance.now() > end) stop("starved");
  }, limits.everyMs);
  return () => clearInterval(timer);
}

/** What a program gets that the machine was too busy, or too stuck, to run: no verdict. */
export function starved(ms: number): Result<never> {
  const seconds = Math.round(wallMs(ms) / 1000);
  return fail(
    "timeout",
    `The sandbox did not finish a program of ${ms} ms of work within ${seconds} s: the machine is overloaded, or the program waits for ` +
      "something that never comes. It has no score, which counts as not passed. Run fewer trials at once, and grade it again with `catallaxy regrade`.",
  );
}

/** Clock ticks of the kernel's accounts: 100 a second on every Linux that Node runs on. */
const tickMs = 10;

/** Processor time of a process and of its children that have ended, in milliseconds, where the system tells. */
function processorMs(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== "linux") return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold anything: the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) * tickMs;
  } catch {
    return undefined;
  }
}
