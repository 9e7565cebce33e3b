// Runs every test: beside the code in src/, whole runs in test/. Prints the test runner's closing lines.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

const wanted = process.argv.slice(2);
const files = (wanted.length > 0 ? wanted : ["src/**/*.test.ts", "test/**/*.test.ts"]).flatMap((pattern) => globSync(pattern));
const reporter = process.stdout.isTTY ? "spec" : "dot";
const result = spawnSync(
  process.execPath,
  [
    "--test",
    `--test-reporter=${process.env["TEST_REPORTER"] ?? reporter}`,
    "--test-reporter-destination=stdout",
    "--test-reporter=./scripts/test-count.mjs",
    "--test-reporter-destination=stdout",
    ...files.sort(),
  ],
  { stdio: "inherit" },
);
process.exit(result.status ?? 1);
