import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { nodeProblem } from "./node-version.ts";

test("a Node that is too old is told which one is needed, the pinned one is not", () => {
  assert.match(nodeProblem("20.20.2") ?? "", /^Catallaxy needs Node 24 or newer; this is Node 20\.20\.2\. Install it .*npx -p node@24/);
  assert.match(nodeProblem("22.1.0") ?? "", /this is Node 22\.1\.0/);
  assert.equal(nodeProblem("24.0.0"), undefined);
  assert.equal(nodeProblem("26.1.0"), undefined);
});

test("no module imports by name what an old Node lacks: linking would fail before the sentence is said", () => {
  const linked = globSync("src/**/*.ts")
    .filter((file) => !file.endsWith(".test.ts"))
    .filter((file) =>
      /^import (?!type)(?:.*"node:sqlite"|\{[^}]*\b(?:registerHooks|stripTypeScriptTypes|getCACertificates|setDefaultCACertificates)\b)/m.test(
        readFileSync(file, "utf8"),
      ),
    );
  assert.deepEqual(linked, []);
});

test("no regular expression is written as a literal that an old Node cannot read: reading it would fail before the sentence is said", () => {
  const literal = /(?:^|[=(,:?[])\s*\/(?![/*])[^\n]*\(\?(?:[ims]+(?:-[ims]*)?|-[ims]+):/m;
  assert.match("const a =\n  /b(?-i:[A-Z])/i;", literal);
  assert.doesNotMatch("const a = String.raw`b(?-i:[A-Z])`;", literal);
  const files = globSync("src/**/*.ts").filter((file) => !file.endsWith(".test.ts"));
  assert.deepEqual(
    files.filter((file) => literal.test(readFileSync(file, "utf8"))),
    [],
  );
});
