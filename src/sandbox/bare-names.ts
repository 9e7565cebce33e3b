import { scriptTokens } from "../util/script-tokens.ts";
import { boundNames } from "./bound-names.ts";
import { trustedNames } from "./locks.ts";

const trusted = new Set(trustedNames.split(", "));

/** The names that a check sets and nobody in it declares: they are those of all code. */
export function bareNames(check: string): string[] {
  const tokens = [...scriptTokens(check)].map(({ text }) => text);
  const bound = boundNames(tokens);
  const set = tokens.filter((text, i) => {
    if (!/^[A-Za-z_$\u0080-\uffff]/.test(text) || bound.has(text) || trusted.has(text) || [".", "#"].includes(tokens[i - 1] ?? ""))
      return false;
    return (
      isSet(tokens[i + 1], tokens[i + 2], tokens[i + 3]) || isStep(tokens[i - 2], tokens[i - 1]) || isStep(tokens[i + 1], tokens[i + 2])
    );
  });
  return [...new Set(set)];
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
