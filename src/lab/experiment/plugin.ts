import { z } from "zod";
import { judgeRegistry, type JudgeKind } from "../../judges/index.ts";
import { type LedgerKind, ledgerRegistry } from "../../ledger/index.ts";
import { type Mechanism, mechanismRegistry } from "../../market/index.ts";
import { type ProviderKind, providerRegistry } from "../../models/index.ts";
import { type ReportFormat, reportRegistry } from "../../report/index.ts";
import { type Family, familyRegistry } from "../../tasks/index.ts";
import { foreignTopology, type TopologyKind, topologyRegistry } from "../../topologies/index.ts";
import type { Judge } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { keepFunction } from "../../util/functions.ts";
import { callOwn } from "../../util/own-function.ts";
import { definitionOf } from "../../util/source-of.ts";
import type { Registry } from "../../util/registry.ts";

/** What a module adds to Catallaxy: any number of kinds per plug-in point, each under a name that nobody else has. */
export interface Plugin {
  /** The plugin's own name, for messages. */
  readonly name: string;
  readonly topologies?: readonly TopologyKind[];
  readonly judges?: readonly JudgeKind[];
  /** Providers of models; `name` is the prefix of their models' ids. */
  readonly providers?: readonly (ProviderKind & { readonly name: string })[];
  /** Mechanisms of `market`. */
  readonly mechanisms?: readonly Mechanism[];
  /** Families of the suite `generated`. */
  readonly families?: readonly Family[];
  /** Ledgers; `name` is the scheme of their addresses. */
  readonly ledgers?: readonly LedgerKind[];
  /** Formats of `catallaxy report`. */
  readonly reports?: readonly ReportFormat[];
}

/** The plug-in points by the field of a plugin: what one of it is called in messages, and the methods that it must have. */
export const plugInPoints = {
  topologies: { what: "topology", methods: ["make", "calls"] },
  judges: { what: "judge", methods: ["open"] },
  providers: { what: "provider", methods: ["load"] },
  mechanisms: { what: "mechanism", methods: ["payment"] },
  families: { what: "family", methods: ["make"] },
  ledgers: { what: "ledger", methods: ["open"] },
  reports: { what: "report", methods: ["write"] },
} as const;
export type PlugInPoint = keyof typeof plugInPoints;
const points = Object.keys(plugInPoints) as PlugInPoint[];

/** Types a plugin; a module's default export. What is wrong in it is said when it is loaded. */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}

/**
 * Adds everything that a plugin brings and gives back the address of each: its name and a hash of its source, by which a run knows
 * later whether it is still the same. Throws a `UserError` for what is no plugin, and for a name that is taken.
 */
export function usePlugin(value: unknown, from: string): string[] {
  const plugin = checkedPlugin(value, from);
  const items = points.flatMap((point) => (plugin[point] ?? []).map((item) => ({ point, item: item as { readonly name: string } })));
  for (const { point, item } of items) {
    const known = registered.get(item);
    // The very object that is there already, named by a plugin and standing in a configuration too, is no second kind.
    if (known !== undefined && registries[point].all.includes(known)) continue;
    const own = guarded(point, item, plugin.name) as { readonly name: string };
    registries[point].add(own, plugin.name);
    registered.set(item, own);
  }
  return items.map(({ point, item }) => keepItem(point, item));
}

/** What stands in a registry for an item as it was given. */
const registered = new WeakMap<object, { readonly name: string }>();

/** Keeps one item of a plug-in point under its address. */
export function keepItem(point: PlugInPoint, item: { readonly name: string }): string {
  const source = sourceOf(definitionOf(item));
  return keepFunction(
    `${plugInPoints[point].what}:${item.name}`,
    Object.assign(() => source, { toString: () => source }),
  );
}

/** The plug-in point and the name in an item's address; undefined for the address of a plain function. */
export function itemAt(address: string): { readonly point: PlugInPoint; readonly name: string } | undefined {
  const [, what, name] = /^function:([a-z]+):(.+)#[0-9a-f]{12}$/.exec(address) ?? [];
  const point = points.find((each) => plugInPoints[each].what === what);
  return point === undefined || name === undefined ? undefined : { point, name };
}

