import { PartError } from "../../util/part-error.ts";
import type { Experiment } from "./experiment.ts";

type Path = readonly (string | number)[];

/** The file that an experiment was read from. */
export interface Source {
  /** Where a part of it stands: file, line and column, or the file alone where that is code. */
  readonly place: (path: Path) => string;
  /** The experiment as the file has it. */
  readonly written: Experiment;
  /** Whether another verifier than the file's was asked for. */
  readonly otherVerifier?: boolean;
}

const sources = new WeakMap<object, Source>();

/** Keeps where an experiment comes from, beside it: it is no part of the experiment. */
export function withSource<E extends Experiment>(experiment: E, source: Source | undefined): E {
  if (source !== undefined) sources.set(experiment, source);
  return experiment;
}

/** The file that an experiment was read from; undefined where it was none, as for those that are bundled or stored. */
export function sourceOf(experiment: Experiment): Source | undefined {
  return sources.get(experiment);
}

const replacedMembers = new WeakMap<object, readonly string[]>();

/** Keeps the names of the members whose place others of the command line have taken. */
export function withReplaced<E extends Experiment>(experiment: E, names: readonly string[]): E {
  replacedMembers.set(experiment, names);
  return experiment;
}

/** Says of a member that is not there that the command line took it away, and how it is kept. */
function withReplacedWords(experiment: Experiment, thrown: PartError): PartError {
  const names = replacedMembers.get(experiment) ?? [];
  const lacking = names.find((name) => thrown.message.includes(` wants the member "${name}", which`));
  if (lacking === undefined) return thrown;
  const words = ` The members of --member took the place of all of the experiment's (${names.join(", ")}): add --member ${lacking}=<provider/model>, or name with --member only members that the experiment has, and the others stay.`;
  return new PartError(
    thrown.faults.map((fault) => ({ ...fault, words: `${fault.words}${words}` })),
    thrown.opening,
  );
}

/** What a part of an experiment is refused with, with the place in its file: no place for what the file does not say, as where the command line says it instead. */
export function placedIn(experiment: Experiment, thrown: unknown): unknown {
  if (!(thrown instanceof PartError)) return thrown;
  const told = withReplacedWords(experiment, thrown);
  const source = sourceOf(experiment);
  if (source === undefined) return told;
  return told.placed((part) => {
    const written = asWritten(part, experiment, source.written);
    const same = written !== undefined && JSON.stringify(valueAt(experiment, part)) === JSON.stringify(valueAt(source.written, written));
    return same ? source.place(written) : "";
  });
}

/** The same part in the file, where an entry of a list may stand elsewhere: it is found by its name. */
function asWritten(part: Path, experiment: Experiment, written: Experiment): Path | undefined {
  const [field, index, ...rest] = part;
  if ((field !== "members" && field !== "judges" && field !== "topologies") || typeof index !== "number") return part;
  const name = nameOf(experiment[field][index]);
  const there = nameOf(written[field][index]) === name ? index : written[field].findIndex((entry) => nameOf(entry) === name);
  return there < 0 ? undefined : [field, there, ...rest];
}

function nameOf(entry: Experiment["topologies" | "members"][number] | undefined): string | undefined {
  return typeof entry === "object" ? (entry.name ?? ("use" in entry ? entry.use : undefined)) : entry;
}

function valueAt(whole: unknown, part: Path): unknown {
  return part.reduce<unknown>((value, step) => (typeof value === "object" && value !== null ? Reflect.get(value, step) : undefined), whole);
}
