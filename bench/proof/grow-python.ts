import type { Json } from "../../src/types.ts";

type Rewrite = readonly [name: string, make: (code: string, f: string) => string];
const inner = (code: string, f: string) => code.replaceAll(new RegExp(`\\b${f}\\b`, "g"), "inner_one");
const indented = (code: string) => code.replaceAll(/^(?=.)/gm, "    ");

/** What keeps a Python program as right as it was. */
export const rewritesOfPython: readonly Rewrite[] = [
  ["in a closure", (code, f) => `def make():\n${indented(code.replaceAll(/^from __future__.*$/gm, ""))}\n    return ${f}\n${f} = make()`],
  [
    "a static method",
    (code, f) => `${inner(code, f)}\nclass Solution:\n    @staticmethod\n    def run(*args): return inner_one(*args)\n${f} = Solution.run`,
  ],
  [
    "a bound method",
    (code, f) => `${inner(code, f)}\nclass Solution:\n    def run(self, *args): return inner_one(*args)\n${f} = Solution().run`,
  ],
  [
    "a callable object",
    (code, f) => `${inner(code, f)}\nclass Callable:\n    def __call__(self, *args): return inner_one(*args)\n${f} = Callable()`,
  ],
  [
    "wrapped",
    (code, f) =>
      `import functools\n${inner(code, f)}\ndef twin(g):\n    @functools.wraps(g)\n    def call(*args, **named): return g(*args, **named)\n    return call\n${f} = twin(inner_one)`,
  ],
  ["partial", (code, f) => `from functools import partial\n${inner(code, f)}\n${f} = partial(inner_one)`],
  ["a lambda", (code, f) => `${inner(code, f)}\n${f} = lambda *args: inner_one(*args)`],
  ["with a docstring and comments", (code) => `"""A program."""\n# def\n${code}\n# end\n`],
  ["lines of Windows", (code) => code.replaceAll("\n", "\r\n")],
  ["with a main part", (code) => `#!/usr/bin/env python3\n${code}\nif __name__ == "__main__":\n    raise SystemExit(1)\n`],
  ["annotations of the future", (code) => `from __future__ import annotations\nfrom typing import *\n${code}`],
  ["prints on its way", (code, f) => `${inner(code, f)}\ndef ${f}(*args):\n    print("called", args)\n    return inner_one(*args)`],
  ["copies its answer", (code, f) => `import copy\n${inner(code, f)}\ndef ${f}(*args): return copy.deepcopy(inner_one(*args))`],
  [
    "cleans up",
    (code, f) =>
      `import gc, atexit\natexit.register(gc.collect)\n${inner(code, f)}\ndef ${f}(*args):\n    try: return inner_one(*args)\n    finally: gc.collect()`,
  ],
];

type Spoil = readonly [name: string, fits: (wanted: Json) => boolean, expression: string];
const isNumber = (v: Json) => typeof v === "number";
const isText = (v: Json) => typeof v === "string";
const isList = (v: Json) => Array.isArray(v);
const isPlain = (v: Json) => typeof v === "object" && v !== null && !Array.isArray(v);
const always = () => true;
const liar = `class Liar:
    def __eq__(self, o): return True
    def __ne__(self, o): return False
    def __hash__(self): return 0
    def __len__(self): return 1
    def __iter__(self): return iter([])
    def __contains__(self, o): return True
    __lt__ = __le__ = __gt__ = __ge__ = __eq__
    def __reduce__(self): return (int, (0,))
    @property
    def __class__(self): return int
def lying(base):
    class Lying(base):
        def __eq__(self, o): return True
        def __ne__(self, o): return False
        __hash__ = None
    return Lying
`;
const spoils: readonly Spoil[] = [
  ["one more", isNumber, "v + 1"],
  ["a millionth more", (v) => typeof v === "number" && Math.abs(v) < 1e6, "v + 1e-6"],
  ["text of a number", isNumber, "str(v)"],
  ["complex", isNumber, "v + 1j"],
  ["a number that agrees", isNumber, "lying(float)(v + 1)"],
  ["nan", always, 'float("nan")'],
  ["nothing", (v) => v !== null, "None"],
  ["zero for nothing", (v) => v === null, "0"],
  ["in a list", always, "[v]"],
  ["in a tuple", always, "(v,)"],
  ["a function", always, "lambda: v"],
  ["agrees with everything", always, "Liar()"],
  ["a class", always, "Liar"],
  ["the contrary", (v) => typeof v === "boolean", "not v"],
  ["text for truth", (v) => typeof v === "boolean", "str(v)"],
  ["a blank more", isText, 'v + " "'],
  ["bytes", isText, "v.encode()"],
  ["letters", isText, "list(v)"],
  ["a text that agrees", isText, 'lying(str)(v + "x")'],
  ["a tuple", isList, "tuple(v)"],
  ["an element more", isList, "[*v, 0]"],
  ["a list that agrees", isList, "lying(list)([*v, 0])"],
  ["an iterator", isList, "iter(v)"],
  ["a generator", isList, "(x for x in v)"],
  ["elements that agree", (v) => isList(v) && (v as Json[]).length > 0, "[Liar() for _ in v]"],
  ["a key more", isPlain, '{**v, "extra": 1}'],
  ["keys alone", isPlain, "list(v)"],
  ["a dictionary that agrees", isPlain, 'lying(dict)({**v, "extra": 1})'],
  ["a coroutine", always, "wait(v)"],
];

export const spoilsOfPython = spoils.map(([name, fits, expression]) => ({
  name,
  fits,
  make: (code: string, f: string) =>
    `${inner(code, f)}\n${liar}async def wait(v): return v\ndef ${f}(*args):\n    v = inner_one(*args)\n    return ${expression}`,
}));
