import type { ProgramLanguage } from "./code-names.ts";

interface Prompt {
  /** A line that begins a statement, and one that goes on with it; what stands behind the mark is code. */
  readonly opens: RegExp;
  readonly continues: RegExp;
}
const prompts: Readonly<Record<ProgramLanguage, readonly Prompt[]>> = {
  python: [
    { opens: /^[ \t]{0,20}>>>(?: (.*)|)$/, continues: /^[ \t]{0,20}\.\.\.(?: (.*)|)$/ },
    { opens: /^[ \t]{0,20}In ?\[[\d ]{0,9}\]:(?: (.*)|)$/, continues: /^[ \t]{0,20}\.{3,12}:(?: (.*)|)$/ },
  ],
  javascript: [{ opens: /^[ \t]{0,20}>>?(?: (.*)|)$/, continues: /^[ \t]{0,20}(?:\.{3,20}|\|)(?: (.*)|)$/ }],
};
/** What a shell says before its first prompt. */
const banner = /^\s{0,20}(?:$|Python \d|Type "|IPython \d|Welcome to Node|\[GCC|\$ |#|\/\/|Jupyter)/;

/** The code that is typed in a transcript of a language's prompt, without prompts and output; undefined for any other text. */
export function transcribed(code: string, language: ProgramLanguage): string | undefined {
  const first = code.split("\n", mostBanner).find((line) => !banner.test(line)) ?? "";
  const prompt = prompts[language].find(({ opens }) => opens.test(first));
  return prompt && typed(code.split("\n"), prompt);
}
const mostBanner = 20;

/** The same for a transcript of Python's prompt somewhere in a text, where it defines something. */
export function transcriptIn(text: string): string | undefined {
  const first = defining.exec(text)?.[0];
  const prompt = first === undefined ? undefined : prompts.python.find(({ opens }) => opens.test(first));
  return prompt && typed(text.split("\n"), prompt);
}
const defining = /^[ \t]{0,20}(?:>>>|In ?\[[\d ]{0,9}\]:) (?:(?:def|class|async def)\b|@|\w{1,60} ?= ?lambda\b)/m;

function typed(lines: readonly string[], { opens, continues }: Prompt): string {
  let open = false;
  return lines
    .flatMap((line) => {
      const found = opens.exec(line) ?? (open ? continues.exec(line) : null);
      open = found !== null;
      return found === null ? [] : [found[1] ?? ""];
    })
    .join("\n");
}
