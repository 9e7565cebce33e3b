import { scriptTokens } from "../util/script-tokens.ts";
import { boundNames } from "./bound-names.ts";
import { trustedNames } from "./locks.ts";

const trusted = new Set(trustedNames.split(", "));

/** The names that a check sets and nobody in it declares: they are those of all code. */
export function bareNames(check: string): string[] {
  const tokens = [...scriptTokens(check)].map(({ text }) => text);
  const bound = boundNames(tokens);
  const apart = takenApart(tokens);
  const set = tokens.filter((text, i) => {
    if (!/^[A-Za-z_$\u0080-\uffff]/.test(text) || bound.has(text) || trusted.has(text) || [".", "#"].includes(tokens[i - 1] ?? ""))
      return false;
    if (apart.has(i) && tokens[i + 1] !== ":") return true;
    if (tokens[i - 1] === "(" && ["of", "in"].includes(tokens[i + 1] ?? "") && ["for", "await"].includes(tokens[i - 2] ?? "")) return true;
    return (
      isSet(tokens[i + 1], tokens[i + 2], tokens[i + 3]) || isStep(tokens[i - 2], tokens[i - 1]) || isStep(tokens[i + 1], tokens[i + 2])
    );
  });
  return [...new Set(set)];
}

/** The places within lists and objects that take apart what is assigned to them. */
function takenApart(tokens: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const open: number[] = [];
  for (const [i, text] of tokens.entries()) {
    if (text.length === 1 && "([{".includes(text)) open.push(i);
    if (text.length !== 1 || !")]}".includes(text)) continue;
    const from = open.pop() ?? 0;
    const starts = from === 0 || [";", "{", "}", "(", ","].includes(tokens[from - 1] ?? "");
    if (text !== ")" && starts && isSet(tokens[i + 1], tokens[i + 2])) for (let at = from + 1; at < i; at++) found.add(at);
  }
  return found;
}

/** Whether the signs behind a name assign to it. */
function isSet(first = "", second = "", third = ""): boolean {
  if (first === "=") return second !== "=" && second !== ">";
  if ("+-*/%&|^".includes(first) && second === "=") return true;
  return "*&|?".includes(first) && first === second && third === "=";
}

function isStep(first: string | undefined, second: string | undefined): boolean {
  return first === second && (first === "+" || first === "-");
}
