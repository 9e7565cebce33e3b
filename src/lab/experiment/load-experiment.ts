import { existsSync, statSync } from "node:fs";
import { basename, extname } from "node:path";
import { judgeKinds } from "../../judges/index.ts";
import { readText, readYaml, settleBy, shortly, withoutAnchors } from "../../tasks/index.ts";
import { UserError } from "../../util/bug.ts";
import { commandLine } from "../../util/command-line.ts";
import { type Fault, faultsIn } from "../../util/issue-words.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { functionEntries } from "./function-entries.ts";
import { belongsTo } from "./belongs-to.ts";
import { type Experiment, experimentSchema } from "./experiment.ts";
import { beside } from "./beside.ts";
import { checkNesting } from "./check-nesting.ts";
import { bundledExperiment, bundledNames } from "./bundled.ts";
import { configurationIn, wantFile } from "./find-experiment.ts";
import { type Agreement, importConfig } from "./import-config.ts";
import { keepFunctions } from "./keep-functions.ts";
import { keepKinds } from "./keep-kinds.ts";
import { loadNamedPlugins, loadPlugins } from "./load-plugins.ts";
import { type Source, withSource } from "./sources.ts";

/** What is made of a configuration, as it was written, before it is checked. */
export type Fill = (config: unknown) => unknown;
const asWritten: Fill = (config) => config;

/**
 * An experiment by bundled name, `.ts`/`.js` file with a default export, `.yaml`/`.yml`/`.json` file, or folder with a
 * `lab.config` file. Code that another user owns, and plugins that data names, run only when `agrees` does not throw. Throws `UserError`.
 */
export async function loadExperiment(
  named: string,
  agrees?: Agreement,
  fill: Fill = asWritten,
): Promise<Experiment & { readonly name: string }> {
  const wanted = configurationIn(named) ?? named;
  const extension = extname(wanted).toLowerCase();
  if (isCode(wanted)) {
    const written = await fromModule(wanted, fill, agrees);
    return withSource(withName(beside(written, wanted), wanted), { written, place: () => wanted });
  }
  if ([".yaml", ".yml", ".json"].includes(extension)) {
    const { written, place } = await fromYaml(wanted, fill, agrees);
    return withSource(withName(beside(written, wanted), wanted), { written, place });
  }
  const bundled = await bundledExperiment(wanted);
  // The data of a bundled experiment may stand in a folder of its name.
  if (bundled === undefined && existsSync(wanted) && statSync(wanted).isDirectory())
    throw new UserError(
      `The folder ${wanted} has no lab.config (.ts, .js, .yaml, .json). Name the file of an experiment, or write one: ${own(wanted)}.`,
    );
  if (bundled === undefined)
    throw new UserError(
      `There is no experiment "${wanted}".${didYouMean(wanted, bundledNames())} A lab.config.ts, a .yaml file or a folder with one would do too.`,
    );
  return withName(check(fill(bundled), wanted), wanted);
}

/** An experiment that another names, which may be data: no program runs for it that nobody named. Throws `UserError`. */
export async function loadNamedExperiment(named: string, agrees?: Agreement): Promise<Experiment & { readonly name: string }> {
  const file = configurationIn(named) ?? named;
  if (!isCode(file)) return loadExperiment(named, agrees);
  throw new UserError(`before: ${file} is a program, which no experiment may start. Name it itself: \`${commandLine(["run", file])}\``);
}

function isCode(path: string): boolean {
  return /\.[cm]?[jt]s$/i.test(path);
}

function own(folder: string): string {
  return `\`${commandLine(["init", folder])}\``;
}

function withName(experiment: Experiment, wanted: string): Experiment & { readonly name: string } {
  return { ...experiment, name: experiment.name ?? basename(wanted, extname(wanted)) };
}