/** Where the kinds of each plug-in point are found by name. */
export const registries: { readonly [point in PlugInPoint]: Registry<{ readonly name: string }> } = {
  topologies: topologyRegistry,
  judges: judgeRegistry,
  providers: providerRegistry,
  mechanisms: mechanismRegistry,
  families: familyRegistry,
  ledgers: ledgerRegistry,
  reports: reportRegistry,
};

/** The value, where it is a plugin; a `UserError` says what it lacks where it is none. */
export function checkedPlugin(value: unknown, from: string): Plugin {
  if (typeof value !== "object" || value === null || typeof (value as Plugin).name !== "string" || (value as Plugin).name === "")
    throw new UserError(
      `${from}: wanted a plugin, { name, ${points.join(" | ")} }; got none. Write \`export default definePlugin({ ... })\`.`,
    );
  const plugin = value as Plugin & Readonly<Record<string, unknown>>;
  const strange = Object.keys(plugin).find((field) => field !== "name" && !(points as readonly string[]).includes(field));
  if (strange !== undefined)
    throw new UserError(`${from}: a plugin has no field "${strange}". It has name and any of ${points.join(", ")}.`);
  if (points.every((point) => plugin[point] === undefined))
    throw new UserError(`${from}: the plugin "${plugin.name}" brings nothing. Give it any of ${points.join(", ")}.`);
  for (const point of points) for (const [index, item] of listOf(plugin, point, from).entries()) checkItem(item, point, index, from);
  return plugin;
}

function listOf(plugin: Plugin, point: PlugInPoint, from: string): readonly unknown[] {
  const list: unknown = plugin[point] ?? [];
  if (Array.isArray(list)) return list;
  throw new UserError(`${from}: ${point} of the plugin "${plugin.name}" must be a list.`);
}

function checkItem(item: unknown, point: PlugInPoint, index: number, from: string): void {
  const { what, methods } = plugInPoints[point];
  const place = `${from}: ${point}[${index}]`;
  if (typeof item !== "object" || item === null)
    throw new UserError(`${place} must be a ${what}, an object with a name and ${methods.join(", ")}.`);
  const fields = item as Readonly<Record<string, unknown>>;
  const { name } = fields;
  if (typeof name !== "string" || !/^[a-z0-9][a-z0-9._-]*$/i.test(name))
    throw new UserError(`${place} needs a name of letters, digits, dots and dashes; got ${JSON.stringify(name)}.`);
  const missing = methods.filter((method) => typeof fields[method] !== "function");
  if (missing.length > 0) throw new UserError(`${place}: the ${what} "${name}" has no method ${missing.join(", ")}.`);
}

/** Others' topologies and judges behind our contracts: what they throw is a failure that names them, never an end of the run. */
function guarded(point: PlugInPoint, item: { readonly name: string }, plugin: string): object {
  if (point === "topologies") {
    const kind = item as TopologyKind;
    const make: TopologyKind["make"] = (options) => {
      const made = kind.make(options);
      return { ...made, ...foreignTopology(made.name, (task, desk) => made.solve(task, desk)) };
    };
    return { ...kind, make };
  }
  if (point === "judges") {
    const kind = item as JudgeKind;
    const open: JudgeKind["open"] = (settings, context) => foreignJudge(kind.open(settings, context), plugin);
    return { ...kind, open };
  }
  return item;
}

function foreignJudge(judge: Judge, plugin: string): Judge {
  return {
    ...judge,
    judge: async (task, answer, desk, among) => {
      const judged = await callOwn(
        `judge "${judge.name}" of ${plugin}`,
        {},
        () => judge.judge(task, answer, desk, among),
        (verdict) => verdict,
      );
      return judged.ok ? judged.value : judged;
    },
  };
}

/** Every function and every value of an item, as text. */
function sourceOf(item: unknown): string {
  const seen = new Set<unknown>();
  const words = (value: unknown): string => {
    if (typeof value === "function") return value.toString();
    if (typeof value !== "object" || value === null) return String(value);
    if (seen.has(value)) return "";
    seen.add(value);
    if ("_zod" in value) return schemaWords(value as z.ZodType);
    return `{${Object.entries(value)
      .map(([name, part]) => `${name}:${words(part)}`)
      .join(",")}}`;
  };
  return words(item);
}

function schemaWords(schema: z.ZodType): string {
  try {
    return JSON.stringify(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }));
  } catch {
    // A schema of another version of zod.
    return "schema";
  }
}
