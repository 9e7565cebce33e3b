// Runs every test: whole runs in test/ first, which take longest, then those beside the code in src/. Prints the test runner's closing lines.
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundle.ts";
import { grouped } from "./grouped.ts";

const wanted = process.argv.slice(2);
const files = (wanted.length > 0 ? wanted : ["test/**/*.test.ts", "src/**/*.test.ts"]).flatMap((pattern) => globSync(pattern).sort());
const folder = mkdtempSync(join(tmpdir(), "catallaxy-tests-"));
const cache = join(import.meta.dirname, "..", "node_modules", ".cache");
// Most tests start the command line, which loads in half the time from few files that were compiled once.
const commandLine = await bundle(join(cache, "command-line"));
const env = { NODE_COMPILE_CACHE: join(cache, "compiled"), CATALLAXY_BUNDLE: commandLine, ...process.env };
if (wanted.length === 0) {
  // What is kept compiled of a file is what its first process called: this one calls most of what a run does.
  const words = ["run", join("examples", "starter", "lab.config.ts"), "--quiet", "--ledger", join(folder, "ledger.sqlite")];
  spawnSync(process.execPath, [commandLine, ...words], { stdio: "inherit", env });
}
const reporter = process.stdout.isTTY ? "spec" : "dot";
const result = spawnSync(
  process.execPath,
  [
    "--test",
    // As many files at once as there are cores: the runner leaves one idle, and most tests wait for processes of their own.
    `--test-concurrency=${availableParallelism()}`,
    `--test-reporter=${process.env["TEST_REPORTER"] ?? reporter}`,
    "--test-reporter-destination=stdout",
    "--test-reporter=./scripts/test-count.mjs",
    "--test-reporter-destination=stdout",
    // Files that are named run apart.
    ...(wanted.length > 0 ? files : grouped(files, folder)),
  ],
  { stdio: "inherit", env },
);
rmSync(folder, { recursive: true, force: true });
process.exit(result.status ?? 1);
