import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

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
}

/** An unprivileged user that owns nothing: root would be above the limit on processes. */
const nobody = 65_534;
const room = 16 * 1024 * 1024;

/** The first bubblewrap on the PATH. */
export function bubblewrap(): string | undefined {
  const folders = (process.env["PATH"] ?? "/usr/bin").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, "bwrap")).find((file) => existsSync(file));
}

/**
 * bubblewrap's and prlimit's arguments, then the command's: no network, a read-only root with `/usr` and nothing else of the machine,
 * no privileges, bounded `/tmp` and `/dev/shm`, and limits on each process.
 */
export function bubblewrapped(
  command: readonly string[],
  bounds: Bounds,
  { options = [], folder = "/tmp", limits = [] }: Furniture = {},
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
}

/** Whether programs of a language can be run in bubblewrap here, and if not, why and what to do. Tries a real sandbox. */
export function bubblewrapKind({ language, files, packages, trial }: Needs): { readonly available: boolean; readonly why: string } {
  const absent = (why: string) => ({ available: false, why });
  const instead = `Install bubblewrap and ${language} (Debian: apt-get install ${packages}), or use JavaScript tasks.`;
  if (process.platform !== "linux") return absent(elsewhere(process.platform));
  const found = bubblewrap();
  if (found === undefined) return absent(`bwrap was not found on the PATH. ${instead}`);
  if (!existsSync("/usr/bin/prlimit")) return absent(`there is no /usr/bin/prlimit, which holds programs to their memory. ${instead}`);
  const lacking = files.find((file) => !existsSync(file));
  if (lacking !== undefined) return absent(`there is no ${lacking}, and only /usr is visible inside. ${instead}`);
  const tried = spawnSync(found, bubblewrapped(trial, { ms: 1000, memoryMb: 64, processes: 32 }), {
    ...dropped(),
    encoding: "utf8",
    timeout: 10_000,
  });
  if (tried.error === undefined && tried.stdout.trim() === "42") return { available: true, why: "" };
  const said = tried.error?.message ?? (tried.stderr.trim().slice(0, 200) || "no answer");
  return absent(
    `bubblewrap could not make a sandbox here (${said}). User namespaces may be switched off, as in most containers: docs/suites.md says what to allow.`,
  );
}

/** What people on other systems can do: bubblewrap is made of Linux's own namespaces. */
function elsewhere(platform: string): string {
  const system = platform === "darwin" ? "macOS" : platform === "win32" ? "Windows" : platform;
  const machine = platform === "win32" ? "in WSL 2" : "in a Linux virtual machine, such as Lima";
  return `bubblewrap needs Linux, and this is ${system}. Run Catallaxy ${machine} (docs/suites.md), or use JavaScript tasks.`;
}
