import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve } from "node:path";
import type { Check } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { fileFault } from "../util/file-fault.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import { readText } from "./read-text.ts";
import { WrittenValue } from "./written.ts";

/** Where a suite may read: `root` is its folder, `file` the file whose paths are being followed. */
export interface Shelf {
  readonly root: string;
  readonly file: string;
}

/** `value` with every `{ $text }`, `{ $answers }` and `{ $checks }` replaced by what the named file or folder holds. */
export function readBeside(value: unknown, shelf: Shelf): unknown {
  if (Array.isArray(value)) return value.map((part) => readBeside(part, shelf));
  if (typeof value !== "object" || value === null || value instanceof WrittenValue) return value;
  const entries = Object.entries(value);
  const [name, path] = entries.length === 1 ? (entries[0] as [string, unknown]) : ["", undefined];
  if (typeof path === "string") {
    if (name === "$text") return readText(pathInside(path, shelf));
    if (name === "$answers") return answersIn(pathInside(path, shelf));
    if (name === "$checks") return checksIn(pathInside(path, shelf));
  }
  return Object.fromEntries(entries.map(([key, part]) => [key, readBeside(part, shelf)]));
}

/** The absolute path that `path` names from the shelf's file; one that leaves the suite's folder is refused. */
export function pathInside(path: string, shelf: Shelf): string {
  const full = resolve(dirname(shelf.file), path);
  const real = realOf(full, shelf.file);
  if (relative(realOf(shelf.root, shelf.file), real).startsWith("..")) {
    throw new UserError(`${shelf.file}: wanted a path inside ${shelf.root}, got "${path}". Move the file into the suite's folder.`);
  }
  return full;
}

function realOf(path: string, file: string): string {
  try {
    return realpathSync(path);
  } catch (thrown) {
    throw new UserError(`${file}: wanted ${path}, which cannot be read: ${fileFault(thrown)}.${neighbor(path)} Create it or fix the path.`);
  }
}

/** The nearest name in the folder of a path that is not there. */
function neighbor(path: string): string {
  const folder = dirname(path);
  if (existsSync(path) || !existsSync(folder)) return "";
  const names = readdirSync(folder).filter((name) => !name.startsWith("."));
  return didYouMean(basename(path), names).replace("Known:", "The folder has:");
}

const languages: ReadonlyMap<string, string> = new Map([
  [".js", "js"],
  [".ts", "ts"],
  [".py", "python"],
  [".sh", "sh"],
  [".sql", "sql"],
]);

/** The folder's files in order of name; code as a fenced block, as a member would write it. */
function answersIn(folder: string): string[] {
  if (!statSync(folder).isDirectory())
    throw new UserError(`${folder}: wanted a folder of answers, one file each; got a file. Name its folder.`);
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort();
  return names.map((name) => {
    const language = languages.get(extname(name));
    const text = readText(join(folder, name)).trimEnd();
    return language === undefined ? text : `\`\`\`${language}\n${text}\n\`\`\``;
  });
}

/** The checks of a file: each is opened by a line `// check: its name`; what stands before the first opens every one. */
function checksIn(file: string): Check[] {
  const [shared = "", ...parts] = readText(file).split(/^\/\/ check: /m);
  if (parts.length === 0) {
    throw new UserError(`${file}: wanted checks, each after a line "// check: its name", got none. Add such a line before each check.`);
  }
  return parts.map((part) => {
    const end = part.indexOf("\n");
    return { name: part.slice(0, end).trim(), code: `${shared}${part.slice(end + 1)}`.trim() };
  });
}
