// Installs what the lock file names when it is not there yet. Runs on the system's own Node: keep it plain.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".package-lock.json");
const fresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs;
if (!fresh) {
  if (!process.argv.includes("--quiet")) console.log("Installing the pinned packages (once) ...");
  try {
    // Not `npm ci`: it refuses a lock file that lacks other platforms' binaries, which some registries do not carry.
    execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
      timeout: 600_000,
    });
  } catch {
    console.error("The packages could not be installed. Wanted: `npm install` to finish. Check the network and run the command again.");
    process.exit(1);
  }
}
if (!existsSync(join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node"))) {
  console.error(
    "The pinned Node 24 is not available for this platform from the registry. Install Node 24 or newer and run `node src/cli/main.ts`.",
  );
  if (Number(process.versions.node.split(".")[0]) < 24) process.exit(1);
}

// The tests run Python programs in their sandbox, not only JavaScript: what that needs is installed where this is allowed, or named.
const parts = { bubblewrap: "/usr/bin/bwrap", python3: "/usr/bin/python3", "util-linux": "/usr/bin/prlimit" };
const lacking = Object.keys(parts).filter((name) => !existsSync(parts[name]));
if (process.env.npm_lifecycle_event === "pretest" && process.platform === "linux" && lacking.length > 0) {
  const root = process.getuid() === 0 ? [] : ["sudo", "-n"];
  const install = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", ...lacking];
  try {
    console.log(`Installing ${lacking.join(", ")} for the sandbox of Python programs (once) ...`);
    const [command, ...rest] = [...root, ...install];
    execFileSync(command, rest, { stdio: ["ignore", "ignore", "pipe"], timeout: 600_000 });
  } catch {
    console.error(
      `The tests of the Python sandbox need ${lacking.join(", ")}. Install them (Debian: apt-get install ${lacking.join(" ")}) and run the command again.`,
    );
    process.exit(1);
  }
}
