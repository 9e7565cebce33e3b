import { type ChildProcess, spawn } from "node:child_process";

const loop = "const parent = process.ppid; for (;;) { for (let i = 0; i < 1e8; i++); if (process.ppid !== parent) process.exit(); }";

/** A process that takes all of a processor that it can get, until it is killed or its parent is gone. */
export function busyLoop(): ChildProcess {
  return spawn(process.execPath, ["-e", loop], { stdio: "ignore" });
}
