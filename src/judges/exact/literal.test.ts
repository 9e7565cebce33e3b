import assert from "node:assert/strict";
import { test } from "node:test";
import { literalForms } from "./literal.ts";
import { checkRows, type Row } from "./rows.ts";
import { exactOptions } from "./settings.ts";

const rows: readonly Row[] = [
  ["__init__", "Answer: __init__", "pass"],
  ["__init__", "Answer: init", "fail"],
  ["__init__", "Answer: `__init__`", "pass"],
  ["__init__", "The answer is `__init__`.", "pass"],
  ["__init__", "Answer: **__init__**", "pass"],
  ["__init__", "Answer: **`__init__`**", "pass"],
  ["**kwargs", "Answer: **kwargs", "pass"],
  ["**kwargs", "Answer: kwargs", "fail"],
  ["**kwargs", "Answer: `**kwargs`", "pass"],
  ["*args", "Answer: *args", "pass"],
  ["*args", "Answer: args", "fail"],
  ["*args", "`*args`", "pass"],
  ["_private", "Answer: _private", "pass"],
  ["_private", "Answer: private", "fail"],
  ["class_", "Answer: class", "fail"],
  ["class_", "Answer: class_", "pass"],
  ["__name__", "**__name__**", "pass"],
  ['__name__ == "__main__"', 'Answer: __name__ == "__main__"', "pass"],
  ["__name__ == '__main__'", "Answer: name == 'main'", "fail"],
  ["init", "Answer: `__init__`", "fail"],
  ["init", "Answer: **init**", "pass"],
  ["init", "Answer: *init*", "pass"],
  ["init", "Answer: _init_", "pass"],
  ["init", "Answer: `init`", "pass"],
  ["Paris", "Answer: __Paris__", "pass"],
  ["Paris", "Answer: **Paris**", "pass"],
  ["Paris", "Answer: _Paris_", "pass"],
  ["Paris", "Answer: ***Paris***", "pass"],
  ["New York", "Answer: __New York__", "pass"],
  ["a*b*c", "Answer: a*b*c", "pass"],
  ["snake_case_name", "Answer: snake_case_name", "pass"],
  ["snake_case_name", "Answer: snakecasename", "fail"],
  ["*.txt", "Answer: *.txt", "pass"],
  ["*.txt", "Answer: .txt", "fail"],
  ["ls *", "Answer: ls *", "pass"],
  ["SELECT *", "Answer: SELECT *", "pass"],
  ["SELECT *", "Answer: SELECT", "fail"],
  ['"quoted"', 'Answer: "quoted"', "pass"],
  ["__dunder__ method", "Answer: __dunder__ method", "pass"],
  ["#include", "Answer: #include", "pass"],
  ["~user", "Answer: ~user", "pass"],
  ["-v", "Answer: -v", "pass"],
  ["-v", "Answer: v", "fail"],
  ["--verbose", "Answer: --verbose", "pass"],
  ["--verbose", "Answer: -verbose", "fail"],
  ["--verbose", "Answer: verbose", "fail"],
  ["$PATH", "Answer: $PATH", "pass"],
  ["$PATH", "Answer: PATH", "fail"],
  ["@property", "Answer: @property", "pass"],
  ["@property", "Answer: property", "fail"],
  ["C#", "Answer: C#", "pass"],
  ["C#", "Answer: C", "fail"],
  ["C++", "Answer: C++", "pass"],
  ["C++", "Answer: C", "fail"],
  ["F*", "Answer: F*", "pass"],
  ["A*", "The answer is A*.", "pass"],
  ["A*", "The answer is A.", "fail"],
  ["A*", "Answer: **A\\***", "pass"],
  ["A*", "Answer: **A***", "pass"],
  ["x_1", "Answer: x_1", "pass"],
  [".gitignore", "Answer: .gitignore", "pass"],
  [".gitignore", "Answer: gitignore", "fail"],
  ["print()", "Answer: print()", "pass"],
  ["print()", "Answer: `print()`", "pass"],
];

test("signs of a key are no emphasis, and emphasis of an answer is no sign", () => checkRows(rows));

const folding = exactOptions.parse({ kind: "exact", answer: "x" });

test("the spellings of an answer are itself and what stands in its marks, the whole of them at once", () => {
  const forms: readonly (readonly [text: string, ...spellings: string[]])[] = [
    ["x", "x"],
    ["**x**", "**x**", "x"],
    ["*x*", "*x*", "x"],
    ["`x`", "`x`", "x"],
    ["```x```", "```x```", "x"],
    ['"x"', '"x"', "x"],
    ["x.", "x.", "x"],
    ["X.", "x.", "x"],
    ["**x.**", "**x.**", "x.", "x"],
    ["\\*x", "\\*x", "*x"],
    ["x*", "x*", "x"],
    ["x**", "x**", "x"],
    ["x***", "x***", "x*", "x"],
    ["a*b*", "a*b*"],
    ["*x", "*x"],
    ["****", "****", "**"],
    ["__init__", "__init__", "init"],
    [""],
  ];
  for (const [text, ...wanted] of forms) assert.deepEqual(literalForms(text, folding), wanted, text);
  assert.deepEqual(literalForms("X", { ...folding, caseSensitive: true }), ["X"]);
  assert.equal(literalForms("x".repeat(1000), folding).length, 1);
  assert.equal(literalForms("x".repeat(1001), folding).length, 0);
});
