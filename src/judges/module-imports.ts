import type { ProgramLanguage } from "./code-names.ts";
import { directives } from "../util/directives.ts";
import { moduleImports } from "./import-statements.ts";
import { scriptModules } from "../util/script-modules.ts";

const pythonImport = /^from[ \t]{1,9}[\w.]{1,200}[ \t]{1,9}import[ \t]{1,9}(\([^()]{0,2000}\)|[^\n#(]{1,500})/gm;

/**
 * Code that runs as one script: imports of what the code itself defines, and in JavaScript of neighboring files, are left out; those
 * of Node's own modules become `require`: those that touch nothing of the machine are there, the rest say so when they are used.
 */
export function withoutImports(code: string, language: ProgramLanguage, defined: ReadonlySet<string>): string {
  if (language === "python") {
    return code.replace(pythonImport, (all, names: string) =>
      namesOf(names).every(([name]) => defined.has(name)) ? lineBreaks(all) : all,
    );
  }
  // Only at the very start may a script name its interpreter; what a script finds as `require` comes before it.
  const script = code.replace(/^\ufeff?#![^\n]*/, "");
  const own = script.replace(madeRequire, lineBreaks);
  let [plain, from] = ["", 0];
  const imports = moduleImports(own);
  for (const { at, end, names, module, passedOn } of imports) {
    const kept = module.startsWith(".") || names === undefined ? "" : (passedOn ? passed : required)(names, module, defined);
    plain += `${own.slice(from, at)}${kept}${lineBreaks(own.slice(at, end))}`;
    from = end;
  }
  plain += own.slice(from);
  const asks = /\brequire\b[ \t]{0,9}[(.]|\bimport[ \t]{0,9}\(/.test(plain);
  // What stood for a module by its imports stays strict, and so does a script behind what is put before its own directive.
  const isModule = imports.some(({ at }) => /^(?:im|ex)port\b/.test(own.slice(at, at + 7)));
  const strict = isModule || (asks && directives(plain).strict) ? '"use strict"; ' : "";
  return asks && (own !== script || !defined.has("require")) ? `${strict}${prologueOf(plain)}${plain}` : `${strict}${plain}`;
}
/** A module makes itself the `require` that a script has. */
const madeRequire =
  /^(?:const|let|var)[ \t]{1,9}require[ \t]{0,9}=[ \t]{0,9}(?:[\w$]{1,60}\.)?createRequire[ \t]{0,9}\([^\n;]{0,200}\)[ \t]{0,9};?/gm;

function lineBreaks(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/** The names of a list and what each is called here: "a, b as c". */
function namesOf(list: string): (readonly [name: string, own: string])[] {
  return list.split(",").flatMap((part) => {
    const [name, as, own] = part.match(/[\w$*\u0080-\uffff]+|"[^"]*"/g) ?? [];
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

/** The module itself may have a binding of the same name, so none is declared; of all names those are taken that nothing has yet. */
function passed(names: string, module: string, defined: ReadonlySet<string>): string {
  const whole = /^\*(?:\s*as\s+(\S+))?$/.exec(names);
  const call = `require(${JSON.stringify(module)})`;
  if (whole !== null && whole[1] === undefined)
    return `for (const [name, value] of Object.entries(${call})) if (!(name in globalThis)) globalThis[name] = value;`;
  if (whole !== null) return defined.has(whole[1] ?? "") ? "" : `globalThis.${whole[1]} = ${call};`;
  const others = namesOf(names).filter(([, own]) => !defined.has(own));
  return others.map(([name, own]) => `globalThis.${own} = require(${JSON.stringify(module)}).${name};`).join(" ");
}

const offered = ["assert", ...Object.keys(scriptModules)].toSorted();

/** What a script finds in place of Node's `require`, with the modules that it names, on one line so that line numbers stay. */
function prologueOf(code: string): string {
  const named = new Set([...code.matchAll(/["'`](?:node:)?([a-z_]{1,20}(?:\/[a-z]{1,20})?)["'`]/g)].map(([, name = ""]) => name));
  const beside = new Map([
    ["url", ["querystring", "path"]],
    ["timers", ["timers/promises"]],
    ["path/posix", ["path"]],
    ["vitest", ["test"]],
    ["readline", ["events", "readline/promises"]],
    ["readline/promises", ["events", "readline"]],
  ]);
  const names = new Set(
    [...named].flatMap((name) => [name, ...(beside.get(name) ?? [])]).filter((name) => Object.hasOwn(scriptModules, name)),
  );
  const modules = [...names].map((name) => `${JSON.stringify(name)}: () => ${scriptModules[name]},`);
  return prologue.replace("const modules = {};", () => `const modules = { ${modules.join(" ")} };`).replace(/\n\s*/g, " ");
}

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
  const AssertionError = globalThis[Symbol.for("node:assert.AssertionError")] ?? class extends Error { constructor({ message }) { super(message); } };
  const no = (why, actual, expected, operator) => { throw why instanceof Error ? why : new AssertionError({ message: why === undefined ? "an assertion did not hold" : String(why), actual, expected, operator }); };
  const holds = (test, operator) => (a, b, why) => { if (!test(a, b)) no(why, a, b, operator); };
  const ok = (value, why) => { if (!value) no(why, value, true, "=="); };
  const not = (test) => (a, b) => !test(a, b);
  const strictly = {
    strictEqual: holds(Object.is, "strictEqual"), notStrictEqual: holds(not(Object.is), "notStrictEqual"),
    deepStrictEqual: holds(same, "deepStrictEqual"), notDeepStrictEqual: holds(not(same), "notDeepStrictEqual"),
  };
  const assert = Object.assign((value, why) => ok(value, why), strictly, {
    ok, AssertionError, fail: (why) => no(why, undefined, undefined, "fail"), equal: holds((a, b) => a == b, "=="), notEqual: holds((a, b) => a != b, "!="),
    deepEqual: holds(same, "deepEqual"), notDeepEqual: holds(not(same), "notDeepEqual"),
    match: holds((a, b) => b.test(a)), doesNotMatch: holds((a, b) => !b.test(a)),
    throws: (call) => { try { call(); } catch { return; } no("nothing was thrown"); }, doesNotThrow: (call) => { call(); },
    rejects: async (call) => { try { await (typeof call === "function" ? call() : call); } catch { return; } no("nothing was rejected"); },
  });
  const strict = Object.assign((value, why) => ok(value, why), assert, { equal: strictly.strictEqual, notEqual: strictly.notStrictEqual, deepEqual: strictly.deepStrictEqual, notDeepEqual: strictly.notDeepStrictEqual });
  for (const module of [assert, strict]) Object.assign(module, { strict, default: module });
  const modules = {};
  const made = new Map([["assert", assert], ["assert/strict", strict]]);
  const load = (name) => {
    if (!made.has(name) && Object.hasOwn(modules, name)) made.set(name, modules[name]());
    return made.get(name);
  };
  const why = (name) => "the module " + name + " is not there: a program reaches no file, network or process, and of Node's modules it finds OFFERED";
  const missing = (name) => new Proxy(function () {}, {
    get: (target, part) => (typeof part === "symbol" || part === "prototype" ? target[part] : part === "then" ? undefined : missing(name)),
    apply: () => no(new Error(why(name))), construct: () => no(new Error(why(name))),
  });
  return (name) => {
    const bare = String(name).replace(/^node:/, "").replace(/^path\/posix$/, "path");
    return load(bare) ?? missing(bare);
  };
})();
`.replace("OFFERED", offered.join(", "));
