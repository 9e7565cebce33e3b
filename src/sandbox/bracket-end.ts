const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Where the bracket that opens at `from` closes; the end of the tokens where it does not. */
export function bracketEnd(tokens: readonly string[], from: number): number {
  const open = tokens[from] as string;
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (tokens[at] === open) depth++;
    else if (tokens[at] === closing[open] && --depth === 0) return at;
  }
  return tokens.length;
}
