import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { test } from "node:test";

const sources = globSync("src/**/*.ts").filter((file) => !file.endsWith(".test.ts"));

test("every command that a message suggests stands between backticks or begins a line, so that no line break falls into it", () => {
  const loose = sources.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return [...text.matchAll(/.{0,6}\$\{(?:asTyped\()?(?:commandLine|runAgain)\(/g)].flatMap(([found]) =>
      /(?:\\`|\\n *)\$\{/.test(found) ? [] : [`${file}: ${found}`],
    );
  });
  assert.deepEqual(loose, []);
});

test("no message names a command in quotation marks", () => {
  const quoted = sources.flatMap((file) =>
    /[^\\]"catallaxy (?:run|list|check|show|init|runs)\b[^"]*"[ )]/.test(readFileSync(file, "utf8")) ? [file] : [],
  );
  assert.deepEqual(quoted, []);
});
