import { fencesIn } from "../util/code-regions.ts";
import type { FencedBlock } from "../util/fenced-blocks.ts";
import type { ProgramLanguage } from "./code-names.ts";
import { transcriptIn } from "./transcript.ts";

const starts = {
  javascript:
    /^(?:["']use strict["']|export |import |(?:async )?function\b|const |let |var |class |module\.|exports\.|globalThis\.|\/\/|\/\*|\(|[\w$]{1,60} ?= ?(?:async\b|function\b|\(|[\w$]{1,60} ?=>))/,
  python: /^(?:import |from \w|(?:async )?def |class |@\w|#(?!#)|[A-Za-z_]\w{0,60} ?=[^=])/,
};

/** Whether any line may begin code, however far in it stands. */
const begins = {
  javascript: new RegExp(starts.javascript.source.replace("^", "^[ \\t]{0,20}"), "m"),
  python: new RegExp(`${starts.python.source.replace("^", "^[ \\t]{0,20}")}|^[ \\t]{0,20}(?:>>>|In ?\\[)`, "m"),
};

/** A whole text as code: from the line that begins it, without the sentences before and behind it. */
export function bareCode(text: string, language: ProgramLanguage): string {
  const said = text.replace(/^\s{0,20}<(?:answer|code|solution)>/i, "");
  if (!begins[language].test(text)) return text;
  const lines = ((language === "python" ? transcriptIn(said) : undefined) ?? said).split("\n");
  const first = lines.findIndex((line) => starts[language].test(line));
  if (first < 0) return text;
  let last = lines.length;
  while (last > first + 1 && isProse(lines[last - 1] as string)) last--;
  return lines.slice(first, last).join("\n");
}

/** The stretches of code of a text that stand in no fence: at the margin, between sentences, or set apart by their indentation alone. */
export function bareBlocks(text: string, language: ProgramLanguage): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  if (!begins[language].test(text)) return blocks;
  const fences = fencesIn(text);
  let from = 0;
  for (let fence = fences.after(0); fence !== undefined; fence = fences.after(fence.end)) {
    blocks.push(...stretches(text.slice(from, fence.at), language));
    from = fence.end;
  }
  blocks.push(...stretches(text.slice(from), language));
  const typed = language === "python" && text.includes(">>>") ? transcriptIn(text) : undefined;
  return typed === undefined ? blocks : [...blocks, { label: "", code: typed, lead: "", trail: "", closed: true }];
}

function stretches(text: string, language: ProgramLanguage): FencedBlock[] {
  const lines = text.split("\n");
  const blocks: FencedBlock[] = [];
  let behind = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (line.length < 3) continue;
    const indent = " \t".includes(line.charAt(0)) ? (/^[ \t]{0,20}/.exec(line)?.[0] ?? "") : "";
    if (indent !== "" && !/^(?: {4}|\t)/.test(indent)) continue;
    if (!starts[language].test(line.slice(indent.length))) continue;
    const end = indent === "" ? proseFrom(lines, at, language) : outdentedFrom(lines, at, indent);
    const code = lines.slice(at, end).map((line) => line.slice(indent.length));
    blocks.push({
      label: "",
      code: code.join("\n").trimEnd(),
      lead: lines
        .slice(Math.max(behind, at - 9), at)
        .join("\n")
        .slice(-500),
      trail: "",
      closed: true,
    });
    at = end - 1;
    behind = end;
  }
  return blocks;
}

/** Where words go on behind code at the margin: a sentence, a heading or an item of a list behind an empty line. */
function proseFrom(lines: readonly string[], from: number, language: ProgramLanguage): number {
  const heading = language === "javascript" ? /^(?:#{1,6} |\d{1,3}\. |[-*] |>)/ : /^(?:#{2,6} |\d{1,3}\. |[-*] |>)/;
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] as string;
    if (lines[at - 1]?.trim() === "" && line.trim() !== "" && (isProse(line) || heading.test(line))) return at;
  }
  let end = lines.length;
  while (end > from + 1 && isProse(lines[end - 1] as string)) end--;
  return end;
}

function outdentedFrom(lines: readonly string[], from: number, indent: string): number {
  for (let at = from + 1; at < lines.length; at++) {
    const line = lines[at] as string;
    if (line.trim() !== "" && !line.startsWith(indent)) return at;
  }
  return lines.length;
}

function isProse(line: string): boolean {
  return (
    line.trim() === "" ||
    /^#{2,6} /.test(line) ||
    /^<\/?\w{1,20}>\s{0,9}$/.test(line) ||
    /^[A-Z*_][\w'’*_-]{0,40}(?: [^\n;={}]{1,2000})?[.:!?*]\s{0,9}$/.test(line)
  );
}
