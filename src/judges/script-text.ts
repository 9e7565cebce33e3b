import { type FencedBlock, fencedBlocks } from "../util/fenced-blocks.ts";
import { isCautioned } from "./cautioned.ts";
import { looseBlocks } from "./loose-blocks.ts";
import { longestProgram } from "./program-text.ts";
import { typedCommands, typedStatements } from "./shell-session.ts";
import { isAside } from "./side-block.ts";
import { standingVersion } from "./succession.ts";

const shells = new Set("sh bash shell shellscript shell-script zsh ksh dash ash posix posix-sh".split(" "));
/** Labels of what is seen in a terminal. */
const terminals = new Set("console shell-session shellsession sh-session bash-session bashsession terminal shell-console".split(" "));
/** Labels that say that a program is no more than POSIX has. */
const posix = new Set("sh posix posix-sh dash ash".split(" "));
const databases = new Set("sql sqlite sqlite3 sqlite-sql postgres postgresql pgsql mysql".split(" "));
/** The tools of shells that have scripts of their own, and the first line that such a script has. */
const tools: ReadonlyMap<string, string> = new Map([
  ...["awk", "gawk", "mawk"].map((name) => [name, "#!/usr/bin/awk -f"] as const),
  ["sed", "#!/usr/bin/sed -f"],
  ["perl", "#!/usr/bin/perl"],
]);
/** Labels that say nothing of the language. */
const unlabeled = new Set(["", "code", "text", "txt", "plaintext", "plain"]);

/**
 * The shell program in an answer: the block that stands of those that name their shell in the first line, else of those that do more than
 * prepare, install or call the program; else the commands of a transcript; else a script of awk, sed or perl; else the text itself where it has no fence. One that is labeled as
 * bash's, or whose label says nothing of its shell while its words do, is given bash's first line.
 */
export function shellIn(text: string): string | undefined {
  const blocks = read(text).map(unwrapped);
  const own = blocks.filter(
    ({ label, code }) => (shells.has(label) && typedCommands(code) === undefined) || (terminals.has(label) && isScript(code)),
  );
  const plain = blocks.filter(({ label }) => unlabeled.has(label));
  const block =
    best(own.filter(({ code }) => isScript(code))) ??
    best(plain.filter(({ code }) => isScript(code))) ??
    best(own.filter((one) => !isUsage(one.code) && !isPreparing(one.code) && !isAside(one))) ??
    best(own.filter(({ code }) => !isUsage(code))) ??
    best(sessionsOf(blocks)) ??
    best(blocks.filter(({ label }) => tools.has(label))) ??
    own.at(-1) ??
    best(plain.filter(({ code }) => !isUsage(code))) ??
    plain.at(-1);
  if (block !== undefined) return kept(withShell(block));
  if (blocks.length > 0) return undefined;
  const lines = tailOf(text).split("\n");
  const first = lines.findIndex((line) => line.startsWith("#!"));
  return kept(first < 0 ? (lastInline(text) ?? typedIn(lines, typedCommands) ?? text) : lines.slice(first).join("\n"));
}

/** The programs that are typed in terminals, without those that only call one. */
function sessionsOf(blocks: readonly FencedBlock[]): readonly FencedBlock[] {
  return blocks.flatMap((block) => {
    const isOfShell = shells.has(block.label) || terminals.has(block.label) || unlabeled.has(block.label);
    const code = isOfShell ? typedCommands(block.code) : undefined;
    const typed = code === undefined ? [] : [unwrapped({ ...block, code })];
    return typed.filter((one) => isScript(one.code) || !isUsage(one.code));
  });
}

/** What is typed in a text from its first prompt on. */
function typedIn(lines: readonly string[], typed: (code: string) => string | undefined): string | undefined {
  const first = lines.findIndex((line) => typed(line) !== undefined);
  return first < 0 ? undefined : typed(lines.slice(first).join("\n"));
}

function withShell({ label, code }: FencedBlock): string {
  const tool = tools.get(label);
  if (tool !== undefined) return isScript(code) ? code.trimStart() : `${tool}\n${code}`;
  const isBash = label === "bash" || label === "bash-session" || (!posix.has(label) && hasBashWords(code));
  return isBash && !isScript(code) ? `#!/bin/bash\n${code}` : code;
}

