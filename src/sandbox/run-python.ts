import { type ChildProcess, type StdioOptions, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import type { Socket } from "node:net";
import { delimiter, isAbsolute, join } from "node:path";
import type { RunReport } from "../types.ts";
import { fail } from "../util/failure.ts";
import { pythonJudge } from "./python-judge.ts";
import { pythonProgram } from "./python-program.ts";
import type { Job } from "./run-quickjs.ts";
import { starved, wallMs } from "./watch-work.ts";

const install = "Install bubblewrap and Python (Debian: apt-get install bubblewrap python3 util-linux), or use JavaScript tasks.";
/** An unprivileged user that owns nothing: root would be above the limit on processes. */
const nobody = 65_534;
const interpreter = "/usr/bin/python3";

/** Whether Python can be run in bubblewrap here, and if not, why and what to do. Tried once per process with a real sandbox. */
export function pythonKind(): { readonly available: boolean; readonly why: string } {
  return (known ??= probe());
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
  if (found.late) return starved(job.ms);
  try {
    const { value, unready, ...report } = JSON.parse(found.output) as Answer;
    if (unready) return fail("setup", "The Python sandbox did not start. Run `catallaxy doctor`; it tries one and says what is missing.");
    return { ok: true, ...report, ...(value !== null && value !== undefined && { value }) };
  } catch {
    return failed(job, "the program ended its sandbox, as by using too much memory");
  }
}

type Answer = Omit<Extract<RunReport, { ok: true }>, "ok"> & { readonly unready?: boolean };

function failed(job: Job, why: string): RunReport {
  return { ok: true, checks: job.checks.map(({ name }) => ({ name, passed: false, why })), output: "" };
}

function probe(): { available: boolean; why: string } {
  if (process.platform !== "linux") return { available: false, why: elsewhere(process.platform) };
  const bubblewrap = bwrap();
  if (bubblewrap === undefined) return { available: false, why: `bwrap was not found on the PATH. ${install}` };
  if (!existsSync("/usr/bin/prlimit"))
    return { available: false, why: `there is no /usr/bin/prlimit, which holds programs to their memory. ${install}` };
  if (!existsSync(interpreter)) return { available: false, why: `there is no ${interpreter}, and only /usr is visible inside. ${install}` };
  const trial = spawnSync(bubblewrap, sandboxed(1000, 64, ["-c", "print(6 * 7)"]), {
    ...dropped(),
    encoding: "utf8",
    timeout: 10_000,
  });
  if (trial.error === undefined && trial.stdout.trim() === "42") return { available: true, why: "" };
  const said = trial.error?.message ?? (trial.stderr.trim().slice(0, 200) || "no answer");
  return {
    available: false,
    why: `bubblewrap could not make a sandbox here (${said}). User namespaces may be switched off, as in most containers: docs/suites.md says what to allow.`,
  };
}

/** What people on other systems can do: bubblewrap is made of Linux's own namespaces. */
function elsewhere(platform: string): string {
  const system = platform === "darwin" ? "macOS" : platform === "win32" ? "Windows" : platform;
  const machine = platform === "win32" ? "in WSL 2" : "in a Linux virtual machine, such as Lima";
  return `bubblewrap needs Linux, and this is ${system}. Run Catallaxy ${machine} (docs/suites.md), or use JavaScript tasks.`;
}

/** The first bubblewrap on the PATH. */
function bwrap(): string | undefined {
  const folders = (process.env["PATH"] ?? "/usr/bin").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, "bwrap")).find((file) => existsSync(file));
}

/** bubblewrap's and prlimit's arguments, then the interpreter's. */
function sandboxed(ms: number, memoryMb: number, python: readonly string[]): string[] {
  const bubble =
    "--unshare-all --unshare-user --disable-userns --die-with-parent --new-session --cap-drop ALL --clearenv --setenv PATH /usr/bin " +
    "--setenv TZ UTC --setenv PYTHONHASHSEED 0 --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin " +
    "--proc /proc --dev /dev --size 16777216 --tmpfs /dev/shm --remount-ro /dev --size 16777216 --tmpfs /tmp --chdir /tmp";
  // The interpreter itself maps about as much as the least program may use.
  const memory = (memoryMb + 64) * 1024 * 1024;
  const limits = `--as=${memory} --cpu=${Math.ceil((ms * 2) / 1000) + 1} --stack=${512 * 1024 * 1024} --nproc=32 --fsize=16777216 --nofile=64 --core=0`;
  return [...bubble.split(" "), "/usr/bin/prlimit", ...limits.split(" "), interpreter, "-I", "-S", ...python];
}

function dropped(): { uid?: number; gid?: number; env: Record<string, never>; cwd: string } {
  return { ...(process.getuid?.() === 0 && { uid: nobody, gid: nobody }), env: {}, cwd: "/" };
}

function execute(job: Job, children: Set<() => void>): Promise<{ output: string; late: boolean }> {
  return new Promise((resolve) => {
    const judge = start(job, pythonJudge, ["pipe", "pipe", "ignore", "pipe"]);
    // The two share a socket; this process closes its end of it before either has a word to say.
    const wire = judge.stdio[3] as Socket;
    const program = start(job, pythonProgram, ["ignore", "ignore", "ignore", wire]);
    wire.destroy();
    let output = "";
    let late = false;
    const kill = () => {
      judge.kill("SIGKILL");
      program.kill("SIGKILL");
    };
    children.add(kill);
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, wallMs(job.ms));
    judge.stdout?.setEncoding("utf8").on("data", (part: string) => {
      if (output.length < 4_000_000) output += part;
    });
    const done = () => {
      clearTimeout(timer);
      children.delete(kill);
      kill();
      resolve({ output, late });
    };
    program.once("error", () => judge.kill("SIGKILL"));
    judge.once("error", done).once("close", done);
    // A sandbox that dies early closes its end; the exit tells.
    judge.stdin?.on("error", () => {}).end(JSON.stringify({ ...job, globals: JSON.parse(job.globals) as unknown }));
  });
}

function start(job: Job, text: string, stdio: StdioOptions): ChildProcess {
  return spawn(bwrap() ?? "bwrap", sandboxed(job.ms, job.memoryMb, ["-c", text]), { ...dropped(), stdio, detached: true });
}
