import module from "node:module";
import { type FencedBlock, fencedBlocks } from "../util/fenced-blocks.ts";
import { type CodeNames, codeNames, type ProgramLanguage } from "./code-names.ts";
import { isCautioned } from "./cautioned.ts";
import { looseBlocks } from "./loose-blocks.ts";
import { withoutImports } from "./module-imports.ts";
import { withoutPrompts } from "./transcript.ts";

const labels: Readonly<Record<ProgramLanguage, ReadonlySet<string>>> = {
  javascript: new Set("javascript js mjs cjs node nodejs node.js ecmascript es6 jsx typescript ts mts cts tsx".split(" ")),
  python: new Set("python py ipython python-3 sage pyw".split(" ")),
};
const typed = new Set(["typescript", "ts", "mts", "cts", "tsx"]);
/** A program is at most so long: a longer one is no answer, and is given back unread. Of more code in fences the last so many characters are read. */
export const longestProgram = 200_000;
/** Of more blocks the last so many are read. */
const mostBlocks = 200;
/** Labels that say nothing of the language. */
const unlabeled = new Set(["", "code", "text", "txt", "plaintext", "plain"]);

/**
 * The program in an answer: the last complete block that defines what `checks` call, and that the answer does not call a mistake, with
 * the blocks that define what it needs itself. Usage, tests and other languages are left out. Where nothing of that kind is known, code
 * outside fences that defines it, else the last block of the language, else the last one without a label, else the whole text when it
 * has no fence at all. Types of TypeScript and imports of neighboring files are taken out.
 */
export function programIn(text: string, language: ProgramLanguage, checks: readonly string[] = []): string | undefined {
  const tail = text.slice(-longestProgram);
  const found = blocksOf(text);
  const blocks = language === "python" ? found.map((block) => ({ ...block, code: withoutPrompts(block.code) })) : found;
  const own = blocks.filter((block) => isOf(block.label, language));
  const plain = blocks.filter((block) => unlabeled.has(block.label) && !isShell(block.code));
  const wanted = neededBy(checks, language);
  const whole = blocks.length === 0 ? bareCode(tail, language) : undefined;
  const program =
    chosen(own, language, wanted) ??
    chosen(plain, language, wanted) ??
    chosen(
      looseBlocks(tail).filter(({ label, code }) => isOf(label, language) || (unlabeled.has(label) && !isShell(code))),
      language,
      wanted,
    ) ??
    (own.at(-1) && plainOf(own.at(-1) as FencedBlock)) ??
    plain.at(-1)?.code ??
    whole;
  if (program === undefined || program.trim() === "") return undefined;
  if (program.length > longestProgram) return program;
  return withoutImports(program, language, codeNames(program, language).defined);
}