/** What bash reads and a plain shell takes for something else. */
function hasBashWords(code: string): boolean {
  const bare = code.replace(/'[^'\n]*'|(?:^|[ \t])#[^\n]*/gm, "_");
  return /(?:^|[\s;!&|(])\[\[\s|(?:^|[\s;&|])(?:\w{1,60}\+?=\(|\(\(|mapfile\b|readarray\b|declare\b|shopt\b|function\s+\w|(?:local|read|typeset) -[aA]\b)|<\(|<<<|\$\{[\w@*]{1,60}(?:\[|\/|:\d|\^|,)|\$\{!|\{\d+\.\.\d+\}|&>|\bset -o pipefail\b/m.test(
    bare,
  );
}

/** What the checks want of a program: whether its own rows are compared, and the names that their columns must have. */
interface SqlTask {
  readonly setup: string;
  readonly rows: boolean;
  readonly columns?: readonly string[];
}

/**
 * The SQL in an answer: the block that stands of those that are not the task's own tables made again and that give rows where `rows` are
 * asked for, if possible in columns that are called as wanted, or else change what is there; else the text itself, from its first statement on, where it has no fence.
 */
export function sqlIn(text: string, task: SqlTask): string | undefined {
  const blocks = read(text).map(statementsOf);
  const made = tablesMade(task.setup);
  const fits = ({ code }: FencedBlock) =>
    !tablesMade(code).some((table) => made.includes(table)) && !explains(code) && (task.rows ? givesRows(code) : changes(code));
  const own = blocks.filter(({ label }) => databases.has(label));
  const plain = blocks.filter(({ label, code }) => unlabeled.has(label) && startsSql(code));
  const called = (one: FencedBlock) => fits(one) && (task.columns ?? []).every((name) => names(one.code, name));
  const answers = (one: FencedBlock) => called(one) && !isAside(one);
  const block =
    best(own.filter(answers)) ??
    best(plain.filter(answers)) ??
    best(own.filter(called)) ??
    best(plain.filter(called)) ??
    best(own.filter(fits)) ??
    best(plain.filter(fits)) ??
    best(own) ??
    best(plain);
  if (block !== undefined) return kept(block.code);
  if (blocks.length > 0) return undefined;
  const inline = best(looseBlocks(tailOf(text)).filter(({ code }) => startsSql(code) && code.trim().includes(" ")));
  if (inline !== undefined) return kept(inline.code);
  const lines = tailOf(text).split("\n");
  const typed = typedIn(lines, typedStatements);
  if (typed !== undefined) return kept(typed);
  const first = lines.findIndex((line) => startsSql(line));
  return first < 0 ? undefined : kept(withoutRemarks(lines.slice(first)).join("\n"));
}

/** A block of SQL as it is, or what is typed in a terminal. */
function statementsOf(block: FencedBlock): FencedBlock {
  const isOfSql = databases.has(block.label) || terminals.has(block.label) || unlabeled.has(block.label);
  const code = isOfSql ? typedStatements(block.code) : undefined;
  return code === undefined ? block : { ...block, label: "sql", code };
}

function tailOf(text: string): string {
  return text.slice(-longestProgram);
}

/** The blocks of the end of a text, in lines as they are written here. */
function read(text: string): FencedBlock[] {
  return fencedBlocks(text.slice(-2 * longestProgram)).map((block) => ({ ...block, code: block.code.replaceAll("\r\n", "\n") }));
}

/** The block that stands of those that were closed and that the answer does not call a mistake; else of those that were closed; else the last. */
function best(blocks: readonly FencedBlock[]): FencedBlock | undefined {
  const closed = blocks.filter((block) => block.closed);
  const meant = closed.filter((block) => !isCautioned(block));
  return standingVersion(meant.length > 0 ? meant : closed) ?? blocks.at(-1);
}

function kept(code: string): string | undefined {
  return code.trim() === "" ? undefined : code.replace(/\r(?=\n|$)/g, "");
}

/** The script that a block writes into a file of that script's own, instead of being it. */
function unwrapped(block: FencedBlock): FencedBlock {
  const opening =
    /^\s{0,100}(?:\$ )?(?:cat|tee)[ \t]{0,9}(?:>{0,2}[ \t]{0,9})[\w./-]{1,200}[ \t]{0,9}<<-?[ \t]{0,9}['"\\]?(\w{1,50})['"]?[ \t]{0,9}(?:>[ \t]{0,9}[\w./-]{1,200}[ \t]{0,9})?\n/.exec(
      block.code,
    );
  if (opening === null) return block;
  const from = opening[0].length;
  const end = block.code.indexOf(`\n${opening[1]}`, from);
  const code = block.code.slice(from, end < 0 ? undefined : end);
  return isScript(code) ? { ...block, code } : block;
}

function isScript(code: string): boolean {
  return code.trimStart().startsWith("#!");
}

/** Lines that install, allow or call a program, and comments: what stands behind a program to show its use. */
function isUsage(code: string): boolean {
  const lines = code.split("\n").filter((line) => !/^\s{0,100}(?:#|$)/.test(line));
  const use =
    /^\s{0,100}(?:\$ |chmod |(?:sudo )?(?:apt|apt-get|brew|dnf|yum|apk) |(?:(?:ba|da|z)?sh |\.\/|\. |(?:[gm]?awk|sed) (?:-[nEr] )?-[nEr]{0,3}f |perl )[\w./-]{1,200}(?:\s|$)|[^|]{1,500}\| ?\.\/[\w./-])/;
  return lines.every((line) => use.test(line));
}

/** Lines that only make ready what a program is tried on. */
function isPreparing(code: string): boolean {
  const lines = code.split("\n").filter((line) => !/^\s{0,100}(?:#|$)/.test(line));
  const ready =
    /^\s{0,100}(?:(?:mkdir|touch|cd|export|git|wget|curl|pip3?|npm|man|alias|ls)\b[^|]{0,500}$|(?:echo|printf)\b[^|]{1,500}>{1,2}[ \t]{0,9}["']?[\w./-]{1,200}["']?$)/;
  return lines.every((line) => ready.test(line));
}

/** Inline code where it is all that the answer gives. */
function lastInline(text: string): string | undefined {
  return looseBlocks(tailOf(text)).findLast(({ code }) => code.trim().includes(" "))?.code;
}

function startsSql(code: string): boolean {
  return /^\s{0,1000}(?:--[^\n]{0,1000}\n\s{0,1000}|\/\*[^*]{0,1000}\*\/\s{0,1000}){0,20}\(?\s{0,9}(?:select|with|insert|update|delete|create|values|replace|alter|drop|begin|explain|pragma)\b(?![,.:!?])/i.test(
    code,
  );
}

function givesRows(code: string): boolean {
  return /(?:^|[;()\n])\s{0,100}(?:select|values|with|pragma|explain)\b|\breturning\b/i.test(code);
}

/** Statements about how a query runs. */
function explains(code: string): boolean {
  return /^\s{0,1000}explain\b/i.test(code);
}

/** Statements that leave something changed: no query, and nothing that is rolled back at the end. */
function changes(code: string): boolean {
  return (
    /(?:^|[;()\n])\s{0,100}(?:insert|update|delete|replace|create|alter|drop|with)\b/i.test(code) &&
    !/\brollback\s{0,9};?\s{0,99}$/i.test(code)
  );
}

/** Whether a name stands in a text as a word of its own, in any case. */
function names(code: string, name: string): boolean {
  const [text, word] = [code.toLowerCase(), name.toLowerCase()];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/^\w\w/.test(`${text[at - 1] ?? " "}${word[0] ?? " "}`) && !/^\w\w/.test(`${word.at(-1) ?? " "}${text[at + word.length] ?? " "}`))
      return true;
  return false;
}

function tablesMade(sql: string): string[] {
  const made = sql.matchAll(
    /\bcreate\s{1,9}(?:temp(?:orary)?\s{1,9})?table\s{1,9}(?:if\s{1,9}not\s{1,9}exists\s{1,9})?["`[]?([\w.]{1,100})/gi,
  );
  return [...made].map(([, name = ""]) => name.toLowerCase());
}

/** Without the sentences behind the last statement. */
function withoutRemarks(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => /;\s{0,9}(?:--[^\n]{0,500})?$/.test(line));
  if (last >= 0) return lines.slice(0, last + 1);
  const blank = lines.findIndex((line) => line.trim() === "");
  return blank < 0 ? lines : lines.slice(0, blank);
}
