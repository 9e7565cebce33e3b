import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { programIn } from "./program-text.ts";

const fenced = (label: string, ...lines: readonly string[]): string => ["```" + label, ...lines, "```"].join("\n");
const sums = ["assert add(1, 2) == 3"];
const adds = ["const result = add(1, 2); if (result !== 3) throw new Error('no');"];
const python = ["def add(a, b):", "    return a + b"];
const javascript = "function add(a, b) { return a + b; }";

const taken: readonly (readonly [title: string, text: string])[] = [
  ["before a block that uses it", `${fenced("python", ...python)}\nUsage:\n${fenced("python", "print(add(1, 2))")}`],
  ["before its tests", `${fenced("python", ...python)}\n${fenced("python", "def test_add():", "    assert add(1, 2) == 3")}`],
  ["before commands", `${fenced("py", ...python)}\n${fenced("bash", "python add.py")}`],
  ["before commands without a label", `${fenced("", ...python)}\n${fenced("", "pip install add")}`],
  ["before the same in another language", `${fenced("Python3", ...python)}\n${fenced("js", javascript)}`],
  ["with attributes on its label", fenced('python title="add.py" {1,2}', ...python)],
  ["with a label in braces", fenced("{.python}", ...python)],
  ["between tildes", `~~~ipython\n${python.join("\n")}\n~~~`],
  ["in a list", `1. So:\n\n   ${fenced("python", ...python).replaceAll("\n", "\n   ")}\n2. Done.`],
  ["after a worse version", `${fenced("python", "def add(a, b):", "    return a - b")}\nBetter:\n${fenced("python", ...python)}`],
  ["before a version that was cut off", `${fenced("python", ...python)}\nFaster:\n\`\`\`python\ndef add(a, b):\n    return (`],
  [
    "before a version that is left out",
    `${fenced("python", ...python)}\nIn short:\n${fenced("python", "def add(a, b):", "    ...", "", "add(1, 2)")}`,
  ],
  ["whose fence was not closed before the next", `\`\`\`python\n${python.join("\n")}\n\n${fenced("python", "print(add(1, 2))")}`],
  ["in a fenced document", `\`\`\`\`markdown\n# Sum\n${fenced("python", ...python)}\n\`\`\`\``],
  ["without a fence, between sentences", `Here it is:\n\n${python.join("\n")}\n\nIt adds two numbers.`],
];
const importing: readonly (readonly [title: string, text: string])[] = [
  ["from solution import add", fenced("python", "from solution import add", "print(add(1, 2))")],
  [
    "from .add import add as add",
    fenced("python", "import pytest", "from .add import add", "", "def test_add():", "    assert add(1, 2) == 3"),
  ],
  ["a list of imports", fenced("python", "from solution import (", "    add,", "    other,", ")", "add(1, 2)")],
  ["an import inside a test", fenced("python", "def test():", "    from solution import add", "    assert add(1, 2) == 3")],
  ["a renamed module", fenced("python", "import solution", "add = solution.add", "print(add(1, 2))")],
  ["importlib", fenced("python", "import importlib", 'add = importlib.import_module("solution").add')],
];
for (const [title, usage] of importing) {
  test(`a block that uses the program by ${title} is not the program`, () => {
    assert.equal(programIn(`${fenced("python", ...python)}\nUsage:\n${usage}`, "python", sums), python.join("\n"));
    assert.equal(programIn(`${usage}\nwith\n${fenced("python", ...python)}`, "python", sums), python.join("\n"));
  });
}

const scripts: readonly (readonly [title: string, ...lines: readonly string[]])[] = [
  ["import { add }", "import { add } from './add.js'; console.log(add(1, 2));"],
  ["import{add}", "import{add}from'./add.js'", "add(1, 2)"],
  ["import add", 'import add from "./add.js";', "console.log(add(1, 2));"],
  ["import * as", "import * as all from './add.js';", "const { add } = all;", "add(1, 2);"],
  ["import over lines", "import {", "  add,", "} from './add.js';", "add(1, 2);"],
  ["require", "const { add } = require('./add');", "console.log(add(1, 2));"],
  ["require of one function", "const add = require('./add');", "add(1, 2);"],
  ["a property of require", "const add = require('./add').add;", "add(1, 2);"],
  [
    "require within a test",
    "describe('add', () => {",
    "  const { add } = require('../src/add');",
    "  test('adds', () => expect(add(1, 2)).toBe(3));",
    "});",
  ],
  [
    "import within a test",
    "let add;",
    "beforeAll(async () => {",
    "  ({ add } = await import('./add.js'));",
    "});",
    "test('adds', () => add(1, 2));",
  ],
  ["an awaited import", "const { add } = await import('./add.js');", "add(1, 2);"],
  ["TypeScript's import", "import add = require('./add');", "add(1, 2);"],
  ["an export of what is imported", "exports.add = require('./add').add;"],
];
for (const [title, ...lines] of scripts) {
  test(`a block that uses the program by ${title} is not the program`, () => {
    for (const label of title.startsWith("TypeScript") ? ["ts"] : ["js", "ts", "javascript"]) {
      const text = `${fenced("js", `export ${javascript}`)}\nUsage:\n${fenced(label, ...lines)}`;
      assert.equal(programIn(text, "javascript", adds), `export ${javascript}`, label);
    }
  });
}

