import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import type { Socket } from "node:net";
import type { RunReport } from "../types.ts";
import { fail } from "../util/failure.ts";
import { bubblewrap, bubblewrapKind, bubblewrapped, dropped } from "./bubblewrap.ts";
import { withoutInherited } from "./inherited-files.ts";
import { pythonBytecode } from "./python-bytecode.ts";
import { pythonJudge } from "./python-judge.ts";
import { pythonProgram } from "./python-program.ts";
import type { Job } from "./run-quickjs.ts";
import { systemCalls } from "./system-calls.ts";
import { starved, wallMs } from "./watch-work.ts";

const interpreter = "/usr/bin/python3";
const python = [interpreter, "-I", "-S", "-c"];
/** Tries what keeps the program away from the process that counts its work: that this is the first one, and that it can close itself. */
const trial =
  'import _ctypes, os; call = lambda *args: _ctypes.call_function(_ctypes.dlsym(_ctypes.dlopen(None, 2), "prctl"), args); ' +
  "call(4, 0, 0, 0, 0); print(6 * 7 if os.getpid() == 1 and call(3, 0, 0, 0, 0) == 0 else 0)";
const needs = {
  language: "Python",
  files: [interpreter],
  packages: "bubblewrap python3 util-linux",
  trial: [...python, trial],
  options: ["--as-pid-1"],
};
/** Its main thread may recurse deeply; a hash seed that is the same at every run; threads without 64 MB of address space each for what they allocate. */
const furniture = {
  filter: 4,
  options: [...needs.options, "--setenv", "PYTHONHASHSEED", "0", "--setenv", "MALLOC_ARENA_MAX", "1"],
  limits: [`--stack=${512 * 1024 * 1024}`],
};

/** Whether Python can be run in bubblewrap here, and if not, why and what to do. Tried once per process with a real sandbox. */
export function pythonKind(): { readonly available: boolean; readonly why: string } {
  return (known ??= bubblewrapKind(needs));
}
let known: { available: boolean; why: string } | undefined;

/**
 * Runs a Python program in bubblewrap: no network, no host files but a read-only /usr, no privileges, hard limits. Its checks run in a
 * second sandbox that shares one socket with it and nothing else. Never rejects.
 */
export async function runPython(job: Job, children: Set<() => void>): Promise<RunReport> {
  const kind = pythonKind();
  if (!kind.available) return fail("setup", `Python programs are run in a sandbox or not at all: ${kind.why}`);
  const found = await execute(job, children);
  if (found === undefined) return unready;
  if (found.ended === "late") return starved(job.ms);
  if (found.ended === "closed") return fail("aborted", "The sandbox was closed before the program came to its end.");
  // The judge's first sign of life comes before the program has any say: without it nothing can be told of the program.
  if (found.output === "") return unready;
  try {
    const { value, unready: absent, ...report } = JSON.parse(found.output) as Answer;
    if (absent) return unready;
    return { ok: true, ...report, ...(value !== null && value !== undefined && { value }) };
  } catch {
    return failed(job, "the program ended its sandbox, as by using too much memory");
  }
}

const unready = fail("setup", "The Python sandbox did not start. Run `catallaxy doctor`; it tries one and says what is missing.");

type Answer = Omit<Extract<RunReport, { ok: true }>, "ok"> & { readonly unready?: boolean };

function failed(job: Job, why: string): RunReport {
  return { ok: true, checks: job.checks.map(({ name }) => ({ name, passed: false, why })), output: "" };
}

type EarlyEnd = "late" | "closed";

async function execute(job: Job, children: Set<() => void>): Promise<{ output: string; ended?: EarlyEnd } | undefined> {
  const codes = await Promise.all([pythonBytecode(python, pythonJudge), pythonBytecode(python, pythonProgram)]).catch(() => undefined);
  if (codes === undefined) return undefined;
  return new Promise((resolve) => {
    const judge = start(job, codes[0], ["pipe", "pipe", "ignore", "pipe", "pipe", "pipe"]);
    // The two share a socket; this process closes its end of it before either has a word to say.
    const wire = judge.stdio[3] as Socket;
    const program = start(job, codes[1], ["ignore", "ignore", "ignore", wire, "pipe", "pipe"]);
    wire.destroy();
    let output = "";
    let ended: EarlyEnd | undefined;
    const kill = () => {
      judge.kill("SIGKILL");
      program.kill("SIGKILL");
    };
    const end = (why: EarlyEnd) => {
      ended ??= why;
      kill();
    };
    const close = () => end("closed");
    children.add(close);
    const timer = setTimeout(() => end("late"), wallMs(job.ms));
    judge.stdout?.setEncoding("utf8").on("data", (part: string) => {
      if (output.length < 4_000_000) output += part;
    });
    const done = () => {
      clearTimeout(timer);
      children.delete(close);
      kill();
      resolve({ output, ...(ended && { ended }) });
    };
    program.once("error", () => judge.kill("SIGKILL"));
    judge.once("error", done).once("close", done);
    // A sandbox that dies early closes its end; the exit tells.
    judge.stdin?.on("error", () => {}).end(JSON.stringify({ ...job, globals: JSON.parse(job.globals) as unknown }));
  });
}

/** Where each process reads its code from, which it closes before it runs it. */
const codeFile = 5;
const loader = `import marshal; source = open(${codeFile}, "rb"); code = marshal.loads(source.read()); source.close(); del source; exec(code)`;

function start(job: Job, code: Buffer, stdio: Extract<StdioOptions, unknown[]>): ChildProcess {
  // The first process of each only relays, for as long as it takes; it bounds those in which the program and its checks run.
  const bounds = { ms: job.ms, memoryMb: job.memoryMb, processes: 128, seconds: Math.ceil(wallMs(job.ms) / 1000) };
  const inside = bubblewrapped([...python, loader], bounds, furniture);
  const child = spawn(bubblewrap() ?? "bwrap", inside, { ...dropped(), stdio: withoutInherited(stdio), detached: true });
  (child.stdio[furniture.filter] as Socket | undefined)?.on("error", () => {}).end(systemCalls() ?? "");
  (child.stdio.at(codeFile) as Socket | undefined)?.on("error", () => {}).end(code);
  return child;
}