/** Checks an experiment that is at hand as a value; `where` names it in messages. */
export function check(value: unknown, where: string, lineOf: (path: readonly PropertyKey[]) => string = () => ""): Experiment {
  const parsed = experimentSchema.safeParse(value);
  const functions = functionEntries(value, isCode(where));
  if (parsed.success && functions.length === 0) {
    checkNesting([...parsed.data.members, ...parsed.data.judges]);
    return parsed.data;
  }
  const strange = notAnExperiment(value);
  if (strange !== undefined) throw new UserError(`${lineOf([]) === "" ? `${where}: ` : lineOf([])}${strange}`);
  const known = parsed.success ? [] : faultsIn(parsed.error, experimentSchema, (path, field) => belongsTo(value, path, field));
  const others = known.filter(({ path }) => !functions.some((entry) => entry.path.every((step, i) => step === path[i])));
  const faults = withSuite([...functions, ...others], value);
  const problems = faults
    .slice(0, 8)
    .map(
      ({ path, of, words }) =>
        `  ${lineOf(path)}${nameOf(of)}: ${withValue(words, path, value)}${hintFor(path, value, words, isCode(where))}`,
    );
  const more = faults.length > 8 ? [`  and ${faults.length - 8} more`] : [];
  throw new UserError(
    `The experiment ${where} does not fit:\n${[...problems, ...more].join("\n")}\ndocs/experiments.md of the package (node_modules/catallaxy/docs/experiments.md) has every field.`,
  );
}

/** What a value is that is no experiment at all; undefined for one with faults. */
function notAnExperiment(value: unknown): string | undefined {
  const wanted = "wanted an experiment: an object with suite, members and topologies";
  if (value === null || value === undefined) return `${wanted}; got an empty file. \`catallaxy init\` writes one to start from.`;
  const suite = Array.isArray(value)
    ? isPlain(value[0]) && "prompt" in value[0]
    : isPlain(value) && "tasks" in value && !("members" in value);
  if (suite)
    return "this is a suite of tasks, not an experiment. Name it as `suite` in an experiment, or run a bundled one on it: `catallaxy run coase-hayek --suite <file>`.";
  return isPlain(value) ? undefined : `${wanted}; got ${shortly(value)}. \`catallaxy init\` writes one to start from.`;
}

/** Where a secret may stand, which no message repeats. */
const secretive = /head|query|key|url|env|body|secret|token/i;

/** What is told whatever was got. */
const asFunction = /^(?:functions can be given only|write the function itself)/;

/** A fault with the very value that was got, in place of its type. */
function withValue(words: string, path: readonly PropertyKey[], whole: unknown): string {
  const value = partAt(whole, path);
  const endless = typeof value === "number" && !Number.isFinite(value);
  const plain =
    !asFunction.test(words) && value !== undefined && typeof value !== "function" && !endless && !words.startsWith("unknown field");
  if (!plain || path.some((step) => secretive.test(String(step))) || secretive.test(JSON.stringify(value))) return words;
  const got = `; got ${shortly(value)}`;
  const typed = /; got (?:text|a number|a whole number|a list|an object|true or false|null)\b/g;
  const bare = words.replaceAll(typed, "");
  return bare.includes(". Write") ? bare.replace(". Write", `${got}. Write`) : `${bare}${got}`;
}

function partAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, step) => (isPlain(part) || Array.isArray(part) ? Reflect.get(part, step) : undefined), value);
}

/** The place in words: an unknown field is named by its message. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".") || "the experiment";
}

/** What is written for the fields that are most often given as something else. */
function hintFor(path: readonly PropertyKey[], value: unknown, words: string, code: boolean): string {
  const last = path.at(-1);
  const got = partAt(value, path);
  if (words.startsWith("unknown field")) return "";
  if (last === "price") return ". Write { input: 0.5, output: 2 } in dollars per million tokens, or free";
  if (last === "verifier" && typeof got === "string") return `. Write { kind: ${got} }`;
  if (last === "suite" && path.length === 1 && got === undefined) return suiteHint(value);
  const list = path.at(-2);
  if ((list === "members" || list === "judges") && typeof last === "number" && typeof got === "string")
    return `. Write { name: ${got.split("/").at(-1) ?? got}, model: ${got} }`;
  if (last === "members" || last === "judges" || last === "topologies")
    return Array.isArray(got) ? "" : code ? ". Write its entries between [ and ]" : `. Begin each entry with "- "`;
  return "";
}

