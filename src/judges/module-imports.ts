import type { ProgramLanguage } from "./code-names.ts";

const statements: Readonly<Record<ProgramLanguage, RegExp>> = {
  javascript:
    /^import\b(?:[ \t]{0,9}([\w$*{},\s]{1,2000}?)[ \t\n]{0,9}\bfrom\b)?[ \t]{0,9}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})')[^\n;]{0,200};?|^(?:const|let|var)[ \t]{1,9}(\{[^}=]{0,2000}\}|[\w$]+)[ \t]{0,9}=[ \t]{0,9}(?:await[ \t]{1,9})?(?:require|import)[ \t]{0,9}\([ \t]{0,9}(?:"(\.[^"\n]{0,500})"|'(\.[^'\n]{0,500})')[ \t]{0,9}\)[\w$.]{0,200};?/gm,
  python: /^from[ \t]{1,9}[\w.]{1,200}[ \t]{1,9}import[ \t]{1,9}(\([^)]{0,2000}\)|[^\n#(]{1,500})/gm,
};

/**
 * Code that runs as one script: imports of what the code itself defines, and in JavaScript of neighboring files, are left out; those
 * of Node's own modules become `require`, of which `assert`, `util`, `perf_hooks` and `process` are there and the rest fail when they are used.
 */
export function withoutImports(code: string, language: ProgramLanguage, defined: ReadonlySet<string>): string {
  if (language === "python") {
    return code.replace(statements.python, (all, names: string) =>
      namesOf(names).every(([name]) => defined.has(name)) ? lineBreaks(all) : all,
    );
  }
  const plain = code.replace(
    statements.javascript,
    (all: string, names: string | undefined, double: string | undefined, single: string | undefined) => {
      const module = double ?? single ?? ".";
      return module.startsWith(".") || names === undefined ? lineBreaks(all) : `${required(names, module, defined)}${lineBreaks(all)}`;
    },
  );
  return /\brequire\b[ \t]{0,9}[(.]/.test(plain) && !defined.has("require") ? `${prologue}${plain}` : plain;
}

function lineBreaks(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/** The names of a list and what each is called here: "a, b as c". */
function namesOf(list: string): (readonly [name: string, own: string])[] {
  return list.split(",").flatMap((part) => {
    const [name, as, own] = part.match(/[\w$*]+/g) ?? [];
    return name === undefined ? [] : [[name, as === "as" && own !== undefined ? own : name] as const];
  });
}

function required(names: string, module: string, defined: ReadonlySet<string>): string {
  const call = `require(${JSON.stringify(module)})`;
  const listed = /\{([^}]*)\}/.exec(names)?.[1];
  const whole = namesOf(names.replace(/\{[^}]*\}/, "")).filter(([, own]) => !defined.has(own));
  const parts = namesOf(listed ?? "").filter(([, own]) => !defined.has(own));
  const wholes = whole.map(([, own]) => `const ${own} = ${call};`);
  const inner = parts.length === 0 ? [] : [`const { ${parts.map(([name, own]) => `${name}: ${own}`).join(", ")} } = ${call};`];
  return [...wholes, ...inner].join(" ");
}

/** What a script finds in place of Node's `require`, on one line so that line numbers stay. */
const prologue = String.raw`var require = (() => {
  const same = (a, b) => {
    if (Object.is(a, b)) return true;
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
    if (a instanceof Date) return Object.is(a.getTime(), b.getTime());
    if (a instanceof Map || a instanceof Set) return same([...a], [...b]);
    const names = Reflect.ownKeys(a);
    return names.length === Reflect.ownKeys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]));
  };
  const no = (why) => { throw why instanceof Error ? why : new Error(why === undefined ? "an assertion did not hold" : String(why)); };
  const holds = (test) => (a, b, why) => { if (!test(a, b)) no(why); };
  const ok = (value, why) => { if (!value) no(why); };
  const assert = Object.assign((value, why) => ok(value, why), {
    ok, fail: no, equal: holds((a, b) => a == b), notEqual: holds((a, b) => a != b),
    strictEqual: holds(Object.is), notStrictEqual: holds((a, b) => !Object.is(a, b)),
    deepEqual: holds(same), deepStrictEqual: holds(same), notDeepEqual: holds((a, b) => !same(a, b)), notDeepStrictEqual: holds((a, b) => !same(a, b)),
    match: holds((a, b) => b.test(a)), doesNotMatch: holds((a, b) => !b.test(a)),
    throws: (call) => { try { call(); } catch { return; } no("nothing was thrown"); }, doesNotThrow: (call) => { call(); },
    rejects: async (call) => { try { await (typeof call === "function" ? call() : call); } catch { return; } no("nothing was rejected"); },
  });
  assert.strict = assert; assert.default = assert;
  const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value) ?? String(value));
  const util = {
    inspect: shown, isDeepStrictEqual: same, format: (...parts) => parts.map(shown).join(" "),
    promisify: (call) => (...parts) => new Promise((done, fail) => call(...parts, (error, value) => (error ? fail(error) : done(value)))),
    types: { isDate: (value) => value instanceof Date, isRegExp: (value) => value instanceof RegExp },
  };
  util.default = util;
  const known = new Map([["assert", assert], ["assert/strict", assert], ["util", util], ["perf_hooks", { performance: globalThis.performance }], ["process", globalThis.process]]);
  const missing = (name) => new Proxy(function () {}, {
    get: (_, part) => (typeof part === "symbol" ? undefined : missing(name)),
    apply: () => no("the module " + name + " is not there"), construct: () => no("the module " + name + " is not there"),
  });
  return (name) => known.get(String(name).replace(/^node:/, "")) ?? missing(name);
})();
`.replace(/\n\s*/g, " ");
