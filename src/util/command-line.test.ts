import assert from "node:assert/strict";
import { test } from "node:test";
import { commandLine, runAgain } from "./command-line.ts";

test("a command names the ledger everywhere and the configuration where one is loaded, quoted as a shell reads them", () => {
  assert.equal(commandLine(["show", "run-1"]), "catallaxy show run-1");
  const at = { ledger: "my runs/it's.sqlite", config: "lab.config.ts" };
  assert.equal(
    commandLine(["resume", "run-1", "--failed"], at),
    `catallaxy resume run-1 --failed --config lab.config.ts --ledger 'my runs/it'\\''s.sqlite'`,
  );
  const grader = JSON.stringify({ kind: "exact", answer: "it's" });
  assert.equal(
    commandLine(["regrade", "my run", "--grader", grader, "--cap", "<dollars>"]),
    `catallaxy regrade 'my run' --grader '{"kind":"exact","answer":"it'\\''s"}' --cap <dollars>`,
  );
  assert.equal(runAgain({ config: "my lab.ts" }), "catallaxy run 'my lab.ts' --reuse");
  assert.equal(runAgain(), "catallaxy run <lab.config.ts> --reuse");
  assert.equal(commandLine(["settle", "run-1"], { ...at, ledger: "a.sqlite" }), "catallaxy settle run-1 --ledger a.sqlite");
});
