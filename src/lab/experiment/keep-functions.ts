import { addressOfFunction, isFunctionAddress, keepFunction, placeFunction } from "../../util/functions.ts";
import type { OwnLimits } from "../../util/own-function.ts";
import { whereDefined } from "../../util/where-defined.ts";

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
  const limits = limitsOf(config["functions"]);
  const alike = new Map<string, Work[]>();
  const works = new Map<string, Work>();
  const keep: Keep = (name, work, own) => {
    const address = keepFunction(nameBeside(alike, name, work), work, { ...limits, ...own });
    works.set(address, work);
    return address;
  };
  const kept = {
    ...config,
    ...(Array.isArray(suite) ? { suite: inlineSuite, tasks: suite.map((entry) => task(entry, keep)) } : {}),
    ...(Array.isArray(members) ? { members: members.map((entry) => member(entry, keep)) } : {}),
    ...(Array.isArray(judges) ? { judges: judges.map((entry) => member(entry, keep)) } : {}),
    ...(Array.isArray(topologies) ? { topologies: topologies.map((entry, index) => topology(entry, keep, `topology-${index + 1}`)) } : {}),
    ...(isWork(verifier) ? { verifier: judge(verifier, keep, "verifier") } : {}),
  };
  const addresses = [...works.keys()];
  for (const [index, place] of whereDefined([...works.values()]).entries())
    if (place !== undefined) placeFunction(addresses[index] ?? "", place);
  return kept;
}

/** What a function is called that nobody gave a name: by the field that it stands in, or by nothing. */
const inferred: ReadonlySet<string> = new Set(["", "own", "use", "topology", "model", "grader", "verifier", "default", "anonymous"]);

/** Functions of one source may still do different things, by what they were made with: each is another one. */
function nameBeside(alike: Map<string, Work[]>, name: string, work: Work): string {
  const address = addressOfFunction(name, work);
  const known = alike.get(address) ?? [];
  alike.set(address, known);
  const index = known.includes(work) ? known.indexOf(work) : known.push(work) - 1;
  return index === 0 ? name : `${name}~${index + 1}`;
}

/** Keeps a function under a name; `own` limits go before those of the configuration. */
type Keep = (name: string, work: Work, own?: OwnLimits) => string;

/** What a configuration allows its functions; what does not fit is left to the schema. */
function limitsOf(entry: unknown): OwnLimits {
  if (!isPlain(entry)) return {};
  const { timeoutMs, blockedMs } = entry;
  return { ...(isTime(timeoutMs) ? { timeoutMs } : {}), ...(isTime(blockedMs) ? { blockedMs } : {}) };
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value > 0;
}

function task(entry: unknown, keep: Keep): unknown {
  if (!isPlain(entry)) return entry;
  const { id, turns } = entry;
  const graded = (part: Plain, whose: unknown): Plain =>
    isWork(part["grader"]) ? { ...part, grader: judge(part["grader"], keep, placeOf("grader", whose)) } : part;
  const nameOfTurn = (at: number): unknown => (typeof id === "string" ? `${id}-turn-${at + 2}` : id);
  const further = Array.isArray(turns)
    ? { turns: turns.map((turn: unknown, at) => (isPlain(turn) ? graded(turn, nameOfTurn(at)) : turn)) }
    : {};
  return { ...graded(entry, id), ...further };
}

function member(entry: unknown, keep: Keep): unknown {
  if (!isPlain(entry)) return entry;
  const { name, model, firm, settings } = entry;
  const { timeoutMs } = limitsOf(settings);
  const own = timeoutMs === undefined ? {} : { timeoutMs };
  const inner =
    isPlain(firm) && Array.isArray(firm["members"])
      ? {
          firm: {
            ...named(firm, "topology", keep, placeOf("topology", name)),
            members: firm["members"].map((each) => member(each, keep)),
          },
        }
      : {};
  return { ...entry, ...(isWork(model) ? { model: keep(nameOf(name, model, "own"), model, own) } : {}), ...inner };
}

/** `place` is what one without a name is called. */
function topology(entry: unknown, keep: Keep, place: string): unknown {
  if (isWork(entry)) return topology({ use: entry }, keep, place);
  if (!isPlain(entry)) return entry;
  const { verifier } = entry;
  const own = named(entry, "use", keep, place);
  const name = typeof own["name"] === "string" ? own["name"] : own["use"];
  return isWork(verifier) ? { ...own, verifier: judge(verifier, keep, placeOf("verifier", name)) } : own;
}

function named(entry: Plain, field: "use" | "topology", keep: Keep, place: string): Plain {
  const work = entry[field];
  if (!isWork(work)) return entry;
  const name = nameOf(entry["name"], work, place);
  return { ...entry, [field]: keep(name, work), ...(field === "use" ? { name } : {}) };
}

/** A judge without a name of its own is called by where it stands, so that a changed one is known again among others. */
function judge(work: Work, keep: Keep, place: string): unknown {
  return { kind: "function", function: keep(nameOf(undefined, work, place), work) };
}

/** What a function without a name is called by whose field it stands in; one of nobody by its field alone. */
function placeOf(field: string, whose: unknown): string {
  return typeof whose === "string" ? `${field}-of-${whose}` : field;
}

/** The name that is given, else the function's own, else what it is called by its place. */
function nameOf(name: unknown, work: Work, place: string): string {
  const given = typeof name === "string" && name !== "" ? name : inferred.has(work.name) ? place : work.name;
  return isFunctionAddress(given) ? "own" : given.replaceAll(/[\s/#"\\]/g, "-");
}

function isWork(value: unknown): value is Work {
  return typeof value === "function";
}
function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
