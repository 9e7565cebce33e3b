import { type FencedBlock, fencedBlocks } from "../util/fenced-blocks.ts";
import { bareBlocks, bareCode } from "./bare-code.ts";
import { fenceTail, mostFenceLines } from "../util/code-regions.ts";
import { isCautioned } from "./cautioned.ts";
import { type CodeLabel, codeLabel } from "./code-labels.ts";
import { type CodeNames, codeNames, type ProgramLanguage } from "./code-names.ts";
import { looseBlocks } from "./loose-blocks.ts";
import { standingVersion } from "./succession.ts";
import { withoutImports } from "./module-imports.ts";
import { plainCode } from "./plain-code.ts";
import { askedFor, exportsWhole } from "./whole-export.ts";
import { wrappedBlocks } from "./wrapped-blocks.ts";

/** A program is at most so long: a longer one is no answer, and is given back unread. Of more code in fences the last so many characters are read. */
export const longestProgram = 200_000;
/** Of more blocks the last so many are read. */
const mostBlocks = 200;

/**
 * The program in an answer: the first complete block that defines what `checks` call and that the answer does not call a mistake, or a
 * later one that is announced as its correction or as the final version, with the blocks that define what it needs itself. Usage, tests
 * and other languages are left out. Where nothing of that kind is known, code outside fences that defines it, else the last block of the
 * language, else the last one without a label, else the whole text when it has no fence at all. Types of TypeScript and imports of
 * neighboring files are taken out.
 */
export function programIn(text: string, language: ProgramLanguage, checks: readonly string[] = []): string | undefined {
  const tail = text.slice(-longestProgram);
  const wanted: CheckNames = {
    needed: neededBy(checks, language),
    asked: language === "javascript" ? askedFor(checks) : new Set(),
  };
  const plain = (block: FencedBlock): FencedBlock => ({ ...block, code: plainCode(block, language) });
  const found = blocksOf(text);
  const blocks = lastOf(found);
  const { own, others } = sorted(blocks, language, plain);
  const program =
    chosen(own, language, wanted) ??
    chosen(others, language, wanted) ??
    chosen(apart(tail, language, plain), language, wanted) ??
    bareProgram(bareBlocks(tail, language).map(plain), found.length === 0, language, wanted) ??
    programAlone(own, others) ??
    (found.length === 0 ? plain({ ...unfenced, code: bareCode(tail, language) }).code : undefined);
  if (program === undefined || program.trim() === "") return undefined;
  if (program.length > longestProgram) return program;
  return withoutImports(program, language, codeNames(program, language).defined);
}
/** The names that checks use: all of them, and those that are a program's to define. */
interface CheckNames {
  readonly needed: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
}
const unfenced: FencedBlock = { label: "", code: "", lead: "", trail: "", closed: true };

/** Whether a block is a page: its scripts show how a program is used, and are the program only where nothing else is. */
function isPage(label: string): boolean {
  return codeLabel(label).page;
}

/** The blocks of the language and those of no known one or of pages, as plain code. */
function sorted(blocks: readonly FencedBlock[], language: ProgramLanguage, plain: (block: FencedBlock) => FencedBlock) {
  const kindOf = ({ label }: FencedBlock): CodeLabel["language"] =>
    isPage(label) && codeLabel(label).language === language ? undefined : codeLabel(label).language;
  const of = (wanted: CodeLabel["language"]) => blocks.filter((block) => kindOf(block) === wanted);
  return {
    own: of(language).map(plain),
    others: of(undefined)
      .filter(({ code }) => !isShell(code))
      .map(plain),
  };
}

/** Code that is set apart otherwise than by proper fences. */
function apart(text: string, language: ProgramLanguage, plain: (block: FencedBlock) => FencedBlock): FencedBlock[] {
  const { own, others } = sorted([...looseBlocks(text), ...wrappedBlocks(text)], language, plain);
  return [...others, ...own];
}

/** Code without any marks; in a text that is nothing but one program there is no choice. */
function bareProgram(blocks: readonly FencedBlock[], isWhole: boolean, language: ProgramLanguage, wanted: CheckNames): string | undefined {
  return isWhole && blocks.length === 1 ? blocks[0]?.code : chosen(blocks, language, wanted);
}

/** The last block where nothing is known of what is wanted: a program of the language before one that may be of any. */
function programAlone(own: readonly FencedBlock[], others: readonly FencedBlock[]): string | undefined {
  return (own.findLast((block) => !isCautioned(block)) ?? own.at(-1) ?? others.at(-1))?.code;
}

/** A fence may close at the end of a line of code. */
function blocksOf(text: string): FencedBlock[] {
  const blocks = fencedBlocks(text);
  if (blocks.every(({ closed }) => closed)) return blocks;
  const mended = fencedBlocks(withClosingLines(text));
  return mended.length > 0 && mended.every(({ closed }) => closed) ? mended : blocks;
}

