const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The names that code declares, as far as its tokens tell: variables, functions, classes and parameters, wherever they stand. */
export function boundNames(tokens: readonly string[]): ReadonlySet<string> {
  const bound = new Set<string>();
  const bindAll = (from: number) => {
    for (let at = from; at < endOf(tokens, from); at++) if (isName(tokens[at]) && tokens[at + 1] !== ":") bound.add(tokens[at] as string);
  };
  for (const [i, text] of tokens.entries()) {
    const [after, last] = [tokens[i + 1], tokens[i - 1]];
    if (["const", "let", "var"].includes(text) && (after === "{" || after === "[")) bindAll(i + 1);
    else if (["const", "let", "var", "function", "class"].includes(text)) bound.add((after === "*" ? tokens[i + 2] : after) ?? "");
    else if (text === "(" && !["if", "while", "for", "switch", "with"].includes(last ?? "")) {
      const end = endOf(tokens, i);
      if (tokens[end + 1] === "{" || (tokens[end + 1] === "=" && tokens[end + 2] === ">")) bindAll(i);
    } else if (isName(text) && after === "=" && tokens[i + 2] !== "=" && (tokens[i + 2] === ">" || last === ",")) bound.add(text);
  }
  return bound;
}

function isName(text: string | undefined): text is string {
  return text !== undefined && /^[A-Za-z_$\u0080-\uffff]/.test(text);
}

/** Where the bracket that opens at `from` closes. */
function endOf(tokens: readonly string[], from: number): number {
  const open = tokens[from] as string;
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at] === open) depth++;
    else if (tokens[at] === closing[open] && --depth === 0) return at;
  }
  return tokens.length;
}
