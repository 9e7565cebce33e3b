import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { readYaml } from "./read-yaml.ts";
import { readText } from "./read-text.ts";

/** The folder of bundled suites: two levels up from this file, in `src/` and in `dist/` alike. */
const bundle = fileURLToPath(new URL("../../suites/", import.meta.url));

/** The folder of a bundled suite, if there is one of this name. */
export function bundledFolder(name: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(name)) return undefined;
  const folder = join(bundle, name);
  return existsSync(join(folder, "suite.yaml")) ? folder : undefined;
}

/** The bundled suites in order of name; `tasks` is their number. */
export function bundledSuites(): { name: string; description: string; tasks: number }[] {
  return bundledNames().map((name) => {
    const file = join(bundle, name, "suite.yaml");
    const head = readYaml(file, readText(file)).value as { description?: string; tasks?: unknown[] };
    return { name, description: head.description ?? "", tasks: head.tasks?.length ?? 0 };
  });
}

/** The names of the bundled suites. */
export function bundledNames(): string[] {
  if (!existsSync(bundle)) return [];
  return readdirSync(bundle)
    .filter((name) => bundledFolder(name) !== undefined)
    .sort();
}
