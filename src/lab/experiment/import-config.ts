import { existsSync, lstatSync, readFileSync, readlinkSync, statSync } from "node:fs";
import module from "node:module";
import { extname, join, parse, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compileFunction } from "node:vm";
import { UserError } from "../../util/bug.ts";
import { wordsOf } from "../../util/failure.ts";
import { watched } from "../../util/watchdog.ts";
import { loadFault } from "./load-fault.ts";

/**
 * The default export of a configuration in TypeScript or JavaScript. An ES module loads
 * whatever `"type"` the package.json above it has, CommonJS where that allows it; either may import "catallaxy" where no copy is installed. Loading runs the file: where another user owns it, `agrees`
 * is asked first. `what` the file is, for messages. Throws `UserError`.
 */
export async function importConfig(path: string, agrees: Agreement = {}, what = "experiment"): Promise<unknown> {
  await askForOwners(path, agrees);
  let loaded: { default?: unknown };
  install();
  try {
    loaded = (await watched(`configuration ${path}`, () => import(pathToFileURL(resolve(path)).href))) as { default?: unknown };
  } catch (thrown) {
    throw new UserError(loadFault(path, thrown, what));
  }
  const value = unwrapped(loaded.default);
  if (value !== undefined && !isEmpty(value)) return value;
  throw new UserError(
    `${path} has no default export. Write \`export default ${what === "plugin" ? "definePlugin" : "defineConfig"}({ ... })\` (CommonJS: \`module.exports = ...\`).`,
  );
}

