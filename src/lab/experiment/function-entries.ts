import { isFunctionAddress } from "../../util/functions.ts";
import { functionsOnly } from "../../util/functions-only.ts";
import type { Fault } from "../../util/issue-words.ts";

/** Entries of an experiment that name a function where data alone can stand: what each is told in place of what it lacks. */
export function functionEntries(experiment: unknown, inCode: boolean): Fault[] {
  const fault = (path: readonly PropertyKey[], what: Parameters<typeof functionsOnly>[0]): Fault => {
    return { path, of: path, words: functionsOnly(what, inCode) };
  };
  const within = (list: string, what: "member" | "topology"): Fault[] =>
    listOf(experiment, list).flatMap((entry, i) => (isFunction(entry) ? [fault([list, i], what)] : []));
  const verifiers = listOf(experiment, "topologies").map(
    (entry, i) => [["topologies", i, "verifier"], fieldOf(entry, "verifier")] as const,
  );
  const judges = [[["verifier"], fieldOf(experiment, "verifier")] as const, ...verifiers].flatMap(([path, entry]) =>
    isFunction(entry) ? [fault(path, "verifier")] : [],
  );
  return [...within("members", "member"), ...within("judges", "member"), ...within("topologies", "topology"), ...judges];
}

/** Whether an entry asks for a function by its kind or by a field of that name; one that is kept already stands by its address. */
function isFunction(entry: unknown): boolean {
  if (entry === word) return true;
  const named = fieldOf(entry, word);
  if (typeof named === "string" && isFunctionAddress(named)) return false;
  return named !== undefined || ["kind", "use", "model", "type"].some((field) => fieldOf(entry, field) === word);
}
const word = "function";

function listOf(value: unknown, name: string): readonly unknown[] {
  const list = fieldOf(value, name);
  return Array.isArray(list) ? list : [];
}

function fieldOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
