import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { importConfig } from "./import-config.ts";

const root = mkdtempSync(join(tmpdir(), "catallaxy-config-"));
after(() => rmSync(root, { recursive: true, force: true }));

const manifests = { none: undefined, unset: "{}", commonjs: '{"type":"commonjs"}', module: '{"type":"module"}' };
const helper = "export const members: { name: string }[] = [{ name: 'a' }];\n";
const files: Readonly<Record<string, string>> = {
  "typed.ts": 'import { members } from "./members.ts";\nconst all: unknown = { members };\nexport default all;\n',
  "plain.js": 'import { members } from "./members.ts";\nexport default { members };\n',
  "awaiting.js": "const members = await Promise.resolve([{ name: 'a' }]);\nexport default { members };\n",
  "named.ts": 'import { defineConfig } from "catallaxy";\nexport default { members: [{ name: "a" }], own: typeof defineConfig };\n',
};
const commonJs: Readonly<Record<string, string>> = {
  "required.js": 'const { members } = require("./list.js");\nmodule.exports = { members };\n',
  "typed-required.ts": "const members: { name: string }[] = [{ name: 'a' }];\nmodule.exports = { members };\n",
};

for (const [type, manifest] of Object.entries(manifests)) {
  const folder = join(root, type);
  mkdirSync(folder);
  if (manifest !== undefined) writeFileSync(join(folder, "package.json"), manifest);
  writeFileSync(join(folder, "members.ts"), helper);
  writeFileSync(join(folder, "list.js"), "exports.members = [{ name: 'a' }];\n");
  for (const [name, text] of Object.entries({ ...files, ...(type === "module" ? {} : commonJs) })) {
    test(`${name} loads beside a package.json of type ${type}`, async () => {
      writeFileSync(join(folder, name), text);
      const { members } = (await importConfig(join(folder, name))) as { members: unknown };
      assert.deepEqual(members, [{ name: "a" }]);
    });
  }
}

test("a file that exports nothing, or does not parse, is refused by its name", async () => {
  writeFileSync(join(root, "empty.ts"), "export const other = 1;\n");
  writeFileSync(join(root, "broken.ts"), "export default {\n");
  await assert.rejects(importConfig(join(root, "empty.ts")), /empty\.ts has no default export/);
  await assert.rejects(importConfig(join(root, "broken.ts")), /broken\.ts:\d+:\d+: this code cannot be loaded/);
});

const faulty: readonly (readonly [name: string, text: string, wanted: RegExp])[] = [
  ["comma.ts", "export default {\n  a: 1\n  b: 2,\n};\n", /comma\.ts:3:3: this code cannot be loaded: .*\n  3 \|   b: 2,\n {8}\^$/],
  ["comma.mjs", "export default {\n  a: 1\n  b: 2,\n};\n", /comma\.mjs:3:3: this code cannot be loaded: .*\n  3 \|   b: 2,\n {8}\^$/],
  ["open.cjs", "module.exports = {\n  a: [1,\n};\n", /open\.cjs:3:1: this code cannot be loaded: .*\n  3 \| \};\n {6}\^$/],
  [
    "enum.ts",
    "enum Size { small }\nexport default Size;\n",
    /enum\.ts:1:1: this code cannot be loaded: .* Node runs TypeScript by leaving its types out/,
  ],
  ["absent.ts", 'import "./nowhere.ts";\nexport default {};\n', /absent\.ts could not be loaded: Cannot find module .*nowhere\.ts/],
  ["module.ts", 'import "node:nothing";\nexport default {};\n', /module\.ts could not be loaded: No such built-in module: node:nothing\.$/],
  [
    "throws.ts",
    "const none: any = undefined;\nexport default none.field;\n",
    /throws\.ts could not be loaded: Cannot read .* \(.*throws\.ts:2:21\)\.$/,
  ],
  [
    "ending.ts",
    'import { members } from "./none/members";\nexport default members;\n',
    / There is members\.ts: write its ending into the import\.$/,
  ],
  [
    "none/common.mts",
    "module.exports = {};\n",
    /module is not defined .* Write `import` and `export default`, or call the file common\.cts\.$/,
  ],
  [
    "required.mjs",
    'const list = require("x");\nexport default list;\n',
    /require is not defined in ES module scope \(.*\)\. Write `import`/,
  ],
];
for (const [name, text, wanted] of faulty) {
  test(`what keeps ${name} from being loaded is told with its place`, async () => {
    writeFileSync(join(root, name), text);
    await assert.rejects(importConfig(join(root, name)), (thrown: Error) => wanted.test(thrown.message) || assert.fail(thrown.message));
  });
}

test("CommonJS that was compiled from an ES module gives its default export", async () => {
  const text = 'Object.defineProperty(exports, "__esModule", { value: true });\nexports.default = { members: [] };\n';
  writeFileSync(join(root, "compiled.cjs"), text);
  assert.deepEqual(await importConfig(join(root, "compiled.cjs")), { members: [] });
});
