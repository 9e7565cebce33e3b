import assert from "node:assert/strict";
import { test } from "node:test";
import { readYaml } from "./read-yaml.ts";

test("a field that stands twice is refused where it stands again, in every form of a map", () => {
  for (const [text, place] of [
    ["a: 1\nb: 2\na: 3\n", "x.yaml:3:1"],
    ["top:\n  a: 1\n  a: 2\n", "x.yaml:3:3"],
    ["- {a: 1, b: 2, a: 3}\n", "x.yaml:1:16"],
    ['"a": 1\na: 2\n', "x.yaml:2:1"],
  ] as const)
    assert.throws(
      () => readYaml("x.yaml", text),
      (thrown) => thrown instanceof Error && thrown.message.startsWith(`${place}: `) && thrown.message.includes("is there already"),
    );
  assert.deepEqual(readYaml("x.yaml", "a: {a: 1}\nb: {a: 1}\n").value, { a: { a: 1 }, b: { a: 1 } });
});

test("a map of very many fields is read whole", () => {
  const names = Array.from({ length: 30_000 }, (_, index) => `k${index}`);
  const found = readYaml("x.yaml", names.map((name) => `${name}: x\n`).join("")).value;
  assert.deepEqual(Object.keys(found as object), names);
});

test("a second document is refused, never left out; a mark with nothing behind it is none", () => {
  assert.throws(() => readYaml("x.yaml", "a: 1\n---\nb: 2\n"), /: x\.yaml:2:1: .*a second document begins here/);
  assert.throws(() => readYaml("x.yaml", "a: 1\n---\n---\nb: 2\n"), /a second document begins here/);
  for (const end of ["---\n", "...\n", "---\n# the end\n...\n", "---\n\n"])
    assert.deepEqual(readYaml("x.yaml", `---\na: 1\n${end}`).value, { a: 1 }, end);
});
