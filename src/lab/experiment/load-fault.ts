import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, extname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { wordsOf } from "../../util/failure.ts";
import { placeOf } from "../../util/own-function.ts";

/** A line of code that does not parse. */
interface Spot {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  /** Where in the code the fault is, from 0. */
  readonly at: number;
}

/** What kept the code of a configuration from being loaded: the file, line and column, as far as anyone knows, and what to do. */
export function loadFault(path: string, thrown: unknown, what = "experiment"): string {
  if ((thrown as { code?: unknown } | undefined)?.code === "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING")
    return packagedSource(path, thrown, what);
  // What Node says of modules behind the first line speaks of its own settings.
  const why = wordsOf(thrown)
    .replace(/ in ES module scope[\s\S]*$/, " in ES module scope")
    .replace(/[.]$/, "");
  const spot = spotIn(thrown, path);
  if (spot === undefined) return `The ${what} ${path} could not be loaded: ${why}${placeOf(thrown)}.${otherName(thrown, path)}`;
  const { file, line, code, at } = spot;
  const head = `  ${line} | `;
  const from = Math.max(0, at - 30);
  const shown = `${head}${code.slice(from, from + 60)}\n${" ".repeat(head.length + at - from)}^`;
  return `${shortened(file)}:${line}:${at + 1}: this code cannot be loaded: ${why}.${advice(thrown)}\n${shown}`;
}

/** Node leaves types out of nobody's packages. */
function packagedSource(path: string, thrown: unknown, what: string): string {
  const file = /"(file:[^"]+)"/.exec(wordsOf(thrown))?.[1];
  const source = file === undefined ? "its source" : shortened(file);
  return `The ${what} ${path} could not be loaded: ${source} is TypeScript, which Node does not run below node_modules. A package publishes JavaScript: build it (\`tsc\`), and let "exports" in its package.json lead to what was built. Source of your own runs from outside node_modules, by its path.`;
}

function advice(thrown: unknown): string {
  const unsupported = (thrown as { code?: unknown } | undefined)?.code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
  return unsupported ? " Node runs TypeScript by leaving its types out, so write this in plain JavaScript (for an enum, an object)." : "";
}

/** What to write instead: the whole name of a file that was left without its ending, or the other kind of module. */
function otherName(thrown: unknown, path: string): string {
  const words = wordsOf(thrown);
  const missing = /^Cannot find module '([^']+)' imported from/.exec(words)?.[1] ?? "";
  const ending =
    missing === "" ? undefined : [".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", ".json"].find((one) => existsSync(missing + one));
  if (ending !== undefined) return ` There is ${basename(missing)}${ending}: write its ending into the import.`;
  const wanted = /^(?:module|exports|require) is not defined in ES module scope/.test(words);
  const common = `${basename(path, extname(path))}${extname(path).replace(/^\.[cm]?/, ".c")}`;
  return wanted ? ` Write \`import\` and \`export default\`, or call the file ${common}.` : "";
}

function spotIn(thrown: unknown, path: string): Spot | undefined {
  const { name, stack } = (thrown ?? {}) as { readonly name?: unknown; readonly stack?: unknown };
  if (name !== "SyntaxError" || typeof stack !== "string") return undefined;
  return spotOf(stack) ?? parsedAnew(path, wordsOf(thrown));
}

/** Node puts the line of code, with marks below it, before the words. */
function spotOf(text: string): Spot | undefined {
  // At the end of the file there is nothing to mark.
  const found = /^([^\n]+):(\d+)\n([\s\S]*?)\n( *)\^/.exec(text) ?? /^([^\n]+):(\d+)\n([^\n]*)\n\s*\n/.exec(text);
  if (found === null) return undefined;
  const [, file = "", line = "", codes = "", before] = found;
  const lines = codes.split("\n");
  // What comes before the marked line is shown too, under the marked line's number.
  const code = lines.at(-1) ?? "";
  return { file, line: Number(line), code, at: before?.length ?? code.length };
}

/** Of plain JavaScript an import does not tell the place: Node parses it once more, without running it. */
function parsedAnew(path: string, why: string): Spot | undefined {
  const source = readFileSync(path, "utf8");
  for (const kind of ["module", "commonjs"]) {
    const { stderr } = spawnSync(process.execPath, ["--check", `--input-type=${kind}`, "-"], { input: source, encoding: "utf8" });
    const spot = stderr.includes(why) ? spotOf(stderr) : undefined;
    if (spot !== undefined) return { ...spot, file: path };
  }
  return undefined;
}

function shortened(address: string): string {
  const file = address.startsWith("file:") ? fileURLToPath(address) : address;
  const short = relative(process.cwd(), file);
  return short.startsWith("..") || short === "" ? file : short;
}
