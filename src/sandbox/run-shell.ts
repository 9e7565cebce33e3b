import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { Result, RunReport, ShellCheck, ShellInput, ShellProgram } from "../types.ts";
import { fail } from "../util/failure.ts";
import { bubblewrap, bubblewrapKind, bubblewrapped, dropped } from "./bubblewrap.ts";
import { withoutInherited } from "./inherited-files.ts";
import { keptFolder } from "./kept-folder.ts";
import { leftFiles } from "./left-files.ts";
import { systemCalls } from "./system-calls.ts";
import { shellFault, type ShellEnd } from "./shell-fault.ts";
import { starved, wallMs } from "./watch-work.ts";
import { type GroupBreach, type GroupLimits, watchGroup } from "./watch-group.ts";

const shell = "/usr/bin/sh";
const needs = {
  language: "a shell",
  files: [shell, "/usr/bin/tar"],
  packages: "bubblewrap coreutils tar util-linux",
  trial: [shell, "-c", "echo $((6 * 7))"],
};
const processes = 64;
/** The kernel counts in steps of ten milliseconds, and a start of a shell takes one or two: a check may use so much whatever is left. */
const leastMs = 50;
/** Bytes that a start may print, and those of the folder that it may leave where files of it are compared. */
const mostBytes = 1_000_000;
const mostLeft = 20_000_000;
const mostOutput = 20_000;

/** Whether programs of a kind can be run here, and if not, why and what to do. */
interface Here {
  readonly available: boolean;
  readonly why: string;
}

/**
 * Whether shell programs can be run in bubblewrap here, and whether files that they leave can be compared, which takes a sandbox within
 * another. Tried once per process with real ones.
 */
export function shellKind(): Here & { readonly wrote: Here } {
  return (known ??= tried());
}
let known: ReturnType<typeof shellKind> | undefined;

function tried(): ReturnType<typeof shellKind> {
  const found = bubblewrapKind(needs);
  if (!found.available) return { ...found, wrote: found };
  const trial = [shell, "-c", "echo 6 > /tmp/work/told && echo 42"];
  return {
    ...found,
    wrote: bubblewrapKind({ ...needs, trial, around: keptFolder, options: ["--bind", "/kept", "/tmp", "--dir", "/tmp/work"] }),
  };
}

type Limits = { readonly ms: number; readonly memoryMb: number };

/**
 * Starts a shell program anew for each check, each time in a sandbox of its own: no network, a read-only `/usr`, a folder of its own.
 * What it prints, leaves and ends with is compared here: nothing of a check but its input is in the sandbox. Never rejects.
 */
export async function runShell({ code, checks }: ShellProgram, limits: Limits, children: Set<() => void>): Promise<RunReport> {
  const kind = shellKind();
  if (!kind.available) return fail("setup", `Shell programs are run in a sandbox or not at all: ${kind.why}`);
  const compares = checks.some(({ wrote }) => Object.keys(wrote ?? {}).length > 0);
  if (compares && !kind.wrote.available)
    return fail("setup", `Files that a shell program leaves (\`wrote\`) cannot be compared here: ${kind.wrote.why}`);
  let left = limits.ms;
  let output: string | undefined;
  const results: { name: string; passed: boolean; why: string }[] = [];
  const starts: readonly ShellCheck[] = checks.length > 0 ? checks : [{ name: "" }];
  for (const check of starts) {
    const work = Math.max(left / 2, leastMs);
    const ended = await start(code, check, { ...limits, work }, children);
    if (!ended.ok) return ended;
    left -= Math.min(ended.usedMs, work);
    const broke = ended.breach && wordsOf(ended.breach, limits);
    const why = broke ?? shellFault(check, ended);
    output ??= `${ended.stdout.toString("utf8")}${ended.stderr}`.slice(0, mostOutput) + (checks.length === 0 && broke ? `${broke}\n` : "");
    if (checks.length > 0) results.push({ name: check.name, passed: why === undefined, why: why ?? "" });
  }
  return { ok: true, checks: results, output: output ?? "" };
}

