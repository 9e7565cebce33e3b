// Runs every test: whole runs in test/ first, which take longest, then those beside the code in src/. Prints the test runner's closing lines.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundle.ts";

const wanted = process.argv.slice(2);
const files = (wanted.length > 0 ? wanted : ["test/**/*.test.ts", "src/**/*.test.ts"]).flatMap((pattern) => globSync(pattern).sort());
const cache = join(import.meta.dirname, "..", "node_modules", ".cache");
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
  {
    stdio: "inherit",
    // Most tests start the command line, which loads in half the time from few files that were compiled once.
    env: { NODE_COMPILE_CACHE: join(cache, "compiled"), CATALLAXY_BUNDLE: await bundle(join(cache, "command-line")), ...process.env },
  },
);
process.exit(result.status ?? 1);
