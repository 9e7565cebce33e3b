import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { moduleImports } from "./import-statements.ts";
import { withoutImports } from "./module-imports.ts";
import { programIn } from "./program-text.ts";

test("imports are found wherever they stand on a line, and in nothing that is no import", () => {
  const code = [
    "\ufeff'use strict'; import a from 'm1'; import { b as c, /* not */ d } from \"m2\"; // import e from 'no'",
    "  import * as f from 'm3' with { type: 'json' }",
    "/* import g from 'no' */ import h, {",
    "  i, // one",
    "} from 'm4'; import 'm5';",
    "const text = `import j from 'no'`, k = \"import l from 'no'\"; load(import.meta, import('no'));",
    "if (text) { x.import; const m = require('./no'); }",
    "const { n } = require('./m6'); let o = await import('./m7');",
    "import from from 'm8'; import { from as p } from 'm9'",
  ].join("\n");
  const found = moduleImports(code);
  assert.deepEqual(
    found.map(({ names, module }) => [names?.replaceAll(" ", ""), module]),
    [
      ["a", "m1"],
      ["{basc,d}", "m2"],
      ["*asf", "m3"],
      ["h,{i,}", "m4"],
      [undefined, "m5"],
      ["{n}", "./m6"],
      ["o", "./m7"],
      ["from", "m8"],
      ["{fromasp}", "m9"],
    ],
  );
  const rest = found.reduceRight((text, { at, end }) => text.slice(0, at) + text.slice(end), code);
  assert.ok(!/m\d/.test(rest), rest);
});

test("a module with several imports on a line, behind a comment, a directive or blanks is read as one script, line by line", () => {
  for (const lead of ["import { join } from 'path'; ", "/* eslint-disable */ ", "'use strict'; ", "\ufeff", "  ", "// solution.mjs\n  "]) {
    const code = `${lead}import { extname as ext } from 'node:path';\nexport const f = (name) => ext(name);`;
    const read = programIn(`\`\`\`js\n${code}\n\`\`\``, "javascript", ["assertEqual(f('a.b'), '.b')"]) ?? "";
    assert.match(read, /const \{ extname: ext \} = require\("node:path"\);/);
    assert.doesNotMatch(read, /\bimport\b/);
    assert.equal(read.split("\n").length, code.trim().split("\n").length);
  }
});

test("a line that names the interpreter leaves its place to what a script finds as require", () => {
  for (const code of [
    "import { extname } from 'path';",
    "const { extname } = require('path');",
    "'use strict'; const { extname } = require('path');",
  ]) {
    const read = withoutImports(`#!/usr/bin/env node\n${code}\nextname('a.gz')`, "javascript", new Set());
    assert.equal(runInNewContext(read), ".gz");
    assert.equal(read.split("\n").length, 3);
  }
});

test("comments before the module, names in quotes and letters of any alphabet are read in imports", () => {
  for (const [code, call] of [
    ["import path from /* node */ 'path';", "path.extname"],
    ["import {\n extname // e\n} from // the\n /**/ /* module **/ 'path';", "extname"],
    ["import /* for old ones */ 'core-js'; import { extname } from 'path';", "extname"],
    ["import // for old ones\n 'core-js'; import { extname } from 'path';", "extname"],
    ["import pfad_ö, { extname as weg } from 'path';", "pfad_ö.extname"],
    ["import { basename as größe, extname as école } from 'path';", "école"],
    ["import { 'extname' as ext, \"basename\" as base } from 'path';", "ext"],
    ["import { 'extname' as as, basename } from 'path';", "as"],
  ] as const) {
    const read = withoutImports(`${code}\n${call}('a.gz')`, "javascript", new Set());
    assert.equal(runInNewContext(read), ".gz", code);
    assert.equal(read.split("\n").length, code.split("\n").length + 1);
  }
});

test("what a module exports from one of Node's is there, beside an import of the same name and line by line", () => {
  for (const code of [
    "export { extname as ext } from 'path';",
    "export {\n  basename,\n  extname as ext,\n} from 'node:path'",
    "import { extname as ext } from 'path'; export { extname as ext } from 'path';",
  ]) {
    const read = withoutImports(`${code}\next('a.gz')`, "javascript", new Set());
    assert.equal(runInNewContext(read), ".gz", code);
    assert.equal(read.split("\n").length, code.split("\n").length + 1);
  }
  for (const [code, call] of [
    ["export * from 'path';", "extname"],
    ["export * as parts from 'node:path'; export * from 'node:fs';", "parts.extname"],
  ] as const) {
    const read = withoutImports(`${code}\n${call}('a.gz')`, "javascript", new Set());
    assert.equal(runInNewContext(read), ".gz", code);
    assert.equal(read.split("\n").length, code.split("\n").length + 1);
  }
  const own = "export * from 'path'; function extname() { return 'mine'; }\nextname('a.gz')";
  assert.equal(runInNewContext(withoutImports(own, "javascript", new Set())), "mine");
  for (const code of [
    "export { a as b } from './a.js';",
    "export * from './a.js';",
    "export { default } from 'path';",
    "export { a as b };",
  ])
    assert.equal(withoutImports(code, "javascript", new Set()), code);
});

test("imports are found in time that grows with the text", () => {
  for (const part of [
    "import a ",
    "import {a",
    "const {a",
    "const a = ",
    "import 'x",
    "import a from ",
    "`${import ",
    "import/**/",
    "export {a} from ",
    "export * from ",
    "export * as ",
    "import from/* ",
    "import{'a'as ",
  ]) {
    const read = () => withoutImports(part.repeat(1_000_000 / part.length), "javascript", new Set());
    assert.match(runInNewContext("read()", { read }, { timeout: 60_000 }) as string, /a|x|import/);
  }
});

test("code with many slashes that close nothing is read in time that grows with the text", () => {
  for (const part of ["[(/", "[const {a}=require('./", "(/[", "=/[", "(/[\\]", "(/[a]\\/"]) {
    const read = () => withoutImports(`import x from 'path'; ${part.repeat(1_000_000 / part.length)}`, "javascript", new Set());
    // What reads the line again for each slash takes minutes.
    assert.match(runInNewContext("read()", { read }, { timeout: 60_000 }) as string, /const x = require\("path"\)/, part);
  }
});
