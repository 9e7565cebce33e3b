import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../util/bug.ts";
import { nearest } from "../util/nearest.ts";

const configurations = ["ts", "mts", "cts", "js", "mjs", "cjs", "yaml", "yml", "json"].map((extension) => `lab.config.${extension}`);

/** The `lab.config` of a folder, whatever its extension; undefined where there is none. */
export function configurationIn(folder: string): string | undefined {
  return configurations.map((name) => join(folder, name)).find((path) => existsSync(path));
}

/** What is run when nothing is named: the configuration of the working folder, else the bundled main experiment. */
export function usualExperiment(): string {
  return configurationIn(".") ?? "coase-hayek";
}

/** Throws a `UserError` for a file that is not there, with the file of that folder whose name is nearest. */
export function wantFile(path: string, what: string): void {
  const full = resolve(path);
  if (existsSync(full) && !statSync(full).isDirectory()) return;
  const folder = dirname(full);
  if (!existsSync(folder)) throw new UserError(`There is no ${what} ${path}: the folder ${folder} does not exist.`);
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  const hint = files.length === 0 ? " The folder is empty." : nearest(basename(full), files).replace("Known:", "The folder has:");
  throw new UserError(`There is no ${what} ${path}.${hint}`);
}
