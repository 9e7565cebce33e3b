import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { systemCalls } from "./system-calls.ts";
import { wholeTar } from "./whole-tar.ts";

/** Work and memory of one sandbox, and how many processes may be in it at once. */
export interface Bounds {
  readonly ms: number;
  readonly memoryMb: number;
  readonly processes: number;
  /** Processor seconds of each process, where that is not twice `ms` and a second. */
  readonly seconds?: number;
}

/** What a sandbox has beside the common parts: bubblewrap's options, and limits in prlimit's words. */
export interface Furniture {
  readonly options?: readonly string[];
  /** The folder in which the command starts. */
  readonly folder?: string;
  readonly limits?: readonly string[];
  /** The open file from which bubblewrap reads `systemCalls`. */
  readonly filter: number;
}

/** An unprivileged user that owns nothing: root would be above the limit on processes. */
const nobody = 65_534;
const room = 16 * 1024 * 1024;

/** The first bubblewrap on the PATH that may be executed, as a shell finds it. */
export function bubblewrap(): string | undefined {
  const folders = (process.env["PATH"] ?? "/usr/bin").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, "bwrap")).find((file) => isExecutable(file));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * bubblewrap's and prlimit's arguments, then the command's: no network, a read-only root with `/usr` and nothing else of the machine,
 * no privileges, no memory outside of processes, bounded `/tmp` and `/dev/shm`, and limits on each process.
 */
export function bubblewrapped(
  command: readonly string[],
  bounds: Bounds,
  { options = [], folder = "/tmp", limits = [], filter }: Furniture,
): string[] {
  const bubble =
    "--unshare-all --unshare-user --disable-userns --die-with-parent --new-session --cap-drop ALL --clearenv --setenv PATH /usr/bin " +
    "--setenv TZ UTC --hostname sandbox --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 --symlink usr/bin /bin " +
    `--proc /proc --dev /dev --size ${room} --tmpfs /dev/shm --remount-ro /dev --size ${room} --tmpfs /tmp`;
  // The interpreters themselves map about as much as the least program may use.
  const memory = (bounds.memoryMb + 64) * 1024 * 1024;
  const each = `--as=${memory} --cpu=${bounds.seconds ?? Math.ceil((bounds.ms * 2) / 1000) + 1} --nproc=${bounds.processes} --fsize=${room} --nofile=64 --core=0`;
  // The root is a file system in memory too: it is closed behind all that is put there.
  return [
    ...bubble.split(" "),
    ...(systemCalls() === undefined ? [] : ["--seccomp", String(filter)]),
    ...options,
    "--chdir",
    folder,
    "--remount-ro",
    "/",
    "/usr/bin/prlimit",
    ...each.split(" "),
    ...limits,
    ...command,
  ];
}

/** The user, the environment and the folder that bubblewrap is started with. */
export function dropped(): { uid?: number; gid?: number; env: Record<string, never>; cwd: string } {
  return { ...(process.getuid?.() === 0 && { uid: nobody, gid: nobody }), env: {}, cwd: "/" };
}

/** What a language needs: the programs under /usr, how to install them, and a trial that must print 42. */
export interface Needs {
  readonly language: string;
  readonly files: readonly string[];
  readonly packages: string;
  readonly trial: readonly string[];
  /** What stands around the sandbox, and what this has beside the common parts: a trial is of what a run makes. */
  readonly around?: (file: string, inner: readonly string[]) => readonly string[];
  readonly options?: readonly string[];
}

/** A sandbox starts within milliseconds, on a machine at its limits within seconds. */
const trialMs = 10_000;

/** Whether programs of a language can be run in bubblewrap here, and if not, why and what to do. Tries a real sandbox. */
export function bubblewrapKind(
  { language, files, packages, trial, around, options = [] }: Needs,
  mostMs = trialMs,
): { readonly available: boolean; readonly why: string } {
  const absent = (why: string) => ({ available: false, why });
  const instead = `Install bubblewrap and ${language} (Debian: apt-get install ${packages}), or use JavaScript tasks.`;
  if (process.platform !== "linux") return absent(elsewhere(process.platform));
  const found = bubblewrap();
  if (found === undefined) return absent(`bwrap was not found on the PATH. ${instead}`);
  if (!existsSync("/usr/bin/prlimit")) return absent(`there is no /usr/bin/prlimit, which holds programs to their memory. ${instead}`);
  const lacking = files.find((file) => !existsSync(file));
  if (lacking !== undefined) return absent(`there is no ${lacking}, and only /usr is visible inside. ${instead}`);
  const inner = bubblewrapped(trial, { ms: 1000, memoryMb: 64, processes: 32 }, { filter: 0, options });
  const tried = spawnSync(found, around?.(found, inner) ?? inner, {
    ...dropped(),
    input: systemCalls() ?? "",
    // The sixth is where files that are compared are listed.
    stdio: ["pipe", "pipe", "pipe", "ignore", "ignore", "pipe"],
    encoding: "utf8",
    timeout: mostMs,
    // One that hangs may well ignore a request to end.
    killSignal: "SIGKILL",
  });
  // One that ends before it reads its filter leaves a broken pipe; what it said tells more.
  const ended = tried.error !== undefined && "code" in tried.error && tried.error.code === "EPIPE";
  const error = ended ? undefined : tried.error;
  if (error === undefined && tried.stdout.trim() === "42" && (around === undefined || tried.output[5]?.includes(wholeTar) === true))
    return { available: true, why: "" };
  const fault = faultOf(found, error, mostMs);
  if (fault !== undefined) return absent(`${fault}. ${instead}`);
  const said = tried.stderr.trim().slice(0, 200) || "no answer";
  const made = around === undefined ? "a sandbox" : "a sandbox within another";
  return absent(
    `bubblewrap could not make ${made} here (${said}). User namespaces may be switched off, as in most containers: docs/suites.md says what to allow.`,
  );
}

/** What is wrong with a file that was started and never came to make a sandbox. */
function faultOf(file: string, error: NodeJS.ErrnoException | undefined, mostMs: number): string | undefined {
  if (error === undefined) return undefined;
  if (error.code === "ETIMEDOUT") return `${file} was tried and had made no sandbox after ${mostMs / 1000} s`;
  if (error.code === "EACCES") return `${file} may not be executed by the unprivileged user that sandboxes are started as`;
  return `${file} could not be started (${error.message})`;
}

/** What people on other systems can do: bubblewrap is made of Linux's own namespaces. */
function elsewhere(platform: string): string {
  const system = platform === "darwin" ? "macOS" : platform === "win32" ? "Windows" : platform;
  const machine = platform === "win32" ? "in WSL 2" : "in a Linux virtual machine, such as Lima";
  return `bubblewrap needs Linux, and this is ${system}. Run Catallaxy ${machine} (docs/suites.md), or use JavaScript tasks.`;
}
