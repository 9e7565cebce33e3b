import { scriptTokens } from "../util/script-tokens.ts";

const quoted = /("[\w$]+"|'[\w$]+')(\s+)in(\s+)([A-Z]\w+\.prototype)\b/g;
const named = /([A-Za-z_$][\w$]*)(\s+)in(\s+)([A-Za-z_$][\w$]*(?:\.prototype)?)(?=\s*(?:\)|&&|\|\||[?;,]))/g;
const classes =
  /\b(?:Array|String|Number|Map|Set|Function|Promise|Date|RegExp|Symbol|BigInt|Boolean|WeakMap|WeakSet|Error)\.prototype\b(?!\s*[.[])/;

/**
 * A text that asks by a function, not by `in`, whether the language's prototypes have a name: one that is kept for the program shows
 * only to that operator. Where the text hands prototypes on, what it asks of variables is asked so too.
 */
export function guardedNames(code: string): string {
  if (!/\bin\b/.test(code) || !code.includes(".prototype")) return code;
  const tokens = [...scriptTokens(code)];
  const places = new Map(tokens.map(({ at }, i) => [at, i]));
  const asked = (whole: string, name: string, before: string, behind: string, owner: string, at: number) => {
    const sign = places.get(at + name.length + before.length);
    const last = tokens[(places.get(at) ?? sign ?? 0) - 1]?.text;
    const loop = last === "(" && ["for", "await"].includes(tokens[(places.get(at) ?? 0) - 2]?.text ?? "");
    // Not in a text, not the head of a loop, and nothing that binds more than the operator does.
    if (sign === undefined || loop || !(last === undefined || /^[(,=?:;{}&|>[]$|^return$/.test(last))) return whole;
    return `Reflect.has(${owner},${name})${before.replace(/[^\n]/g, "")}${behind.replace(/[^\n]/g, "")}`;
  };
  const kept = code.replace(quoted, asked);
  return classes.test(code) && kept === code ? code.replace(named, asked) : kept;
}
