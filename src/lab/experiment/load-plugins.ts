import { dirname, isAbsolute, join, resolve } from "node:path";
import type { RunRecord } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { functionsIn, isFunctionAddress, missingFunctions } from "../../util/functions.ts";
import { refuseLinkOut } from "../../util/read-file.ts";
import { wantFile } from "./find-experiment.ts";
import { type Agreement, importConfig, importPackage } from "./import-config.ts";
import { checkedPlugin, itemAt, type Plugin, usePlugin } from "./plugin.ts";
import { standInFor } from "./plugin-stand-ins.ts";

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
  if (!isPath(named)) return checkedPlugin(await importPackage(named, file), named);
  const path = resolve(dirname(file), named);
  wantFile(path, "plugin");
  return checkedPlugin(await importConfig(path, agrees, "plugin"), named);
}

async function loadModule(named: string, file: string, agrees: Agreement | undefined): Promise<string[]> {
  if (isPath(named) && !isAbsolute(named)) refuseLinkOut(named, file);
  const kept = isPath(named) ? resolve(dirname(file), named) : named;
  return [kept, ...usePlugin(await pluginOf(named, file, agrees), named)];
}

/** A path begins with a dot or a slash or has the extension of code; everything else is the name of a package. */
function isPath(named: string): boolean {
  return /^\.{0,2}\/|^[a-z]:[\\/]|\.[cm]?[jt]s$/i.test(named);
}

/** The plugins of a stored run, loaded anew so that it can go on. Throws `UserError` for one that is gone. */
export async function reloadPlugins(record: Pick<RunRecord, "id" | "config">): Promise<void> {
  const modules = pluginsOf(record).filter((entry) => !isFunctionAddress(entry));
  for (const named of modules) {
    try {
      await loadPlugins([named], join(process.cwd(), "lab.config"));
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