/** An object that names no file of outcomes was not meant as one: what a suite may be is said in place of what such an object lacks. */
function withSuite(faults: readonly Fault[], value: unknown): readonly Fault[] {
  const suite = partAt(value, ["suite"]);
  if (suite === undefined || typeof suite === "string") return faults;
  // A misspelled field of it is told by its name.
  if (isPlain(suite) && Object.keys(suite).some((key) => key === "recorded" || didYouMean(key, ["recorded"]).includes("Did you mean")))
    return faults;
  const inside = isPlain(suite) && "tasks" in suite ? "; its tasks stand beside it, as in { suite: inline, tasks: [...] }" : "";
  const words = `must be a bundled name, a file of tasks, inline, generated, recorded/<set>, or { recorded: <file of outcomes> }${inside}`;
  return [{ path: ["suite"], of: ["suite"], words }, ...faults.filter(({ path }) => path[0] !== "suite")];
}

/** Tasks that stand in the experiment itself need a suite of that name. */
function suiteHint(value: unknown): string {
  if (!isPlain(value)) return "";
  if ("generate" in value) return ". Write suite: generated for the tasks that `generate` describes";
  return "tasks" in value ? ". Write suite: inline for the tasks that stand under `tasks`" : "";
}

async function fromModule(path: string, fill: Fill, agrees?: Agreement): Promise<Experiment> {
  wantFile(path, "experiment");
  return experimentOf(fill(await importConfig(path, agrees)), path, agrees);
}

/** An experiment that stands as a value in a program, its functions and kinds as objects included; `where` names it in messages. Throws `UserError`. */
export async function experimentOf(config: unknown, where: string, agrees?: Agreement): Promise<Experiment> {
  const whole = await withPlugins(config, (plugins) => loadPlugins(plugins, where, agrees));
  return check(keepFunctions(keepKinds(whole, where)), where);
}

/** A configuration whose plugins are loaded, with what a run keeps of them; what is no list is left to the schema. */
async function withPlugins(config: unknown, load: (plugins: readonly unknown[]) => Promise<string[]>): Promise<unknown> {
  const plugins: unknown = isPlain(config) ? Reflect.get(config, "plugins") : undefined;
  if (!Array.isArray(plugins)) return config;
  return { ...(config as object), plugins: await load(plugins) };
}

/** The most bytes that an experiment may have. */
const longestExperiment = 16_000_000;

async function fromYaml(path: string, fill: Fill, agrees?: Agreement): Promise<Source> {
  wantFile(path, "experiment");
  const text = readText(path, longestExperiment, "An experiment is short; tasks belong into a suite of their own.");
  const parsed = readYaml(path, text);
  const lineOf = (wanted: readonly PropertyKey[]): string => {
    const place = parsed.place(wanted.filter((step) => typeof step !== "symbol"));
    return `${place === path ? `${path}:1:1` : place}: `;
  };
  const { value } = parsed;
  const plain = isPlain(value) ? withoutAnchors(value, parsed, Object.keys(experimentSchema.shape)) : value;
  const whole = await withPlugins(fill(plain), (plugins) => loadNamedPlugins(plugins, path, agrees));
  const place = (wanted: readonly PropertyKey[]) => lineOf(wanted).replace(/: $/, "");
  const settling = { kinds: new Map(judgeKinds.map((kind) => [kind.name, kind])), place };
  return { written: check(settleBy(whole, experimentSchema, ["seed"], settling), path, lineOf), place };
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
