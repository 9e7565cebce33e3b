import { codeNames, withoutStrings } from "./code-names.ts";

const anonymous =
  /^(?:(?:module\.)?exports(?:\.default)?[ \t]{0,9}=(?!=)|export[ \t]{1,9}default\b|export[ \t]{0,9}=)[ \t\n]{0,9}(?:(?:async[ \t]{1,9})?function[ \t]{0,9}\*?[ \t]{0,9}\(|class[ \t]{0,9}(?:\{|extends\b)|(?:async[ \t]{0,9})?(?:\([^()\n]{0,500}(?:\([^()\n]{0,200}\)[^()\n]{0,500})?\)|[\w$]{1,60})[ \t]{0,9}=>|new[ \t])/m;

/**
 * The code with a name for what it exports without one, where the checks ask for a single name: `module.exports = (a, b) => a + b`
 * and `export default function (a, b) {...}` are then that function. Other code as it is.
 */
export function withExportNamed(code: string, asked: ReadonlySet<string>): string {
  const [name] = asked;
  if (name === undefined || asked.size !== 1 || !anonymous.test(code) || codeNames(code, "javascript").defined.has(name)) return code;
  return `${code}\nvar ${name} = module.exports.default ?? module.exports;`;
}

const keywords = new Set(
  "await async break case catch class const continue debugger default delete do else enum export extends false finally for function get if import in instanceof let new null of return set static super switch this throw true try typeof undefined var void while with yield assert assertEqual process require module exports arguments".split(
    " ",
  ),
);

/** The names that checks in JavaScript use and that neither they nor the language define: those of the programs that are asked for. */
export function askedFor(checks: readonly string[]): Set<string> {
  const free = checks.flatMap((check) => [...codeNames(withoutStrings(check, "javascript"), "javascript").free]);
  return new Set(free.filter((name) => !keywords.has(name) && !(name in globalThis)));
}
