import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { parseEnv } from "node:util";
import { providerOf, providerRegistry } from "../../models/kinds.ts";
import { readBytes } from "../../util/read-file.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";
import { type Environment, leaves } from "./open-members.ts";

/** The variables that a run sees, for those that a file gave, which one, and those of files that no file may give. */
export interface Surrounding {
  readonly environment: Environment;
  readonly from: ReadonlyMap<string, string>;
  readonly passedOver: ReadonlyMap<string, string>;
}

/**
 * The process's environment with what .env files add: the experiment's own first, then that of the working directory. A variable
 * that is set already keeps its value, an empty one too; where calls go is told by no file, which may have come with the experiment. Throws a UserError for a file that cannot be read.
 */
export function environmentOf(base: Environment, envFile?: string): Surrounding {
  const files = [...new Set([...(envFile === undefined ? [] : [envFile]), resolve(".env")])];
  const added = new Map<string, string | undefined>();
  const from = new Map<string, string>();
  const passedOver = new Map<string, string>();
  for (const file of files) {
    for (const [name, value] of Object.entries(variablesIn(file))) {
      if (base[name] !== undefined || from.has(name)) continue;
      if (leads(name)) {
        passedOver.set(name, file);
        continue;
      }
      added.set(name, value);
      from.set(name, file);
    }
  }
  return { environment: { ...base, ...Object.fromEntries(added) }, from, passedOver };
}

/** Variables that lead calls elsewhere, or let others read them: proxies, trusted certificates, and addresses of providers. */
function leads(name: string): boolean {
  const known = providerRegistry.all.some(({ addresses }) => addresses?.includes(name));
  return known || /_PROXY$|_BASE_URL$|_ENDPOINT(_URL\w*)?$|^(NODE|SSL|OPENSSL)_/i.test(name);
}

const longestVariables = 1_000_000;

function variablesIn(file: string): NodeJS.Dict<string> {
  if (!existsSync(file)) return {};
  const text = readBytes(file, longestVariables).toString("utf8");
  return parseEnv(text.replace(/^\uFEFF/, ""));
}

/** What is said before a run of the variables in files: which gave keys, and which were not to lead calls elsewhere. */
export function variableNotes(variables: Surrounding, experiment: Pick<Experiment, "members" | "judges">): string[] {
  return [...keysFromFiles(variables, experiment).map((line) => `Keys: ${line}.`), ...passedOverWords(variables)];
}

function passedOverWords({ passedOver }: Surrounding): string[] {
  const files = Map.groupBy(passedOver, ([, file]) => file);
  return [...files].map(([file, variables]) => {
    const [is, them] = variables.length === 1 ? ["is", "it"] : ["are", "them"];
    const names = variables.map(([name]) => name).join(", ");
    return `${names} in ${relative(".", file) || file} ${is} not used: where calls go and whom they trust is told by no file of variables. Set ${them} in the environment.`;
  });
}

/** Which file gave which key, by name alone: those that the experiment's members use, or all. */
export function keysFromFiles({ from }: Surrounding, experiment?: Pick<Experiment, "members" | "judges">): string[] {
  const everyone = providerRegistry.all.flatMap((kind) => kind.keys.flat());
  const keys = new Set(experiment === undefined ? everyone : leaves([...experiment.members, ...experiment.judges]).flatMap(keysOf));
  const files = new Map<string, string[]>();
  for (const [name, file] of from) if (keys.has(name)) files.set(file, [...(files.get(file) ?? []), name]);
  return [...files].map(([file, names]) => `${names.join(", ")} from ${relative(".", file) || file}`);
}

function keysOf({ model = "", apiKeyEnv, settings }: MemberEntry): string[] {
  const prefix = model.split("/")[0] ?? "";
  const own = providerOf(prefix)?.keys.flat() ?? [];
  const texts = [...Object.values(settings?.headers ?? {}), ...Object.values(settings?.query ?? {}).map(String)];
  const named = texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? ""));
  return [...(apiKeyEnv === undefined ? own : [apiKeyEnv]), ...named];
}
