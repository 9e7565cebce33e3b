import { type PlugInPoint, usePlugin } from "./plugin.ts";

/**
 * A configuration in which kinds that stand as objects, a topology, a judge, a mechanism, a family, a provider of models, are registered and replaced by
 * their names; their addresses stand among its plugins, so that a run knows later whether they are still the same. Throws `UserError`.
 */
export function keepKinds(config: unknown, path: string): unknown {
  if (!isPlain(config)) return config;
  const addresses: string[] = [];
  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    if (!isPlain(value)) return value;
    const model = modelOf(value);
    if (model !== undefined)
      return { ...(named({ ...value, model: undefined }) as object), model: `${String(named(model.provider))}/${model.name}` };
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

/** The provider that stands as a member's model, alone or with the name of one of its models; a member's own name is the model's where none is given. */
function modelOf({ name, model }: Readonly<Record<string, unknown>>): { readonly provider: unknown; readonly name: string } | undefined {
  if (!isPlain(model) || typeof name !== "string") return undefined;
  if (pointOf(model) === "providers") return { provider: model, name };
  const { provider, name: called = name } = model;
  return isPlain(provider) && pointOf(provider) === "providers" && typeof called === "string" ? { provider, name: called } : undefined;
}

/** The plug-in point whose kind a value is; undefined for anything else. */
function pointOf(value: Readonly<Record<string, unknown>>): PlugInPoint | undefined {
  const has = (method: string): boolean => typeof value[method] === "function";
  if (typeof value["name"] !== "string") return undefined;
  if (has("make") && has("calls")) return "topologies";
  if (has("open") && "options" in value) return "judges";
  if (has("payment")) return "mechanisms";
  if (has("load") && "homes" in value) return "providers";
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
