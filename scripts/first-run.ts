// Writes docs/figures/first-run.txt: what `npm start` shows first, without ids and times that differ from run to run.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-"));
const run = spawnSync(
  process.execPath,
  ["--conditions=catallaxy-source", "src/cli/main.ts", "run", "--ledger", join(folder, "ledger.sqlite")],
  {
    encoding: "utf8",
    env: { PATH: process.env["PATH"] ?? "", NO_COLOR: "1" },
  },
);
rmSync(folder, { recursive: true, force: true });
if (run.status !== 0) process.exit(1);

mkdirSync("docs/figures", { recursive: true });
writeFileSync("docs/figures/first-run.txt", `${run.stdout.slice(0, run.stdout.indexOf("\n Everything else")).trimEnd()}\n`);
