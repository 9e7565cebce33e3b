import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { RunRecord } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { functionsIn, isFunctionAddress, missingFunctions } from "../../util/functions.ts";
import { refuseLinkOut } from "../../util/read-file.ts";
import { wantFile } from "./find-experiment.ts";
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
  if (!isPath(named)) return checkedPlugin(await importPackage(named, file, agrees), named);
  const path = resolve(dirname(file), named);
  wantFile(path, "plugin");
  return checkedPlugin(await importConfig(path, agrees, "plugin"), named);
}

async function loadModule(named: string, file: string, agrees: Agreement | undefined): Promise<string[]> {
  if (isPath(named) && !isAbsolute(named)) refuseLinkOut(named, file);
  const kept = isPath(named) ? resolve(dirname(file), named) : named;
  allowed.add(placeOf(named, file));
  return [kept, ...usePlugin(await pluginOf(named, file, agrees), named)];
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
  for (const address of missingFunctions(functionsIn(pluginsOf(record)))) {
    const item = itemAt(address);
    if (item !== undefined) standInFor(item);
  }
}

function pluginsOf({ config }: Pick<RunRecord, "config">): readonly string[] {
  return (config as { experiment?: { plugins?: readonly string[] } }).experiment?.plugins ?? [];
}
