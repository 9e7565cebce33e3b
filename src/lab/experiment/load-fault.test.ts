import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { loadFault } from "./load-fault.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-load-fault-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A syntax error as Node throws it: the place, the code and a mark under it before the words. */
const syntax = (message: string, stack: string, code?: string): Error =>
  Object.assign(new SyntaxError(message), { stack, ...(code === undefined ? {} : { code }) });
const marked = (file: string, line: number, code: string, at: number): string =>
  `${file}:${line}\n${code}\n${" ".repeat(at)}^\n\nSyntaxError: x\n    at y`;

test("code that does not parse is shown with file, line and column and a mark under what is wrong", () => {
  assert.equal(
    loadFault("lab.config.ts", syntax("Expected a comma.", marked("/far/lab.config.ts", 12, "  b: 2,", 2))),
    "/far/lab.config.ts:12:3: this code cannot be loaded: Expected a comma.\n  12 |   b: 2,\n         ^",
  );
  // A file below the working folder by its way from there, an address as a path.
  const here = join(process.cwd(), "in", "lab.ts");
  for (const file of [here, pathToFileURL(here).href])
    assert.match(loadFault("x", syntax("no", marked(file, 1, "b", 0))), /^in\/lab\.ts:1:1: this code/);
  assert.match(loadFault("x", syntax("no", marked(process.cwd(), 1, "b", 0))), /^\//);
});

test("of a long line sixty letters are shown, thirty of them before what is wrong, and of several lines the marked one", () => {
  const code = `${"a".repeat(100)}${"b".repeat(100)}`;
  const shown = (at: number): string[] => loadFault("x", syntax("no", marked("/f.ts", 1, code, at))).split("\n");
  assert.deepEqual(shown(100).slice(1), [`  1 | ${"a".repeat(30)}${"b".repeat(30)}`, `${" ".repeat(6 + 30)}^`]);
  assert.deepEqual(shown(20).slice(1), [`  1 | ${"a".repeat(60)}`, `${" ".repeat(6 + 20)}^`]);
  assert.deepEqual(shown(31).slice(1), [`  1 | ${"a".repeat(60)}`, `${" ".repeat(6 + 30)}^`]);
  assert.match(loadFault("x", syntax("no", "/f.ts:7\nbefore\nmarked\n  ^\n")), /^\/f\.ts:7:3: .*\n {2}7 \| marked\n {8}\^$/);
  // At the end of a file there is nothing to mark.
  assert.match(loadFault("x", syntax("no", "/f.ts:9\nabc\n\nSyntaxError")), /^\/f\.ts:9:4: .*\n {2}9 \| abc\n {9}\^$/);
});

test("TypeScript that Node cannot leave out is told with what to write instead", () => {
  const told = (code?: string): string => loadFault("x", syntax("no enum", marked("/f.ts", 1, "enum", 0), code));
  assert.match(
    told("ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX"),
    /no enum\. Node runs TypeScript by leaving its types out, so write this in plain JavaScript \(for an enum, an object\)\.\n/,
  );
  assert.doesNotMatch(told(), /Node runs/);
});

test("plain JavaScript is parsed once more for the place; what is no fault of its own has none", () => {
  const path = join(folder, "plain.mjs");
  writeFileSync(path, "export default {\n  a: 1\n  b: 2,\n};\n");
  assert.match(
    loadFault(path, syntax("Unexpected identifier 'b'", "SyntaxError: no place")),
    /plain\.mjs:3:3: this code cannot be loaded: Unexpected identifier 'b'\.\n {2}3 \| {3}b: 2,\n {8}\^$/,
  );
  const common = join(folder, "plain.cjs");
  writeFileSync(common, "with (a) {\n  let b = ;\n}\n");
  assert.match(loadFault(common, syntax("Unexpected token ';'", "SyntaxError: no place")), /plain\.cjs:2:11: /);
  writeFileSync(path, "export default {};\n");
  assert.equal(loadFault(path, syntax("Elsewhere", "SyntaxError: no place")), `The experiment ${path} could not be loaded: Elsewhere.`);
});

test("what else was thrown is told by its words, with what to call the file where the module is of the other kind", () => {
  const told = (message: unknown, path = "lab.config.js", what?: string): string =>
    loadFault(path, message instanceof Error || typeof message !== "string" ? message : new Error(message), what).replace(
      / \([^()]*:\d+:\d+\)/,
      "",
    );
  assert.equal(told("It broke."), "The experiment lab.config.js could not be loaded: It broke.");
  assert.equal(told("It broke", "p.ts", "plugin"), "The plugin p.ts could not be loaded: It broke.");
  const other = " Write `import` and `export default`, or call the file ";
  for (const name of ["module", "exports", "require"])
    assert.ok(
      told(`${name} is not defined in ES module scope, you can use import\nmore lines`).endsWith(
        `: ${name} is not defined in ES module scope.${other}lab.config.cjs.`,
      ),
      name,
    );
  assert.ok(told("require is not defined in ES module scope", "in/lab.mts").endsWith(`${other}lab.cts.`));
  assert.doesNotMatch(told("window is not defined in ES module scope"), /call the file/);
  writeFileSync(join(folder, "helper.mts"), "");
  const missing = (name: string): string => told(`Cannot find module '${join(folder, name)}' imported from x`);
  assert.match(missing("helper"), / There is helper\.mts: write its ending into the import\.$/);
  assert.doesNotMatch(missing("gone"), /There is/);
  assert.doesNotMatch(told("Cannot find module '' imported from x"), /There is/);
  for (const thrown of [undefined, null, 7]) assert.match(told(thrown), /^The experiment lab\.config\.js could not be loaded: /);
});
