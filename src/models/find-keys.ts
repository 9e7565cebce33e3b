import { UserError } from "../util/bug.ts";
import { type Kind, providerRegistry } from "./kinds.ts";

type Environment = { readonly [name: string]: string | undefined };

/** The key of a member, by the names of its variables: all secrets that make it up, none where the server needs none. */
export interface FoundKey {
  readonly keyName: string;
  readonly key?: string;
  readonly credentials: { readonly [name: string]: string };
}

/** The key of `model`: the variable that is named, else the first whole set of its provider's. Throws a UserError where it is missing. */
export function findKey(model: string, kind: Kind, env: Environment, named?: string): FoundKey {
  const sets = named === undefined ? kind.keys : [[named]];
  const [usual, ...others] = sets;
  if (usual === undefined) return { keyName: "apiKeyEnv", credentials: {} };
  const set = sets.find((names) => names.every((name) => valueOf(env, name) !== ""));
  if (set !== undefined) {
    const beside = set.length === 1 ? [] : (kind.besideKey ?? []).filter((name) => valueOf(env, name) !== "");
    const credentials = Object.fromEntries([...set, ...beside].map((name) => [name, valueOf(env, name)]));
    return { keyName: set.join(" and "), key: valueOf(env, set.at(-1) ?? ""), credentials };
  }
  const or = others.length === 0 ? "" : ` (or ${others.map((names) => names.join(" with ")).join(", ")})`;
  const needs = named !== undefined || kind.needs === undefined ? "" : ` ${kind.needs}.`;
  const empty = sets.flat().filter((name) => env[name] !== undefined && Object.hasOwn(env, name) && valueOf(env, name) === "");
  if (empty.length > 0)
    throw new UserError(
      `"${model}" needs a key, and the environment variable ${empty.join(" and ")} is set but empty.${needs} What is set in the environment goes before a .env file, an empty value too: give it a value or unset it there, or give it one in the .env file where it is empty, or choose another member.`,
    );
  throw new UserError(
    `"${model}" needs a key, and the environment variable ${usual.join(" and ")}${or} is not set.${needs} Set it, in the environment or in a .env file, or choose another member.`,
  );
}

/** Which providers' keys are in the environment, by name alone; `variable` is the one that was found, else the one to set. */
export function keysFound(env: Environment): { provider: string; variable: string; present: boolean }[] {
  return providerRegistry.all.flatMap(({ name: provider, keys }) => {
    const [usual] = keys;
    if (usual === undefined) return [];
    const found = keys.find((names) => names.every((name) => valueOf(env, name) !== ""));
    return [{ provider, variable: (found ?? usual).join(" and "), present: found !== undefined }];
  });
}

/** The environment has a prototype, whose members are no keys. */
function valueOf(env: Environment, name: string): string {
  const value: unknown = env[name];
  return typeof value === "string" ? value.trim() : "";
}
