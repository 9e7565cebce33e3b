import type { FencedBlock } from "../util/fenced-blocks.ts";
import { labelOf } from "../util/code-regions.ts";
import { codeLabel } from "./code-labels.ts";

/** What opens a block of code outside of Markdown; its first group is the label. `close` gives what ends it. */
interface Wrapper {
  readonly open: RegExp;
  readonly close: (found: RegExpExecArray) => string;
  /** Entities of HTML stand for characters. */
  readonly escaped?: true;
}
const language = "[a-zA-Z][\\w+.#-]{0,20}";
const attributes = "(?:[ \\t]{1,9}[^<>\\n]{0,200})?";
const wrappers: readonly Wrapper[] = [
  {
    open: new RegExp(
      `<pre${attributes}>\\s{0,9}<code(?:[ \\t]{1,9}[^<>\\n]{0,100}?(?:class|lang|language)=["']?(?:language-|lang-)?(${language})[^<>\\n]{0,100})?${attributes}>`,
      "gi",
    ),
    close: () => "</code>",
    escaped: true,
  },
  {
    open: new RegExp(
      `<pre(?:[ \\t]{1,9}[^<>\\n]{0,100}?(?:class|lang)=["']?(?:language-|lang-)?(${language})[^<>\\n]{0,100})?${attributes}>`,
      "gi",
    ),
    close: () => "</pre>",
    escaped: true,
  },
  {
    open: new RegExp(
      `<code(?:[ \\t]{1,9}[^<>\\n]{0,100}?(?:class|lang|language)=["']?(?:language-|lang-)?(${language})[^<>\\n]{0,100})?${attributes}>`,
      "gi",
    ),
    close: () => "</code>",
    escaped: true,
  },
  {
    open: new RegExp(`<(python|py|javascript|js|typescript|ts|program|solution|answer|script|file|source)${attributes}>`, "gi"),
    close: ([, name = ""]) => `</${name.toLowerCase()}>`,
  },
  {
    open: new RegExp(`\\[(?:code|source)(?:[= ,:](?:lang=|language=)?["']?(${language}))?[^\\]\\n]{0,60}\\]`, "gi"),
    close: (found) => (/^\[source/i.test(found[0]) ? "[/source]" : "[/code]"),
  },
  { open: /\[(python|py|javascript|js|answer|program|solution)\]/gi, close: ([, name = ""]) => `[/${name.toLowerCase()}]` },
  {
    open: /\\begin\{(?:lstlisting|verbatim\*?|Verbatim|alltt|code|pythoncode|python)\}(?:\[[^\]\n]{0,100}?(?:language=\{?([a-zA-Z]{1,20}))?[^\]\n]{0,100}\])?/g,
    close: (found) =>
      found[0]
        .replace("begin", "end")
        .replace(/\}[^]*$/, "}")
        .toLowerCase(),
  },
  { open: /\\begin\{minted\}(?:\[[^\]\n]{0,200}\])?\{([a-zA-Z]{1,20})\}/g, close: () => "\\end{minted}" },
  { open: /^[ \t]{0,9}#\+begin_src[ \t]{0,9}([\w-]{0,20})[^\n]{0,100}$/gim, close: () => "#+end_src" },
  { open: /\{%[ \t]{0,9}highlight[ \t]{1,9}([\w-]{1,20})[^%\n]{0,60}%\}/g, close: () => "{% endhighlight %}" },
  { open: new RegExp(`^[ \\t]{0,9}(?:'''|""")(${language})[ \\t]{0,9}$`, "gm"), close: (found) => found[0].trim().slice(0, 3) },
];
/** Blocks of one kind; no answer has more. */
const most = 200;

/** Code that a text sets apart by other marks than Markdown's: tags of HTML and BBCode, environments of LaTeX, quotes of Python. */
export function wrappedBlocks(text: string): FencedBlock[] {
  const lower = text.toLowerCase();
  const found: { readonly at: number; readonly end: number; readonly block: FencedBlock }[] = [];
  for (const { open, close, escaped } of wrappers) {
    open.lastIndex = 0;
    let count = 0;
    for (let match = open.exec(text); match !== null && count < most; match = open.exec(text), count++) {
      const from = open.lastIndex;
      const end = lower.indexOf(close(match), from);
      const code = text.slice(from, end < 0 ? text.length : end).replace(/^[ \t]{0,40}\n|\s{1,40}$/g, "");
      const lead = text.slice(Math.max(0, match.index - 500), match.index);
      const label = labelOf(escaped ? classOf(match) : (match[1] ?? ""));
      found.push({
        at: match.index,
        end: end < 0 ? text.length : end,
        block: { label: neutral.has(label) ? "" : label, code: escaped ? unescaped(code) : code, lead, trail: "", closed: end >= 0 },
      });
      if (end < 0) break;
      open.lastIndex = end;
    }
  }
  found.sort((a, b) => a.at - b.at || b.end - a.end);
  return found.map(({ block }) => block);
}

/** The language that a tag of HTML names, `class="hljs language-python"`; a class of any other word may say how it looks. */
function classOf([tag, named = ""]: RegExpExecArray): string {
  const prefixed = /\b(?:language|lang)-([a-z][\w+.#-]{0,20})/i.exec(tag)?.[1];
  if (prefixed !== undefined || /\slang(?:uage)?=/i.test(tag)) return prefixed ?? named;
  return codeLabel(named.toLowerCase()).language === "other" ? "" : named;
}

const neutral = new Set(["program", "solution", "answer", "script", "file", "source"]);

const entities: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
  ["nbsp", " "],
]);

function unescaped(code: string): string {
  const lines = code.replace(/<br ?\/?>\n?/gi, "\n").replace(/^\s{0,20}<!\[CDATA\[\n?|\n?\]\]>\s{0,20}$/g, "");
  return lines.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities.get(name.toLowerCase()) ?? all;
    // So few digits name no point beyond the last one.
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal));
  });
}
