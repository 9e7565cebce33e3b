import module from "node:module";
import type { FencedBlock } from "../util/fenced-blocks.ts";
import { codeLabel } from "./code-labels.ts";
import type { ProgramLanguage } from "./code-names.ts";
import { withoutLineNumbers } from "./numbered-lines.ts";
import { transcribed } from "./transcript.ts";

/**
 * A block's code alone: without numbers of lines, what a transcript's prompts precede, what a patch leaves, the scripts of a page; types of TypeScript are taken
 * out. TypeScript that cannot be read stays as it is and fails when it is run.
 */
export function plainCode({ label, code }: FencedBlock, language: ProgramLanguage): string {
  const is = codeLabel(label);
  let plain = is.patch || isPatch(code) ? patched(code) : code;
  plain = withoutLineNumbers(plain);
  plain = transcribed(plain, language) ?? plain;
  if (language === "javascript" && (is.page || /^\s{0,100}<(?:!doctype html|html|head|body|script)\b/i.test(plain)))
    plain = scriptsOf(plain);
  return is.typed ? untyped(plain) : plain;
}

/** Whether code is a patch, whatever its label says. */
function isPatch(code: string): boolean {
  return /^(?:diff --git |--- [^\n]{1,200}\n\+\+\+ |@@ -\d)/.test(code.trimStart());
}

/** The text that a patch leaves: its added lines and those that it keeps. */
function patched(code: string): string {
  const lines = code.split("\n").filter((line) => !/^(?:---|\+\+\+|@@|diff |index |new file|deleted file|\\ No newline|-)/.test(line));
  // Where every kept line is one space further in than its own indentation, the space is the patch's mark.
  const kept = lines.filter((line) => !line.startsWith("+") && line.trim() !== "");
  const marked = kept.every((line) => line.startsWith(" "));
  return lines.map((line) => (line.startsWith("+") || (marked && line.startsWith(" ")) ? line.slice(1) : line)).join("\n");
}

function scriptsOf(page: string): string {
  const scripts: string[] = [];
  const open = /<script((?:[ \t\n]{1,9}[^<>]{0,300})?)>/gi;
  const lower = page.toLowerCase();
  for (let match = open.exec(page); match !== null; match = open.exec(page)) {
    const end = lower.indexOf("</script", open.lastIndex);
    if (!/\bsrc=|application\/json|importmap/i.test(match[1] ?? "")) scripts.push(page.slice(open.lastIndex, end < 0 ? page.length : end));
    if (end < 0) break;
    open.lastIndex = end;
  }
  return scripts.length === 0 ? page : scripts.join("\n;\n");
}

function untyped(code: string): string {
  // Node warns once that this function is young; whoever grades programs cannot do anything about it.
  const warn: unknown = Reflect.get(process, "emitWarning");
  process.emitWarning = () => {};
  try {
    return module.stripTypeScriptTypes(code, { mode: "transform" });
  } catch {
    return code;
  } finally {
    Reflect.set(process, "emitWarning", warn);
  }
}
