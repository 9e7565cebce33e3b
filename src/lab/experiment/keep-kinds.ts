import { type PlugInPoint, usePlugin } from "./plugin.ts";

/**
 * A configuration in which kinds that stand as objects, a topology, a judge, a mechanism, a family, are registered and replaced by
 * their names; their addresses stand among its plugins, so that a run knows later whether they are still the same. Throws `UserError`.
 */
export function keepKinds(config: unknown, path: string): unknown {
  if (!isPlain(config)) return config;
  const addresses: string[] = [];
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (!isPlain(value)) return value;
    const point = pointOf(value);
    if (point === undefined) return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, named(part)]));
    addresses.push(...usePlugin({ name: path, [point]: [value] }, path));
    return value["name"];
  };
  const { plugins, ...rest } = config;
  const plain = named(rest) as object;
  if (addresses.length === 0) return config;
  return { ...plain, plugins: [...new Set([...(Array.isArray(plugins) ? (plugins as unknown[]) : []), ...addresses])] };
}

/** The plug-in point whose kind a value is; undefined for anything else. */
function pointOf(value: Readonly<Record<string, unknown>>): PlugInPoint | undefined {
  const has = (method: string): boolean => typeof value[method] === "function";
  if (typeof value["name"] !== "string") return undefined;
  if (has("make") && has("calls")) return "topologies";
  if (has("open") && "options" in value) return "judges";
  if (has("payment")) return "mechanisms";
  return has("make") && typeof value["category"] === "string" ? "families" : undefined;
}

/** A literal, not an instance of a class or a proxy of a module. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  );
}
