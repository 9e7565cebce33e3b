import type { Json } from "../../src/types.ts";

/** A program made from one that is right: `rewrite` keeps what it does, `spoil` makes its answer wrong whatever it was. */
type Rewrite = readonly [name: string, make: (code: string, f: string) => string];

const inner = (code: string, f: string) => code.replaceAll(new RegExp(`\\b${f}\\b`, "g"), "inner");

export const rewritesOfJavascript: readonly Rewrite[] = [
  ["in a closure", (code, f) => `const ${f} = (() => {\n${code}\nreturn ${f};\n})();`],
  [
    "in a class",
    (code, f) =>
      `${inner(code, f)}\nclass Solution { run(...args) { return inner(...args); } }\nvar ${f} = (...args) => new Solution().run(...args);`,
  ],
  ["a static method", (code, f) => `class Solution { static get run() {\n${code}\nreturn ${f};\n} }\nconst ${f} = Solution.run;`],
  ["exported", (code, f) => `${code}\nexport { ${f} };`],
  ["exported by default", (code, f) => `${inner(code, f)}\nexport default function ${f}(...args) { return inner.apply(this, args); }`],
  ["module.exports", (code, f) => `${inner(code, f)}\nmodule.exports = { ${f}: inner };`],
  ["exports of a name", (code, f) => `${inner(code, f)}\nexports.${f} = (...args) => inner(...args);`],
  ["strict, with comments", (code) => `"use strict";\n/* a */ // b \`\n${code.replaceAll(";", "; /* } */ ")}\n// end`],
  ["lines of Windows", (code) => code.replaceAll("\n", "\r\n")],
  ["var for const", (code) => code.replaceAll(/^(?:const|let) /gm, "var ")],
  ["bound", (code, f) => `${inner(code, f)}\nconst ${f} = inner.bind(undefined);`],
  [
    "behind a proxy",
    (code, f) => `${inner(code, f)}\nconst ${f} = new Proxy(inner, { apply: (to, self, args) => Reflect.apply(to, self, args) });`,
  ],
  [
    "a getter of the global object",
    (code, f) => `${inner(code, f)}\nObject.defineProperty(globalThis, "${f}", { get: () => inner, configurable: true });`,
  ],
  [
    "behind an import that is there",
    (code, f) => `${code}\nif (typeof ${f} !== "function") throw new TypeError("no function");\nconsole.log("ready");`,
  ],
  ["after a wait", (code, f) => `${inner(code, f)}\nconst ${f} = await new Promise((done) => setTimeout(done, 20, inner));`],
  ["copies its answer", (code, f) => `${inner(code, f)}\nfunction ${f}() { return structuredClone(inner(...arguments)); }`],
  ["through JSON", (code, f) => `${inner(code, f)}\nconst ${f} = (...args) => JSON.parse(JSON.stringify(inner(...args)));`],
];

type Spoil = readonly [name: string, fits: (wanted: Json) => boolean, expression: string];
const isNumber = (v: Json) => typeof v === "number";
const isText = (v: Json) => typeof v === "string";
const isList = (v: Json) => Array.isArray(v);
const isFull = (v: Json) => typeof v === "object" && v !== null && Object.keys(v).length > 0;
const isPlain = (v: Json) => typeof v === "object" && v !== null && !Array.isArray(v);
const always = () => true;

/** `v` is the right answer; each gives another one, or something that only looks like it. */
const spoils: readonly Spoil[] = [
  ["one more", isNumber, "v + 1"],
  ["a millionth more", (v) => typeof v === "number" && Math.abs(v) < 1e6, "v + 1e-6"],
  ["text of a number", isNumber, "String(v)"],
  ["a big integer", (v) => Number.isInteger(v), "BigInt(v)"],
  ["boxed", (v) => isNumber(v) || isText(v) || typeof v === "boolean", "Object(v)"],
  ["NaN", always, "NaN"],
  ["undefined", always, "undefined"],
  ["null", (v) => v !== null, "null"],
  ["in a list", always, "[v]"],
  ["promised", always, "Promise.resolve(v)"],
  ["thenable", always, "({ then: (ok) => ok(v) })"],
  ["a function", always, "() => v"],
  ["turned into it", always, "({ valueOf: () => v, toString: () => String(v), toJSON: () => v, [Symbol.toPrimitive]: () => v })"],
  ["the contrary", (v) => typeof v === "boolean", "!v"],
  ["a number for truth", (v) => typeof v === "boolean", "+v"],
  ["text for truth", (v) => typeof v === "boolean", "String(v)"],
  ["a blank more", isText, 'v + " "'],
  ["an invisible sign more", isText, 'v + "\\u200b"'],
  ["letters", isText, "[...v]"],
  ["an element more", isList, "[...v, 0]"],
  ["a hole more", isList, "[...v, ,]"],
  ["an element less", (v) => isList(v) && isFull(v), "v.slice(1)"],
  ["as a set", isList, "new Set(v)"],
  ["as an iterator", isList, "v.values()"],
  ["as an object", isList, "({ ...v, length: v.length })"],
  ["as JSON", (v) => typeof v === "object" && v !== null, "JSON.stringify(v)"],
  ["frozen outside, changed inside", (v) => isList(v) && isFull(v), "v.map((x, i) => i === v.length - 1 ? { x } : x)"],
  ["a proxy one longer", isList, 'new Proxy(v, { get: (t, k) => (k === "length" ? t.length + 1 : t[k]) })'],
  ["a key more", isPlain, "({ ...v, extra: 1 })"],
  ["a symbol more", isPlain, "({ ...v, [Symbol.for('extra')]: 1 })"],
  ["as a map", isPlain, "new Map(Object.entries(v))"],
  ["as entries", isPlain, "Object.entries(v)"],
  ["inherited", (v) => isPlain(v) && isFull(v), "Object.create(v)"],
  [
    "agrees with everything",
    always,
    "new Proxy(function () {}, { get: (t, k) => (k === Symbol.toPrimitive ? () => v : v?.[k]), has: () => true })",
  ],
  ["thrown", always, "(() => { throw v; })()"],
];

/** Programs that are wrong by construction, for the calls whose right answer they fit. */
export const spoilsOfJavascript = spoils.map(([name, fits, expression]) => ({
  name,
  fits,
  make: (code: string, f: string) => `${inner(code, f)}\nfunction ${f}(...args) { const v = inner(...args); return ${expression}; }`,
}));
