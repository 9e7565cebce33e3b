// Runs every test: whole runs in test/ first, which take longest, then those beside the code in src/. Prints the test runner's closing lines.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";

const wanted = process.argv.slice(2);
const files = (wanted.length > 0 ? wanted : ["test/**/*.test.ts", "src/**/*.test.ts"]).flatMap((pattern) => globSync(pattern).sort());
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
    ...files,
  ],
  // Most tests start the command line, which loads faster from code that was compiled once.
  { stdio: "inherit", env: { NODE_COMPILE_CACHE: join(import.meta.dirname, "..", "node_modules", ".cache", "compiled"), ...process.env } },
);
process.exit(result.status ?? 1);
