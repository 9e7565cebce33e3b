import { join } from "node:path";
import type { Command } from "commander";

/** Loads the plugins of `--plugin` before the command does its work, and puts what a run keeps of them in their place. */
export async function openPlugins(command: Command): Promise<void> {
  const { plugin: named = [], yes = false } = command.opts<{ plugin?: readonly string[]; yes?: boolean }>();
  if (named.length === 0) return;
  const { loadPlugins } = await import("../lab/index.ts");
  command.setOptionValue("plugin", await loadPlugins(named, join(process.cwd(), "lab.config"), yes ? { foreign: () => {} } : {}));
}
