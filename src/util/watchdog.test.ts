import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

/** A process in which code of the user's own does not end, and which takes its time to say so: it counts its threads, where the system tells them. */
const slowToSay = `
import { existsSync, readdirSync } from "node:fs";
import { watched, whenBlocked } from ${JSON.stringify(new URL("watchdog.ts", import.meta.url).href)};
const threads = () => existsSync("/proc/self/task") ? readdirSync("/proc/self/task").length : 0;
let before = 0;
whenBlocked(() => {
  for (let n = 0; n < 1e9; n++);
  return "ended: " + (before - threads());
}, () => "");
setTimeout(() => watched('topology "mine"', () => { for (let n = 0; ; n++) if (n === 3e6) before = threads(); }, 300), 50);
`;

test("the thread that asks what blocks a process lives until it is told: one that ended meanwhile took the process with it, without a word", () => {
  const { status, signal, stderr } = spawnSync(process.execPath, ["--no-warnings", "--input-type=module", "--eval", slowToSay], {
    encoding: "utf8",
  });
  assert.deepEqual([status, signal, stderr.trim()], [1, null, "ended: 0"]);
});