function wordsOf(breach: Breach, { ms, memoryMb }: Limits): string {
  const words: Readonly<Record<Exclude<Breach, "starved" | "closed">, string>> = {
    late: `ran too long: the program may use ${ms} ms of processor time in all its checks, and half of what is left in one of them`,
    memory: `used too much memory: all its processes together may hold ${(memoryMb + 64) * 2} MB`,
    started: `started too many processes: it may start ${mostStarted(ms)} for a check`,
    idle: "ran too long: it waited 10 s for something that never came",
    flood: `printed more than ${mostBytes} bytes, or left more than ${mostLeft} in its folder`,
    gone: "the program ended its sandbox, as by using too much memory",
  };
  return words[breach === "starved" || breach === "closed" ? "gone" : breach];
}

const unready = fail("setup", "The shell's sandbox did not start. Run `catallaxy doctor`; it tries one and says what is missing.");

type Breach = GroupBreach | "flood" | "gone" | "closed";
type ShellResult = Result<ShellEnd & { readonly usedMs: number; readonly breach?: Breach }>;

/** Each takes some tenths of a millisecond: a count that no work limit allows anyway. */
function mostStarted(ms: number): number {
  return ms * 10;
}

function start(
  code: string,
  check: ShellCheck,
  limits: Limits & { readonly work: number },
  children: Set<() => void>,
): Promise<ShellResult> {
  return new Promise((resolve) => {
    const child = spawnIn(code, check, limits);
    if (child?.pid === undefined) return resolve(unready);
    const [stdout, stderr, status] = [1, 2, 3].map((fd) => collected(child.stdio[fd] as Readable, () => end("flood")));
    const [left, begun] = [5, startFile].map((fd) =>
      collected((child.stdio as unknown as readonly Readable[])[fd], () => end("flood"), mostLeft),
    );
    let breach: Breach | undefined;
    const end = (cause: Breach) => {
      breach ??= cause;
      kill(child);
    };
    const abort = () => end("closed");
    children.add(abort);
    const most: GroupLimits = {
      workMs: () => limits.work + startMs(text(begun)),
      memoryBytes: (limits.memoryMb + 64) * 2 * 1024 * 1024,
      started: mostStarted(limits.ms),
      wallMs: wallMs(limits.ms),
    };
    let watch: ReturnType<typeof watchGroup> | undefined;
    const slow = setTimeout(() => end("starved"), wallMs(limits.ms));
    child.stdio[3]?.on("data", () => {
      const first = /"child-pid": ?(\d+)/.exec(text(status))?.[1];
      if (first !== undefined) watch ??= watchGroup(Number(first), most, end);
    });
    const done = () => {
      children.delete(abort);
      clearTimeout(slow);
      const usedMs = Math.max(0, (watch?.end() ?? 0) - startMs(text(begun)));
      const [began, exit] = [/"child-pid"/.test(text(status)), /"exit-code": ?(\d+)/.exec(text(status))?.[1]];
      if (breach === "starved") resolve(starved(limits.ms));
      else if (breach === "closed") resolve(fail("aborted", "The sandbox was closed before the program came to its end."));
      else if (!began) resolve(unready);
      else {
        const broke = breach ?? (exit === undefined ? "gone" : undefined);
        const ended = { exit: Number(exit), stdout: bytes(stdout), stderr: text(stderr), left: leftFiles(bytes(left)) };
        resolve({ ok: true, ...ended, usedMs, ...(broke && { breach: broke }) });
      }
    };
    child.once("error", done).once("close", done);
  });
}

interface OutputBuffer {
  readonly parts: Buffer[];
}

function collected(stream: Readable | undefined, flood: () => void, most = mostBytes): OutputBuffer {
  const parts: Buffer[] = [];
  let size = 0;
  stream
    ?.on("error", () => {})
    .on("data", (part: Buffer) => {
      size += part.length;
      if (size <= most) parts.push(part);
      else flood();
    });
  return { parts };
}

function bytes(of: OutputBuffer | undefined): Buffer {
  return Buffer.concat(of?.parts ?? []);
}

