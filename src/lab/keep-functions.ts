import { isFunctionAddress, keepFunction } from "../util/functions.ts";

type Plain = Readonly<Record<string, unknown>>;
type Work = (...given: never[]) => unknown;

/** The suite of tasks that stand in the configuration itself. */
export const inlineSuite = "inline";

/**
 * A configuration with every function in it kept and replaced by its address, and tasks that stand in it moved to `tasks`: what is
 * left is data, which a ledger can hold. What is no configuration is given back as it is, for the schema to refuse.
 */
export function keepFunctions(config: unknown): unknown {
  if (!isPlain(config)) return config;
  const { suite, members, judges, topologies, verifier } = config;
  return {
    ...config,
    ...(Array.isArray(suite) ? { suite: inlineSuite, tasks: suite.map(task) } : {}),
    ...(Array.isArray(members) ? { members: members.map(member) } : {}),
    ...(Array.isArray(judges) ? { judges: judges.map(member) } : {}),
    ...(Array.isArray(topologies) ? { topologies: topologies.map(topology) } : {}),
    ...(isWork(verifier) ? { verifier: judge(verifier) } : {}),
  };
}

function task(entry: unknown): unknown {
  return isPlain(entry) && isWork(entry["grader"]) ? { ...entry, grader: judge(entry["grader"]) } : entry;
}

function member(entry: unknown): unknown {
  if (!isPlain(entry)) return entry;
  const { name, model, firm } = entry;
  const inner =
    isPlain(firm) && Array.isArray(firm["members"]) ? { firm: { ...named(firm, "topology"), members: firm["members"].map(member) } } : {};
  return { ...entry, ...(isWork(model) ? { model: keepFunction(nameOf(name, model), model) } : {}), ...inner };
}

function topology(entry: unknown): unknown {
  if (isWork(entry)) return topology({ use: entry });
  if (!isPlain(entry)) return entry;
  const { verifier } = entry;
  const own = named(entry, "use");
  return isWork(verifier) ? { ...own, verifier: judge(verifier) } : own;
}

function named(entry: Plain, field: "use" | "topology"): Plain {
  const work = entry[field];
  if (!isWork(work)) return entry;
  const name = nameOf(entry["name"], work);
  return { ...entry, [field]: keepFunction(name, work), ...(field === "use" ? { name } : {}) };
}

function judge(work: Work): unknown {
  return { kind: "function", function: keepFunction(nameOf(undefined, work), work) };
}

/** The name that is given, else the function's own. */
function nameOf(name: unknown, work: Work): string {
  const found = typeof name === "string" && name !== "" ? name : work.name;
  return found === "" || isFunctionAddress(found) ? "own" : found.replaceAll(/[\s/#"\\]/g, "-");
}

function isWork(value: unknown): value is Work {
  return typeof value === "function";
}
function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
