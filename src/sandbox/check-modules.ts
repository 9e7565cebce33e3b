import { scriptModules } from "../util/script-modules.ts";
import { trustedNames } from "./locks.ts";

/** What reaches files, or runs no test, is nothing that a check could lean on. */
const left = new Set(["fs", "test", "vitest"]);
const names = Object.keys(scriptModules).filter((name) => !left.has(name));

/**
 * Code of a function that gives a check Node's modules, whatever its program finds or makes of them: it takes what the check trusts,
 * equality in depth and the global object. None where the check asks for no module.
 */
export function checkModules(check: string): string | undefined {
  if (!/\b(?:require|import)\b/.test(check)) return undefined;
  const modules = names.map((name) => `${JSON.stringify(name)}: () => ${scriptModules[name]},`);
  const load = "const made = new Map(), load = (name) => { if (!made.has(name)) made.set(name, modules[name]()); return made.get(name); };";
  return `(function (${trustedNames.replace("globalThis", "checkGlobal")}, watched, same, globalThis) { const modules = { __proto__: null, ${modules.join("\n")} }; ${load} return (name) => (name in modules ? load(name) : undefined); })`;
}