function text(of: OutputBuffer | undefined): string {
  return bytes(of).toString("utf8");
}

/** Ends the plumbing and the sandbox, which has itself ended with its parent. Behind its end nothing of that number is ours any more. */
function kill({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}

/** Programs open `/dev/stdin` and `/dev/stdout`, which sockets cannot be: real pipes lead to and from the sandbox. */
const plumbing = '{ cat | "$@" 2>&1 1>&9 9>&- | cat >&2 9>&-; } 9>&1 | cat';
const firstFile = 10;
/** Where the sandbox's first shell tells what it took to come to the program. */
const startFile = 6;
const filterFile = 7;

/** The milliseconds that the `times` of a shell tell: `0m0.01s 0m0.00s`, for itself and for its children. */
function startMs(told: string): number {
  return [...told.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  );
}

function spawnIn(code: string, check: ShellInput & { readonly wrote?: ShellCheck["wrote"] }, limits: Limits): ChildProcess | undefined {
  const files = Object.entries(check.files ?? {});
  const placed = files.flatMap(([path], i) => ["--file", String(firstFile + i), `/tmp/work/${path}`]);
  const options = [
    "--setenv",
    "HOME",
    "/tmp/work",
    "--setenv",
    "LC_ALL",
    "C.UTF-8",
    "--ro-bind-try",
    "/etc/alternatives",
    "/etc/alternatives",
  ];
  const compared = Object.keys(check.wrote ?? {}).length > 0;
  const room = ["--ro-bind-data", "4", "/program.sh", ...(compared ? ["--bind", "/kept", "/tmp"] : []), "--dir", "/tmp/work", ...placed];
  const command = [shell, "-c", inside, "sh", ...interpreterOf(code), "/program.sh", ...(check.args ?? [])];
  const wrapped = bubblewrapped(
    command,
    { ms: limits.ms, memoryMb: limits.memoryMb, processes },
    {
      options: ["--json-status-fd", "3", ...options, ...room],
      folder: "/tmp/work",
      filter: filterFile,
    },
  );
  const many = <T>(count: number, word: T) => Array.from({ length: count }, () => word);
  const stdio = withoutInherited([...many(8, "pipe" as const), ...many(2, "ignore" as const), ...files.map(() => "pipe" as const)]);
  const env = { PATH: "/usr/bin:/bin" };
  const file = bubblewrap() ?? "bwrap";
  const whole = compared ? keptFolder(file, wrapped) : wrapped;
  const child = spawn("/bin/sh", ["-c", plumbing, "sh", file, ...whole], { ...dropped(), env, stdio, detached: true });
  if (child.pid === undefined) {
    child.on("error", () => {});
    return undefined;
  }
  const give = (fd: number, content: string | Buffer) => (child.stdio[fd] as Writable).on("error", () => {}).end(content);
  give(0, check.stdin ?? "");
  give(4, code);
  give(filterFile, systemCalls() ?? "");
  for (const [i, [, content]] of files.entries()) give(firstFile + i, content);
  return child;
}

/** What a program may name beside sh. */
const interpreters = new Set(["bash", "awk", "gawk", "mawk", "sed", "perl"]);

/** The shell, or the tool of shells, that a program names in its first line, with the options that it gives it; sh otherwise. */
function interpreterOf(code: string): string[] {
  const line = /^#!([^\r\n]{0,200})/.exec(code)?.[1]?.trim().split(/\s+/) ?? [];
  const words = /(?:^|\/)env$/.test(line[0] ?? "") ? line.slice(1).filter((word) => word !== "-S") : line;
  const named = words[0]?.replace(/^.*\//, "");
  if (named !== undefined && interpreters.has(named) && existsSync(`/usr/bin/${named}`)) return [`/usr/bin/${named}`, ...words.slice(1)];
  return [shell, ...(named === "sh" || named === "dash" ? words.slice(1) : [])];
}

/** Tells what the start took, and runs the program without the judge's pipes. */
const inside = `times >&${startFile}; exec "$@" 3>&- 4<&- 5>&- ${startFile}>&- ${filterFile}<&-`;
