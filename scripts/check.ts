// One check for people, the hook and CI: format, lint (type-aware), types, docs drift, unused code and packages, a sample of mutants, tests (layers are a test).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const steps: [name: string, command: string, args: string[]][] = [
  ["format", "biome", ["format", "src", "test", "scripts", "examples", "bench"].filter((p, i) => i === 0 || existsSync(p))],
  ["lint", "oxlint", ["--type-aware", "--deny-warnings"]],
  ["types", "tsc", ["-p", "."]],
  ["docs", process.execPath, ["scripts/docs.ts", "--check"]],
  ["knip", "knip", ["--no-progress"]],
  // Twelve small changes of the code, others for each commit: the nearest tests notice some of them.
  [
    "mutants",
    process.execPath,
    ["scripts/mutate.ts", ...`--near --nearest 4 --sample 12 --floor 0.6 --minutes 1.5 --seed ${head()}`.split(" ")],
  ],
  ["tests", process.execPath, ["scripts/test.ts"]],
];
const wanted = process.argv.slice(2);
for (const [name, command, args] of steps) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = Date.now();
  const result = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
  console.log(`${result.status === 0 ? "ok  " : "FAIL"} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (result.status !== 0) process.exit(1);
}

/** The commit that is checked: another sample for each, the same one when it is checked again. */
function head(): string {
  return spawnSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).stdout.trim() || "none";
}
