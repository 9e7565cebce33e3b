import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { RunRecord } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { isFunctionAddress, missingFunctions } from "../../util/functions.ts";
import { refuseLinkOut } from "../../util/read-file.ts";
import { wantFile } from "./find-experiment.ts";
import { keepKinds } from "./keep-kinds.ts";
import { type Agreement, importConfig, importPackage } from "./import-config.ts";
import { checkedPlugin, itemAt, type Plugin, usePlugin } from "./plugin.ts";
import { standInFor } from "./plugin-stand-ins.ts";

/** Modules whose code may run in this process, since somebody agreed or named them. */
const allowed = new Set<string>();

/**
 * Asks once for all plugins that data names: reading an experiment in YAML or a stored run must run nobody's code unasked. Modules
 * that this process was allowed before are not asked about again.
 */
async function askFor(entries: readonly unknown[], file: string, by: string, agrees: Agreement = {}): Promise<void> {
  const modules = entries.filter((entry) => typeof entry === "string" && !isFunctionAddress(entry)).map(String);
  const asked = modules.filter((named) => !allowed.has(placeOf(named, file)));
  if (asked.length > 0) await (agrees.plugins ?? refuse)(asked.map(inWords), by);
  for (const named of asked) allowed.add(placeOf(named, file));
}

/** Nobody agreed. */
const refuse: NonNullable<Agreement["plugins"]> = (modules, by) => {
  const [are, them] =
    modules.length === 1 ? ["a plugin is a program, which runs as it is", "it"] : ["plugins are programs, which run as they are", "them"];
  throw new UserError(
    `${by} names ${modules.join(", ")}, and ${are} loaded, with all that you may do. Read ${them}, then add --allow-plugins to agree.`,
  );
};

/** The same module, whoever names it; a package is another one for each folder that it is looked for from. */
function placeOf(named: string, file: string): string {
  return isPath(named) ? resolve(dirname(file), named) : `${named} of ${resolve(dirname(file))}`;
}

function inWords(named: string): string {
  return isAbsolute(named) ? relative(".", named) || named : named;
}

/** A module as --plugin takes it: a file by its way from here. */
function asNamed(named: string): string {
  const short = inWords(named);
  return isAbsolute(named) && !isPath(short) ? `./${short}` : short;
}

/** The plugins that an experiment in YAML or JSON names, with what a run keeps of them: none is loaded that nobody agreed to. */
export async function loadNamedPlugins(entries: readonly unknown[], file: string, agrees?: Agreement): Promise<string[]> {
  await askFor(entries, file, file, agrees);
  return loadPlugins(entries, file, agrees);
}

/** What is said of the plugins of an experiment that was read: each is a program that ran. */
export function pluginNotes({ plugins = [] }: { readonly plugins?: readonly string[] | undefined }): string[] {
  const modules = plugins.filter((entry) => !isFunctionAddress(entry)).map(inWords);
  return modules.length === 0 ? [] : [`Plugins are programs, and these run: ${modules.join(", ")}.`];
}

/**
 * Loads the plugins that a configuration in `file` names, as modules or as objects, and gives back what a run keeps of them: the
 * modules, files by their whole paths, and the address of everything that they bring. Throws `UserError`.
 */
export async function loadPlugins(entries: readonly unknown[], file: string, agrees?: Agreement): Promise<string[]> {
  const kept: string[] = [];
  for (const [index, entry] of entries.entries()) {
    if (typeof entry !== "string") kept.push(...usePlugin(entry, `${file}: plugins[${index}]`));
    else if (isFunctionAddress(entry)) kept.push(entry);
    else kept.push(...(await loadModule(entry, file, agrees)));
  }
  return [...new Set(kept)];
}

/** The plugin of a module, by path or by the name of a package, as `file` would name it; nothing of it is registered. Throws `UserError`. */
export async function pluginOf(named: string, file: string, agrees?: Agreement): Promise<Plugin> {
  return checkedPlugin(await exportOf(named, file, agrees), named);
}

async function exportOf(named: string, file: string, agrees: Agreement | undefined): Promise<unknown> {
  if (!isPath(named)) return importPackage(named, file, agrees);
  const path = resolve(dirname(file), named);
  wantFile(path, "plugin");
  return importConfig(path, agrees, "plugin");
}

async function loadModule(named: string, file: string, agrees: Agreement | undefined): Promise<string[]> {
  if (isPath(named) && !isAbsolute(named)) refuseLinkOut(named, file);
  const kept = isPath(named) ? resolve(dirname(file), named) : named;
  allowed.add(placeOf(named, file));
  const value = await exportOf(named, file, agrees);
  return [kept, ...(isExperiment(value) ? await kindsIn(value, kept, agrees) : usePlugin(value, named))];
}

/** A `lab.config.ts` brings the kinds of its plugins and those that stand in it as objects. */
function isExperiment(value: unknown): value is { readonly plugins?: unknown } {
  return typeof value === "object" && value !== null && "suite" in value && "members" in value;
}

async function kindsIn(experiment: { readonly plugins?: unknown }, file: string, agrees: Agreement | undefined): Promise<string[]> {
  const { plugins, ...rest } = experiment;
  const brought = await loadPlugins(Array.isArray(plugins) ? plugins : [], file, agrees);
  const { plugins: kept = [] } = keepKinds(rest, file) as { readonly plugins?: readonly string[] };
  return [...brought, ...kept];
}

/** A path begins with a dot or a slash or has the extension of code; everything else is the name of a package. */
function isPath(named: string): boolean {
  return /^\.{0,2}\/|^[a-z]:[\\/]|\.[cm]?[jt]s$/i.test(named);
}

/** The plugins of a stored run, loaded anew so that it can go on. Throws `UserError` for one that is gone, or that nobody agreed to. */
export async function reloadPlugins(record: Pick<RunRecord, "id" | "config">, agrees?: Agreement): Promise<void> {
  const modules = pluginsOf(record).filter((entry) => !isFunctionAddress(entry));
  const here = join(process.cwd(), "lab.config");
  await askFor(modules, here, `The run ${record.id}`, agrees);
  for (const named of modules) {
    try {
      await loadPlugins([named], here, agrees);
    } catch (thrown) {
      if (!(thrown instanceof UserError)) throw thrown;
      throw new UserError(`The plugin ${named} of the run ${record.id} cannot be loaded: ${thrown.message}`);
    }
  }
}

/** What a stored run needs of plugins to be read and reported: nothing of theirs is run, and what is not loaded gets a stand-in that only has a name. */
export function standInPlugins(record: Pick<RunRecord, "config">): void {
  const { configFile } = record.config as { readonly configFile?: unknown };
  // A configuration in code brings all of its kinds; data names modules, and what one of them brings follows it.
  const code = typeof configFile === "string" && isPath(configFile) && !/\.(?:ya?ml|json)$/i.test(configFile) ? configFile : undefined;
  let module = code;
  const missing = new Set(missingFunctions(pluginsOf(record)));
  for (const entry of pluginsOf(record)) {
    if (!isFunctionAddress(entry)) module = code ?? asNamed(entry);
    const item = missing.has(entry) ? itemAt(entry) : undefined;
    if (item !== undefined) standInFor({ ...item, module });
  }
}

function pluginsOf({ config }: Pick<RunRecord, "config">): readonly string[] {
  return (config as { experiment?: { plugins?: readonly string[] } }).experiment?.plugins ?? [];
}
