import { bracketEnd } from "./bracket-end.ts";

/** The names that code declares, as far as its tokens tell: variables, functions, classes and parameters, wherever they stand. */
export function boundNames(tokens: readonly string[]): ReadonlySet<string> {
  const bound = new Set<string>();
  const bindAll = (from: number) => {
    for (let at = from; at < bracketEnd(tokens, from); at++)
      if (isName(tokens[at]) && tokens[at + 1] !== ":") bound.add(tokens[at] as string);
  };
  for (const [i, text] of tokens.entries()) {
    const [after, last] = [tokens[i + 1], tokens[i - 1]];
    if (["const", "let", "var"].includes(text) && (after === "{" || after === "[")) bindAll(i + 1);
    else if (["const", "let", "var", "function", "class"].includes(text)) bound.add((after === "*" ? tokens[i + 2] : after) ?? "");
    else if (text === "(" && !["if", "while", "for", "switch", "with"].includes(last ?? "")) {
      const end = bracketEnd(tokens, i);
      if (tokens[end + 1] === "{" || (tokens[end + 1] === "=" && tokens[end + 2] === ">")) bindAll(i);
    } else if (isName(text) && after === "=" && tokens[i + 2] !== "=" && (tokens[i + 2] === ">" || last === ",")) bound.add(text);
  }
  return bound;
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z_$\u0080-\uffff]/.test(text);
}