/** A fence may close at the end of a line of code. */
function blocksOf(text: string): FencedBlock[] {
  const blocks = fencedBlocks(text);
  if (blocks.every(({ closed }) => closed)) return blocks;
  const mended = fencedBlocks(text.replace(/([^\n`])```[ \t]{0,9}(?=\n|$)/g, "$1\n```"));
  return mended.length > 0 && mended.every(({ closed }) => closed) ? mended : blocks;
}

function isOf(label: string, language: ProgramLanguage): boolean {
  return labels[language].has(label) || (language === "python" && /^py(?:thon)?[\d.]{1,6}$/.test(label));
}

/** Commands to install and to run, which no program is. */
function isShell(code: string): boolean {
  return /^\s{0,100}(?:\$|>>>|npm|npx|pip3?|node|python3?)[ \t]/.test(code);
}

/** What the checks use and do not define themselves: the names of the programs asked for, and those of the language. */
function neededBy(checks: readonly string[], language: ProgramLanguage): ReadonlySet<string> {
  return new Set(checks.flatMap((check) => [...codeNames(check, language).free]));
}

interface Named extends CodeNames {
  readonly code: string;
  readonly complete: boolean;
  /** The answer says that the code is wrong, or what not to write. */
  readonly cautioned: boolean;
}

/** The blocks that define what is wanted and what these need, in their order; undefined where none defines any of it. */
function chosen(blocks: readonly FencedBlock[], language: ProgramLanguage, wanted: ReadonlySet<string>): string | undefined {
  const named: Named[] = lastOf(blocks).map((block) => {
    const code = plainOf(block);
    return {
      code,
      complete: block.closed && !isElided(code, language),
      cautioned: isCautioned(block.lead, code),
      ...codeNames(code, language),
    };
  });
  const definers = byName(named, ({ defined }) => defined);
  const importers = byName(named, ({ imported }) => imported);
  const taken = new Set<Named>();
  const given = new Set<string>();
  const open: (readonly [name: string, user?: Named])[] = [...wanted].map((name) => [name]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, user] = next;
    const definer = definerOf(definers.get(name) ?? []) ?? (user && importerOf(importers.get(name) ?? [], named, user));
    // What a taken block defines is not looked for again: a later version would undo it.
    if (definer === undefined || taken.has(definer) || given.has(name)) continue;
    taken.add(definer);
    for (const own of definer.defined) given.add(own);
    for (const used of [...definer.free, ...definer.imported]) open.push([used, definer]);
  }
  const pieces = named.filter((block) => taken.has(block));
  return pieces.length === 0 ? undefined : joined(pieces, language);
}

/** The last blocks that are read. */
function lastOf(blocks: readonly FencedBlock[]): readonly FencedBlock[] {
  let left = longestProgram;
  let from = blocks.length;
  while (from > 0 && blocks.length - from < mostBlocks && left >= (blocks[from - 1] as FencedBlock).code.length)
    left -= (blocks[--from] as FencedBlock).code.length;
  return blocks.slice(from);
}

function byName(blocks: readonly Named[], namesOf: (block: Named) => ReadonlySet<string>): ReadonlyMap<string, readonly Named[]> {
  const found = new Map<string, Named[]>();
  for (const block of blocks) for (const name of namesOf(block)) found.set(name, [...(found.get(name) ?? []), block]);
  return found;
}

/** The last block of those that define a name: complete and not called a mistake, if there is one. */
function definerOf(defining: readonly Named[]): Named | undefined {
  return (
    defining.findLast((block) => block.complete && !block.cautioned) ?? defining.findLast((block) => block.complete) ?? defining.at(-1)
  );
}

/** The first block that imports what the code before it does not define: a usage block behind it imports the program itself. */
function importerOf(importing: readonly Named[], blocks: readonly Named[], user: Named): Named | undefined {
  const [first] = importing;
  return first !== undefined && blocks.indexOf(first) < blocks.indexOf(user) ? first : undefined;
}

/** In JavaScript a second declaration of a name is a fault: all but functions become plain variables where pieces meet. */
function joined(pieces: readonly Named[], language: ProgramLanguage): string {
  if (pieces.length === 1 || language === "python") return pieces.map(({ code }) => code).join("\n\n");
  const counts = new Map<string, number>();
  for (const name of pieces.flatMap(({ defined }) => [...defined])) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shared = (name: string): boolean => (counts.get(name) ?? 0) > 1;
  return pieces
    .map(({ code }) =>
      code
        .replace(
          /^(export[ \t]{1,9})?(?:const|let)([ \t]{1,9}([\w$]+))/gm,
          (all, exported: string | undefined, rest: string, name: string) => (shared(name) ? `${exported ?? ""}var${rest}` : all),
        )
        .replace(/^(export[ \t]{1,9})?class[ \t]{1,9}([\w$]+)/gm, (all, exported: string | undefined, name: string) =>
          shared(name) ? `${exported ?? ""}var ${name} = class ${name}` : all,
        ),
    )
    .join("\n\n");
}

/** Whether code leaves out a part of itself: "# ... same as above", a body of "..." or "pass" alone. */
function isElided(code: string, language: ProgramLanguage): boolean {
  const omission =
    /(?:#|\/\/|\/\*)[ \t]{0,9}(?:\.\.\.|…|(?:your|the rest of|rest of|remaining|existing|same|previous|unchanged)\b[^\n]{0,80}\b(?:code|here|above|before|implementation|as)\b)/i;
  if (omission.test(code)) return true;
  if (language === "javascript") return /\{[ \t\n]{0,200}(?:\.\.\.|…)[ \t\n]{0,200}\}/.test(code);
  return /^[ \t]{0,40}(?:async[ \t]{1,9})?def[ \t][^\n]{1,500}:[ \t]{0,9}\n?[ \t]{0,40}(?:\.\.\.|pass|raise NotImplementedError[^\n]{0,100})[ \t]{0,9}(?:\n|$)/m.test(
    code,
  );
}

/** A block's code as JavaScript or Python; TypeScript that cannot be read stays as it is and fails when it is run. */
function plainOf({ label, code }: FencedBlock): string {
  if (!typed.has(label)) return code;
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

const starts = {
  javascript: /^(?:"use strict"|export |import |(?:async )?function\b|const |let |var |class |module\.|exports\.|\/\/|\/\*|\()/,
  python: /^(?:import |from \w|(?:async )?def |class |@\w|#|[A-Za-z_]\w{0,60} ?=[^=])/,
};

/** Code without a fence: from the line that begins it, without the sentences before and behind it. */
function bareCode(text: string, language: ProgramLanguage): string {
  const said = text.replace(/^\s{0,20}<(?:answer|code|solution)>/i, "");
  const lines = (language === "python" ? withoutPrompts(said) : said).split("\n");
  const first = lines.findIndex((line) => starts[language].test(line));
  if (first < 0) return indentedCode(lines, language) ?? text;
  let last = lines.length;
  while (last > first + 1 && isProse(lines[last - 1] as string)) last--;
  return lines.slice(first, last).join("\n");
}

/** Code that Markdown sets apart by indentation alone. */
function indentedCode(lines: readonly string[], language: ProgramLanguage): string | undefined {
  const indentOf = (line: string): string => /^[ \t]{0,20}/.exec(line)?.[0] ?? "";
  const first = lines.findIndex((line) => /^(?: {4}|\t)/.test(line) && starts[language].test(line.slice(indentOf(line).length)));
  if (first < 0) return undefined;
  const indent = indentOf(lines[first] as string);
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => line.trim() !== "" && !line.startsWith(indent));
  return rest
    .slice(0, end < 0 ? rest.length : end)
    .map((line) => line.slice(indent.length))
    .join("\n")
    .trimEnd();
}

function isProse(line: string): boolean {
  return (
    line.trim() === "" || /^<\/?\w{1,20}>\s{0,9}$/.test(line) || /^[A-Z*_][\w'’*_-]{0,40}(?: [^\n;={}]{1,2000})?[.:!?*]\s{0,9}$/.test(line)
  );
}
