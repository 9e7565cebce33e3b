import { readdirSync, readFileSync } from "node:fs";
import { sleepers } from "./sleepers.ts";

/** What all processes below one may use together. `started`: processes that may be begun, one behind the other included. */
export interface GroupLimits {
  /** Asked at each look: what the start took, which is no work, is known a little later. */
  readonly workMs: () => number;
  readonly memoryBytes: number;
  readonly started: number;
  readonly wallMs: number;
}
/** `late`, `memory`, `started`: a limit is broken; `idle`: the processes have slept for ten seconds; `starved`: the clock ran out before. */
export type GroupBreach = "late" | "memory" | "started" | "idle" | "starved";

const everyMs = 50;
const idleMs = 10_000;
/** The kernel's accounts: 100 ticks a second, and pages as on every machine that bubblewrap is tried on here. */
const tickMs = 10;
const pageBytes = 4096;

/**
 * Watches a sandbox's first process and all below it (Linux only) until `end` is called, which gives the milliseconds of processor time
 * that were seen. What the first process itself took until it had a child set the sandbox up and is no work of the program.
 */
export function watchGroup(root: number, limits: GroupLimits, stop: (cause: GroupBreach) => void): { end(): number } {
  const own = new Map<number, number>();
  const until = performance.now() + limits.wallMs;
  const asleep = sleepers(idleMs);
  let used = 0;
  let setupMs: number | undefined;
  const timer = setInterval(() => {
    const found = processesBelow(root);
    if (found.length > 1) setupMs ??= ownMsOf(root, found);
    const group = found.map((each) => (each.pid === root ? without(each, setupMs ?? each.ownMs) : each));
    for (const { pid, ownMs } of group) own.set(pid, Math.max(own.get(pid) ?? 0, ownMs));
    // A shell that ignores the end of its children loses their time: then the sum of what was seen of each is more.
    const seen = Math.max(sum(group.map(({ allMs }) => allMs)), sum([...own.values()]));
    used = Math.max(used, seen);
    const breach = breachOf(limits, { used, held: sum(group.map(({ bytes }) => bytes)), started: startedIn(group) });
    if (breach !== undefined) stop(breach);
    else if (asleep({ at: performance.now(), usedMs: used, able: group.some(({ able }) => able) })) stop("idle");
    else if (performance.now() > until) stop("starved");
  }, everyMs);
  return {
    end: () => {
      clearInterval(timer);
      return used;
    },
  };
}

function breachOf(limits: GroupLimits, { used, held, started }: { used: number; held: number; started: number }): GroupBreach | undefined {
  if (used > limits.workMs()) return "late";
  if (held > limits.memoryBytes) return "memory";
  return started > limits.started ? "started" : undefined;
}

interface Process {
  readonly pid: number;
  readonly ownMs: number;
  /** With the time of its children that have ended. */
  readonly allMs: number;
  readonly bytes: number;
  /** Whether it could go on if it got a processor, or waits for a disk. */
  readonly able: boolean;
}

function processesBelow(root: number): Process[] {
  const found: Process[] = [];
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    const process = processOf(pid);
    if (process === undefined) continue;
    found.push(process);
    open.push(...childrenOf(pid));
  }
  return found;
}

function ownMsOf(root: number, group: readonly Process[]): number {
  return group.find(({ pid }) => pid === root)?.ownMs ?? 0;
}

function without(process: Process, setupMs: number): Process {
  return { ...process, ownMs: process.ownMs - setupMs, allMs: process.allMs - setupMs };
}

function processOf(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold anything: the fields are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ").slice(1).map(Number);
    const ownMs = (Number(fields[11]) + Number(fields[12])) * tickMs;
    const allMs = ownMs + (Number(fields[13]) + Number(fields[14])) * tickMs;
    const bytes = (resident - shared) * pageBytes + sharedBy(pid, shared * pageBytes);
    return { pid, ownMs, allMs, bytes, able: isAble(pid, fields) };
  } catch {
    return undefined;
  }
}

function isAble(pid: number, [state = "", ...fields]: readonly string[]): boolean {
  if (/[RD]/.test(state) || Number(fields[16]) < 2) return /[RD]/.test(state);
  // What is told of a process is of its first thread.
  return readdirSync(`/proc/${pid}/task`).some((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8");
    return /[RD]/.test(stat.slice(stat.lastIndexOf(")") + 2)[0] ?? "");
  });
}

/** More than the files that a common program maps. */
const muchShared = 12 * 1024 * 1024;

/** A process's part of the memory that it shares with others and that is no file; asked only of one that shares much. */
function sharedBy(pid: number, most: number): number {
  if (most < muchShared) return 0;
  try {
    const kilobytes = /^Pss_Shmem:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return most;
  }
}

/** Each thread has the children that it began. */
function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ")).flatMap(numberOf);
  } catch {
    return [];
  }
}

function numberOf(text: string): number[] {
  return text === "" ? [] : [Number(text)];
}

/** How many processes the sandbox has begun: its own count is the number of the newest one. */
function startedIn(group: readonly Process[]): number {
  const newest = Math.max(0, ...group.map(({ pid }) => pid));
  try {
    // Only a process inside has a second number; where this whole process is in a container already, the last is still the sandbox's.
    const numbers =
      /^NSpid:(.*)$/m
        .exec(readFileSync(`/proc/${newest}/status`, "utf8"))?.[1]
        ?.trim()
        .split("\t") ?? [];
    return numbers.length > 1 ? Number(numbers.at(-1)) : 0;
  } catch {
    return 0;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
