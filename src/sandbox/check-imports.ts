import { stripExports } from "./strip-exports.ts";

const gap = "(?:\\s|//[^\\n]*\\n|/\\*[^]*?\\*/|[\"']use strict[\"'];?)*";
const statement = new RegExp(`(${gap})import\\s+([\\w$\\s,{}*]+?)\\s*from\\s*(["'][\\w:/]+["'])[ \\t]*;?`, "y");

/** A check's text as that of a function: the imports at its head and those within become calls of `require`. */
export function checkImports(check: string): string {
  if (!/\b(?:import|export)\b/.test(check)) return check;
  let head = "";
  let at = 0;
  for (;;) {
    statement.lastIndex = at;
    const found = statement.exec(check);
    if (found === null) break;
    const [whole, before = "", names = "", module = ""] = found;
    head += `${before}${bindings(names, module)}${names.replace(/[^\n]/g, "")}`;
    at += whole.length;
  }
  // A module is strict.
  return stripExports(`${head === "" ? "" : '"use strict";'}${head}${check.slice(at)}`).code;
}

function bindings(names: string, module: string): string {
  const listed = /\{([^}]*)\}/.exec(names)?.[1];
  const rest = names.replace(/\{[^}]*\}/, "").split(",");
  const wholes = rest.map((part) => part.replace(/^\s*\*\s*as\s+/, "").trim()).filter((name) => name !== "");
  const parts = listed === undefined ? [] : [`{ ${listed.replace(/\s+as\s+/g, ": ").replace(/\s+/g, " ")} }`];
  return [...wholes, ...parts].map((target) => `const ${target} = require(${module});`).join(" ");
}