test("a block that an answer calls a mistake is not the program, wherever it stands", () => {
  const bad = fenced("js", "function add(a, b) { return a - b; }");
  const good = fenced("js", javascript);
  for (const lead of [
    "A common mistake is:",
    "Do not write:",
    "**Wrong:**",
    "Avoid this version:",
    "The original code was:",
    "This would fail:",
    "❌",
    "A buggy version for comparison:",
  ]) {
    assert.equal(programIn(`${good}\n\n${lead}\n\n${bad}`, "javascript", adds), javascript, lead);
    assert.equal(programIn(`${lead}\n${bad}\nSo:\n${good}`, "javascript", adds), javascript, lead);
  }
  const marked = fenced("js", "// Wrong:", "function add(a, b) { return a - b; }");
  assert.equal(programIn(`${good}\n${marked}`, "javascript", adds), javascript);
  for (const lead of [
    "That was wrong. Here is the fix:",
    "Corrected, without the mistake:",
    "The final version:",
    "To avoid the bug, use this instead:",
  ])
    assert.equal(programIn(`${bad}\n${lead}\n${good}`, "javascript", adds), javascript, lead);
  assert.equal(programIn(`A common mistake is:\n${good}`, "javascript", adds), javascript);
});

test("code that stands in no fence of its own is found", () => {
  const texts = [
    `Here: \`\`\`js\n${javascript}\n\`\`\``,
    `Here: \`\`\`js\n${javascript}\n\`\`\`\nUsage:\n${fenced("js", "add(1, 2);")}`,
    `\`\`\`js ${javascript}\`\`\``,
    `Use \`\`\`${javascript}\`\`\` here.`,
    `\`\`\`js\n${javascript}\`\`\``,
    `Simply \`${javascript}\` does it.`,
    fenced("json", JSON.stringify({ code: javascript })),
    JSON.stringify({ code: javascript, why: "it adds" }),
    JSON.stringify({ files: [{ name: "add.js", text: fenced("js", javascript) }] }),
  ];
  for (const text of texts) {
    const code = programIn(text, "javascript", adds);
    assert.ok(code !== undefined, text);
    assert.equal(runInNewContext(`${code}\n; add(1, 2)`), 3, text);
  }
});

test("modules that a program loads are there, harmless, or left out", () => {
  const performance = {};
  const programs: readonly (readonly [code: string, wanted: unknown])[] = [
    [`const assert = require('assert');\n${javascript}\nassert.strictEqual(add(1, 2), 3);\nadd(1, 2)`, 3],
    [`const assert = require("node:assert/strict");\n${javascript}\nassert.deepEqual([add(1, 2)], [3]);\nadd(1, 2)`, 3],
    [`import assert, { deepStrictEqual as same } from 'assert';\n${javascript}\nassert(true); same({ a: [1] }, { a: [1] });\nadd(1, 2)`, 3],
    [`const util = require('util');\n${javascript}\nutil.inspect(add(1, 2))`, "3"],
    [`const { performance } = require('perf_hooks');\nperformance.mark;\n${javascript}\nadd(1, 2)`, 3],
    [`const fs = require('fs');\nconst { join } = require('path');\n${javascript}\nadd(1, 2)`, 3],
    [`import fs from 'node:fs';\n${javascript}\nadd(1, 2)`, 3],
    [`${javascript}\nif (require.main === module) console.log(process.argv);\nadd(1, 2)`, 3],
  ];
  for (const [code, wanted] of programs) {
    const read = programIn(fenced("js", code), "javascript", adds);
    assert.ok(read !== undefined, code);
    assert.deepEqual(runInNewContext(read, { performance, module: {} }), wanted, code);
    assert.equal(read.split("\n").length, code.split("\n").length, "line numbers stay");
  }
  const failing = programIn(fenced("js", `const assert = require('assert');\nassert.equal(1, 2);\n${javascript}`), "javascript", adds);
  assert.throws(() => runInNewContext(failing ?? "", { performance }), /an assertion did not hold/);
  const missing = programIn(fenced("js", `const fs = require('fs');\nfs.readFileSync('x');\n${javascript}`), "javascript", adds);
  assert.throws(() => runInNewContext(missing ?? "", { performance }), /the module fs is not there/);
});

