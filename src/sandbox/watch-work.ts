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

/** Of the clock's time: whoever still gets so much of a processor comes to an end by its work. */
const leastShare = 0.01;

/**
 * Watches a process until the function it gives back is called. `late`: it has used more processor time than it may (seen on Linux);
 * `starved`: the clock ran out before that and it does next to nothing any more, which says nothing of the program.
 */
export function watchWork(
  pid: number | undefined,
  limits: WorkLimits,
  stop: (cause: "late" | "starved") => void,
  accounts = processorMs,
): () => void {
  const before = accounts(pid) ?? 0;
  let last = { at: performance.now(), used: 0 };
  let end = last.at + limits.wallMs;
  const timer = setInterval(() => {
    const used = (accounts(pid) ?? before) - before;
    const now = performance.now();
    if (used > limits.workMs) return stop("late");
    if (now <= end) return;
    if (used - last.used <= (now - last.at) * leastShare) return stop("starved");
    last = { at: now, used };
    end = now + limits.wallMs / 4;
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
