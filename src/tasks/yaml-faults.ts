import { misfitIndentation } from "./misfit-indentation.ts";

/** What is wrong with YAML in our words, by the parser's code; each says what to do. */
const words: Readonly<{ [code: string]: string }> = {
  BAD_INDENT:
    "the indentation of this line does not fit the lines above. Align it with its neighbors, with spaces, or close a bracket or a quote that a line above leaves open",
  TAB_AS_INDENT: "a tab stands in the indentation. Indent with spaces",
  DUPLICATE_KEY: "this field is there already, in the same place. Remove or rename one of the two",
  MISSING_CHAR:
    "something is not closed or a sign is missing: look for a quote, a bracket or a brace without its partner, or a comma or colon that was left out",
  UNEXPECTED_TOKEN:
    "something stands where nothing may follow. Check the quotes, brackets and colons of this line, and put a text with special signs in quotes",
  BAD_SCALAR_START: "a text may not begin with this sign. Put the text in quotes",
  BAD_DQ_ESCAPE: 'no backslash may stand before this sign in double quotes. Write "\\\\" for a backslash, or use single quotes',
  BLOCK_AS_IMPLICIT_KEY: "a second colon stands in this line. Put a text that holds a colon in quotes, or begin a new line",
  MULTILINE_IMPLICIT_KEY:
    "a line without a colon stands among fields, or a field's name goes over several lines. Add the colon, or indent the line as part of the text above",
  BLOCK_IN_FLOW: "lines of their own stand inside brackets or braces. Write it with commas, or without brackets",
  BAD_ALIAS: "an alias (*) names nothing here. Put a text that begins with * or & in quotes",
  MULTIPLE_DOCS: 'a second document begins here ("---"). Keep one in a file',
  MULTIPLE_ANCHORS: "two anchors (&) stand before one value. Keep one",
  MULTIPLE_TAGS: "two tags (!) stand before one value. Keep one",
  TAG_RESOLVE_FAILED: "the tag (!) before this value is not known. Remove it, or put the text in quotes",
  BAD_DIRECTIVE: "a line that begins with % is taken for a directive. Put the text in quotes",
  KEY_OVER_1024_CHARS: "the name of this field is longer than 1024 characters, or a quote or bracket is not closed",
  BAD_COLLECTION_TYPE: "the tag (!) does not fit the value. Remove it",
  RESOURCE_EXHAUSTION: "lists or fields are nested hundreds deep here. Write it more plainly",
  BAD_PROP_ORDER: "an anchor or a tag stands at the wrong side of its sign. Put it right before the value",
};

/** Faults that a line at the wrong indentation gives rise to. */
const ofIndentation = new Set([
  "BAD_INDENT",
  "MISSING_CHAR",
  "UNEXPECTED_TOKEN",
  "BLOCK_AS_IMPLICIT_KEY",
  "MULTILINE_IMPLICIT_KEY",
  "BAD_COLLECTION_TYPE",
]);

/** The fault of a YAML file: its line and column, what is wrong and what to do, then the line itself with the place marked. */
export function yamlFault(
  code: string,
  text: string,
  { line, col }: { readonly line: number; readonly col: number },
  language: "YAML" | "JSON" = "YAML",
): string {
  const tight = ofIndentation.has(code) && language === "YAML" ? firstTight(text, line) : undefined;
  if (tight !== undefined)
    return `${tight.line}:${tight.column}: this is not valid YAML: ${tight.words}.\n${lineShown(text, tight.line, tight.column)}`;
  const misfit = ofIndentation.has(code) ? firstMisfit(text, line) : undefined;
  if (misfit !== undefined) {
    const column = (/^ */.exec(text.split("\n")[misfit.line - 1] ?? "")?.[0].length ?? 0) + 1;
    return `${misfit.line}:${column}: this is not valid ${language}: ${misfit.words}.\n${lineShown(text, misfit.line, column)}`;
  }
  const what = code === "RESOURCE_EXHAUSTION" ? "this cannot be read" : `this is not valid ${language}`;
  return `${line}:${col}: ${what}: ${words[code === "BAD_INDENT" && endsAt(text, line) ? "MISSING_CHAR" : code] ?? "the line cannot be read. Check its quotes, brackets, colons and indentation"}.\n${lineShown(text, line, col)}`;
}

/** A sign without the space that it needs, in the line of the fault or the one before it. */
function firstTight(text: string, line: number): { line: number; column: number; words: string } | undefined {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).findLastIndex((one) => one.trim() !== "") + 1;
  for (const at of [before, line].filter((one) => one > 0)) {
    const [, dash] = /^( *)-[\p{L}_"']/u.exec(lines[at - 1] ?? "") ?? [];
    if (dash !== undefined) return { line: at, column: dash.length + 2, words: 'a space is missing after the dash. Write "- "' };
    const [, field] = /^( *(?:- +)?[\p{L}_$][\w$-]*):[^\s:/]/u.exec(lines[at - 1] ?? "") ?? [];
    if (field !== undefined) return { line: at, column: field.length + 2, words: 'a space is missing after the colon. Write ": "' };
  }
  return undefined;
}

/** A bracket that is open where the file ends is told as a wrong indentation. */
function endsAt(text: string, line: number): boolean {
  return (
    text
      .split("\n")
      .slice(line - 1)
      .join("")
      .trim() === ""
  );
}

/** The parser tells of a wrong indentation at the line, or at the one before it. */
function firstMisfit(text: string, line: number): { line: number; words: string } | undefined {
  const lines = text.split("\n");
  const after = lines.findIndex((one, index) => index >= line && /^\s*[^\s#]/.test(one)) + 1;
  for (const at of [line, after].filter((one) => one > 0)) {
    const words = misfitIndentation(text, at);
    if (words !== undefined) return { line: at, words };
  }
  return undefined;
}

/** A line of a file with its number and a mark under one column; of a long line the part around it. */
export function lineShown(text: string, line: number, column: number): string {
  const whole = lineAt(text, line)
    .slice(0, Math.max(10_000, column + 100))
    .replaceAll("\t", "→");
  const from = Math.max(0, Math.min(column - 30, whole.length - 60));
  const part = whole.slice(from, from + 60);
  const head = `  ${line} | `;
  return `${head}${part}\n${" ".repeat(head.length + Math.max(0, Math.min(column - 1 - from, part.length)))}^`;
}

function lineAt(text: string, line: number): string {
  let from = 0;
  for (let at = 1; at < line && from >= 0; at++) from = text.indexOf("\n", from) + 1 || -1;
  const end = from < 0 ? from : text.indexOf("\n", from);
  return from < 0 ? "" : text.slice(from, end < 0 ? text.length : end);
}
