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