/** The text with each fence that ends a line of code on a line of its own. */
function withClosingLines(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let behind = 1;
  for (let at = text.indexOf("```", behind); at >= 0; at = text.indexOf("```", behind)) {
    behind = at + 3;
    const before = text.charCodeAt(at - 1);
    let end = at + 3;
    while (end - at < 12 && (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9)) end++;
    if (before === lineFeed || before === backtick || !(end === text.length || text.charCodeAt(end) === lineFeed)) continue;
    pieces.push(text.slice(from, at), "\n```");
    from = end;
    // Behind so many fences only the text's end is read.
    if (pieces.length === 2 * mostFenceLines) behind = Math.max(behind, text.length - fenceTail);
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(from);
}
const lineFeed = 10;
const backtick = 96;

/** Commands to install and to run, which no program is. */
function isShell(code: string): boolean {
  return /^\s{0,100}(?:\$|npm|npx|pip3?|node|python3?)[ \t]/.test(code);
}

/** What the checks use and do not define themselves: the names of the programs asked for, and those of the language. */
function neededBy(checks: readonly string[], language: ProgramLanguage): ReadonlySet<string> {
  return new Set(checks.flatMap((check) => [...codeNames(check, language).free]));
}

interface NamedBlock extends CodeNames, Pick<FencedBlock, "lead" | "code" | "trail"> {
  readonly complete: boolean;
  /** The answer says that the code is wrong, or what not to write. */
  readonly cautioned: boolean;
  readonly page: boolean;
}

/** The blocks that define what is wanted and what these need, in their order; undefined where none defines any of it. */
function chosen(blocks: readonly FencedBlock[], language: ProgramLanguage, { needed, asked }: CheckNames): string | undefined {
  const own: readonly NamedBlock[] = lastOf(blocks).map((block) => ({
    lead: block.lead,
    code: block.code,
    trail: block.trail,
    complete: block.closed && !isElided(block.code, language),
    cautioned: isCautioned(block),
    page: isPage(block.label),
    ...codeNames(block.code, language),
  }));
  const named = own.some(({ defined }) => [...defined].some((name) => asked.has(name))) ? own : withImportedNames(own, asked);
  const definers = byName(named, ({ defined }) => defined);
  const importers = byName(named, ({ imported }) => imported);
  const taken = new Set<NamedBlock>();
  const given = new Set<string>();
  const open: (readonly [name: string, user?: NamedBlock])[] = [...needed].map((name) => [name]);
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

/** A block whose module an importer names himself defines what is asked for, where no block does so by name. */
function withImportedNames(blocks: readonly NamedBlock[], asked: ReadonlySet<string>): readonly NamedBlock[] {
  return blocks.map((block) => (asked.size > 0 && exportsWhole(block.code) ? { ...block, defined: asked } : block));
}

/** The last blocks that are read. */
function lastOf(blocks: readonly FencedBlock[]): readonly FencedBlock[] {
  let left = longestProgram;
  let from = blocks.length;
  while (from > 0 && blocks.length - from < mostBlocks && left >= (blocks[from - 1] as FencedBlock).code.length)
    left -= (blocks[--from] as FencedBlock).code.length;
  return blocks.slice(from);
}

function byName(
  blocks: readonly NamedBlock[],
  namesOf: (block: NamedBlock) => ReadonlySet<string>,
): ReadonlyMap<string, readonly NamedBlock[]> {
  const found = new Map<string, NamedBlock[]>();
  for (const block of blocks) for (const name of namesOf(block)) found.set(name, [...(found.get(name) ?? []), block]);
  return found;
}

/** The block of those that define a name that stands among those that are complete, not called a mistake and no page, if there is one. */
function definerOf(defining: readonly NamedBlock[]): NamedBlock | undefined {
  const whole = defining.filter(({ complete }) => complete);
  const meant = whole.filter(({ cautioned }) => !cautioned);
  const own = meant.filter(({ page }) => !page);
  return standingVersion([own, meant, whole, defining].find((some) => some.length > 0) ?? []);
}

/** The first block that imports what the code before it does not define: a usage block behind it imports the program itself. */
function importerOf(importing: readonly NamedBlock[], blocks: readonly NamedBlock[], user: NamedBlock): NamedBlock | undefined {
  const [first] = importing;
  return first !== undefined && blocks.indexOf(first) < blocks.indexOf(user) ? first : undefined;
}

/** In JavaScript a second declaration of a name is a fault: all but functions become plain variables where pieces meet. */
function joined(pieces: readonly NamedBlock[], language: ProgramLanguage): string {
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
