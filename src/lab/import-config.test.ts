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
  await assert.rejects(importConfig(join(root, "broken.ts")), /broken\.ts could not be loaded/);
});
