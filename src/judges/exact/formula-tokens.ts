const names = "arcsin|arccos|arctan|floor|sqrt|sinh|cosh|tanh|ceil|exp|log|abs|sin|cos|tan|cot|sec|csc|ln|lg";
const token = new RegExp(String.raw`\\[a-zA-Z]+|\d+(?:\.\d+)?|\.\d+|(?:${names}|pi|infty)|[a-zA-Zα-ωΑ-Ω]|[^\s]`, "g");

/** The signs of a formula one by one, functions and runs of digits whole; undefined for prose. */
export function tokensOf(text: string): readonly string[] | undefined {
  return isProse(text) ? undefined : (text.match(token) ?? []);
}

/** Words that are no function: four letters in a row, or two runs of two letters side by side. */
function isProse(text: string): boolean {
  const plain = text.replace(/\\[a-zA-Z]+/g, "\\").replace(new RegExp(`\\b(?:${names}|pi|infty)\\b`, "g"), "\\");
  return /[a-z]{4}|[a-z]{2}\s+[a-z]{2}|\b(?:and|or|not|is|the|but|for)\b/i.test(plain);
}

/** One spelling for the signs of plain text and of LaTeX. */
export function plainSigns(text: string): string {
  return text
    .replaceAll("**", "^")
    .replace(/√/g, "\\sqrt ")
    .replace(/∛/g, "\\sqrt[3] ")
    .replace(/π/g, "\\pi ")
    .replace(/\\div(?![a-z])|÷/g, "/")
    .replace(/\\[lr]vert|\\mid(?![a-z])/g, "|")
    .replace(/\\l(floor|ceil)/g, "\\$1")
    .replace(/\\(?:dfrac|tfrac|cfrac)/g, "\\frac")
    .replace(/\\[dt]binom/g, "\\binom")
    .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d(?:\.\d+)?)e([+-]?\d{1,3})(?![\w])/gi, "$1*10^{$2}");
}
