const blank = /(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[^]*?\*\/)*/y;
const directive = /(?:"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*')/y;
const ended = /[ \t]*(?:;|(?=[\n}]|\/\/|$))/y;

/** What a script or a function's body begins with of texts that stand alone: where they end, and whether one of them asks for strictness. */
export function directives(code: string, from = 0): { readonly end: number; readonly strict: boolean } {
  const take = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(code)?.[0];
  };
  let [end, strict] = [from, false];
  for (;;) {
    const start = end + (take(blank, end) ?? "").length;
    const text = take(directive, start);
    const close = text === undefined ? undefined : take(ended, start + text.length);
    if (text === undefined || close === undefined) return { end, strict };
    strict ||= text.slice(1, -1) === "use strict";
    end = start + text.length + close.length;
  }
}