/** The default export of a package that is installed where `file` stands, asked for as a file is. Throws `UserError`. */
export async function importPackage(name: string, file: string, agrees: Agreement = {}): Promise<unknown> {
  install();
  const from = encodeURIComponent(pathToFileURL(resolve(file)).href);
  try {
    const found = placeOf(`${fromElsewhere}${from}:${name}`);
    if (found !== undefined) await askForOwners(found, agrees);
    return ((await watched(`package ${name}`, () => import(`${fromElsewhere}${from}:${name}`))) as { default?: unknown }).default;
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    if ((thrown as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND" && wordsOf(thrown).includes(`'${name}'`))
      throw new UserError(
        `There is no package "${name}" where ${file} stands. Install it there (\`npm install ${name}\`), or give the path of a file, as in ./plugin.ts.`,
      );
    throw new UserError(loadFault(name, thrown, "plugin"));
  }
}

/** The file that a package's name leads to from there; undefined for what is in no file. Throws as an import does. */
function placeOf(specifier: string): string | undefined {
  const url = import.meta.resolve(specifier);
  return url.startsWith("file:") ? fileURLToPath(url) : undefined;
}

/** Before the name of a package that is looked for from another file than ours. */
const fromElsewhere = "catallaxy-from:";

/** Who is asked before code runs that nobody named as a program; each throws a `UserError` to refuse, and without one it is refused. */
export interface Agreement {
  /** For a file that another user owns. */
  readonly foreign?: (path: string, owner: number) => void | Promise<void>;
  /** For the plugins that `by` names, which is itself data: an experiment in YAML or JSON, or a stored run. */
  readonly plugins?: (modules: readonly string[], by: string) => void | Promise<void>;
}

/** Nobody agreed. */
const refuse: NonNullable<Agreement["foreign"]> = (path, owner) => {
  throw new UserError(
    `${path} belongs to another user (id ${owner}), and loading it runs its code. Read it, then add --yes to agree or make a copy of your own.`,
  );
};

/** Asks where the file, or a link that leads to it, is another user's: who made the link chose which file runs. */
async function askForOwners(path: string, agrees: Agreement): Promise<void> {
  if (!statSync(path).isFile()) throw new UserError(`${path}: wanted a file with an experiment; it is none.`);
  const owner = strangeOwner(path);
  if (owner !== undefined) await (agrees.foreign ?? refuse)(path, owner);
}

/** The first owner of a file and of the links to it that is neither this user, nor who became it by sudo, nor the administrator. */
function strangeOwner(path: string): number | undefined {
  const own = process.getuid?.();
  const known = [own, 0, ...(own === 0 ? [Number(process.env["SUDO_UID"])] : [])];
  return own === undefined ? undefined : ownersOf(path).find((uid) => !known.includes(uid));
}

/** Of a file, and of each link on the way to it, those in the names of folders too. */
function ownersOf(path: string): number[] {
  const owners = [statSync(path).uid];
  const names = resolve(path).split(sep);
  let [at, links] = [names.shift() ?? "", 0];
  at += sep;
  while (names.length > 0) {
    const next = join(at, names.shift() ?? "");
    const status = lstatSync(next);
    if (!status.isSymbolicLink() || (links += 1) > mostLinks) {
      at = next;
      continue;
    }
    owners.push(status.uid);
    const to = resolve(at, readlinkSync(next));
    names.unshift(...to.split(sep).slice(1));
    at = parse(to).root;
  }
  return owners;
}

/** As many as Linux follows. */
const mostLinks = 40;

/** CommonJS that was compiled from an ES module exports its default under that name. */
function unwrapped(value: unknown): unknown {
  const names = typeof value === "object" && value !== null ? Object.keys(value) : [];
  return names.includes("default") && names.every((name) => name === "default" || name === "__esModule")
    ? (value as { readonly default: unknown }).default
    : value;
}

/** What CommonJS exports when nothing is assigned. */
function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

let installed = false;
function install(): void {
  if (installed) return;
  installed = true;
  module.registerHooks({ resolve: answerToOurName, load: readAsWritten });
}

/** Where no installed copy is found, this one answers to the package's name, and our zod to zod's. */
const answerToOurName: module.ResolveHookSync = (specifier, context, next) => {
  if (specifier.startsWith(fromElsewhere)) {
    const [, from = "", name = ""] = /^([^:]*):(.*)$/s.exec(specifier.slice(fromElsewhere.length)) ?? [];
    return next(name, { ...context, parentURL: decodeURIComponent(from) });
  }
  const [, part] = /^catallaxy(?:\/([a-z]+))?$/.exec(specifier) ?? [];
  if (part === undefined && specifier !== "catallaxy" && specifier !== "zod") return next(specifier, context);
  try {
    return next(specifier, context);
  } catch (thrown) {
    if (specifier === "zod") return next(specifier, { ...context, parentURL: import.meta.url });
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
    const own = new URL(`../../${part === undefined ? "" : `${part}/`}index.${extension}`, import.meta.url);
    if (!existsSync(own)) throw thrown;
    return { url: own.href, shortCircuit: true };
  }
};

/** A file in the syntax of ES modules is one, whatever the nearest package.json says: npm writes `"type": "commonjs"` by itself. */
const readAsWritten: module.LoadHookSync = (url, context, next) => {
  if (!url.startsWith("file:")) return next(url, context);
  const path = fileURLToPath(url);
  const typed = extname(path) === ".ts";
  if ((!typed && extname(path) !== ".js") || path.includes(`${sep}node_modules${sep}`)) return next(url, context);
  return isModule(readFileSync(path, "utf8"), typed)
    ? next(url, { ...context, format: typed ? "module-typescript" : "module" })
    : next(url, context);
};

/** What only an ES module can say at the start of a line; `import x = require()` and `export =` are CommonJS in TypeScript. */
const statement = /^(?:import\s*["'{*]|import\s+(?!\w+\s*=)|export\s*[{*]|export\s+(?!=))/m;
const refused = /import statement outside a module|Unexpected token 'export'|'import\.meta' outside|await is only valid/;

/** Plain JavaScript is compiled as CommonJS, without running it: what only fails for being an ES module is one. */
function isModule(source: string, typed: boolean): boolean {
  if (typed) return statement.test(source);
  try {
    compileFunction(source.replace(/^#!.*/, ""), ["exports", "require", "module", "__filename", "__dirname"]);
    return false;
  } catch (thrown) {
    return refused.test(wordsOf(thrown));
  }
}