test("blocks that import one another come together as one script", () => {
  const text = `${fenced("js", "export const half = (a) => a / 2;")}\n${fenced("js", "import { half } from './half.js';", "export const add = (a, b) => half(2 * a) + b;")}`;
  const code = programIn(text, "javascript", adds)?.replaceAll("export ", "");
  assert.equal(runInNewContext(`${code}; add(1, 2)`), 3);
  const snake = `${fenced("python", "def low(a):", "    return a")}\n${fenced("python", "from low import low", ...python)}`;
  assert.equal(programIn(snake, "python", ["assert add(low(1), 2) == 3"])?.includes("import"), false);
});

test("a hundred thousand hostile characters hold a program like any other text", () => {
  for (const run of ["`", "```", "```js ", "import {", "const {", "a=require(", "import a ", "[", '{"a":', "from a import ", "Wrong "]) {
    const text = run.repeat(100_000 / run.length);
    assert.notEqual(programIn(`${text}\n${fenced("js", javascript)}`, "javascript", adds), "", run);
    programIn(fenced("js", text), "javascript", adds);
  }
});

for (const [title, text] of taken) {
  test(`a program ${title} is the program alone`, () => {
    assert.equal(programIn(text, "python", sums)?.trim(), python.join("\n"));
  });
}

test("blocks that the program needs come with it, in their order, and no others", () => {
  const text = [
    fenced("python", "import math"),
    fenced("python", "def unused(a):", "    return a"),
    fenced("python", "def low(a):", "    return math.floor(a)"),
    fenced("python", "def add(a, b):", "    return low(a) + b"),
    fenced("python", "a = add(1, 2)", "print(a)"),
  ].join("\n\n");
  assert.equal(
    programIn(text, "python", sums),
    "import math\n\ndef low(a):\n    return math.floor(a)\n\ndef add(a, b):\n    return low(a) + b",
  );
});

test("several names that are asked for come from several blocks", () => {
  const text = `${fenced("js", "const pack = (a) => [a];")}\n${fenced("js", "const open = ([a]) => a;")}\n${fenced("js", "open(pack(1));")}`;
  assert.equal(
    programIn(text, "javascript", ["if (open(pack(1)) !== 1) throw new Error('no');"]),
    "const pack = (a) => [a];\n\nconst open = ([a]) => a;",
  );
});

test("of two declarations of a name in one program the later holds", () => {
  const text = `${fenced("js", "const half = (a) => a / 2;", "const add = (a, b) => a - b;")}\n${fenced("js", "const add = (a, b) => half(2 * a) + b;")}`;
  const code = programIn(text, "javascript", adds);
  assert.ok(code !== undefined);
  assert.equal(runInNewContext(`${code}; add(1, 2)`), 3);
});

test("types are taken out of TypeScript", () => {
  const text = fenced("ts", "enum Sign { Plus = 1 }", "function add(a: number, b: number): number {", "  return a + Sign.Plus * b;", "}");
  const code = programIn(text, "javascript", adds);
  assert.ok(code !== undefined && !code.includes(": number"));
  assert.equal(runInNewContext(`${code}; add(1, 2)`), 3);
});

test("a block of another language is no program", () => {
  assert.equal(programIn(fenced("java", "int add(int a, int b) { return a + b; }"), "javascript", adds), undefined);
  assert.equal(programIn(fenced("js", javascript), "python", sums), undefined);
});

test("a transcript of Python's prompt and code set apart by indentation alone are programs", () => {
  const code = "def add(a, b):\n    return a + b";
  const checks = ["assert add(1, 2) == 3"];
  const transcript = ">>> def add(a, b):\n...     return a + b\n...\n>>> add(1, 2)\n3";
  for (const text of [transcript, `\`\`\`python\n${transcript}\n\`\`\``]) {
    assert.equal(programIn(text, "python", checks), `${code}\n\nadd(1, 2)`);
  }
  assert.equal(programIn(`Here:\n\n    ${code.replace("\n", "\n    ")}\n\nDone.`, "python", checks), code);
});
