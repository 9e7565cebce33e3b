import { isMap, isScalar, parseDocument } from "yaml";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../util/bug.ts";
import { commandLine } from "../../util/command-line.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { refuseLinkOut } from "../../util/read-file.ts";

const configurations = ["ts", "mts", "cts", "js", "mjs", "cjs", "yaml", "yml", "json"].map((extension) => `lab.config.${extension}`);

/**
 * The `lab.config` of a folder, whatever its extension; undefined where there is none. Throws a `UserError` for a link out of the folder, and for a folder that is named
 * as files with data are: who names one means data, and its `lab.config` may be a program.
 */
export function configurationIn(folder: string): string | undefined {
  const found = configurations.find((name) => existsSync(join(folder, name)));
  if (found === undefined) return undefined;
  const path = join(folder, found);
  if (fileName.test(basename(folder)))
    throw new UserError(`${folder} is a folder, not a file. Name the file in it that is meant, such as ${path}.`);
  refuseLinkOut(found, path);
  return path;
}

/** A name that files of experiments, suites and programs have. */
const fileName = /\.(?:ya?ml|jsonl?|[ct]sv|[cm]?[jt]s)$/i;

/** An experiment that was not named, and why it is the one. */
export interface UsualExperiment {
  readonly experiment: string;
  readonly why: string;
}

/**
 * What is run when nothing is named: the `lab.config` of the working folder, else the one file there that holds an experiment, else
 * the bundled main experiment. Throws a `UserError` that lists them where several files hold one, with the command in which one is `named`.
 */
export function usualExperiment(folder = ".", named = (file: string) => ["run", file]): UsualExperiment {
  const configuration = configurationIn(folder);
  if (configuration !== undefined) return { experiment: configuration, why: "the configuration of this folder" };
  const found = experimentsIn(folder);
  const [only] = found;
  if (only === undefined) return { experiment: "coase-hayek", why: "the bundled one; no experiment is in this folder" };
  if (found.length === 1) return { experiment: only, why: "the only experiment in this folder" };
  throw new UserError(`Which experiment? This folder has ${found.join(", ")}. Name one: \`${commandLine(named(only))}\``);
}

/** The files of a folder that hold an experiment: a list of members and one of topologies at the top. */
function experimentsIn(folder: string): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(?:ya?ml|json|[mc]?[jt]s)$/i.test(entry.name),
  );
  return files
    .map(({ name }) => name)
    .filter((name) => holdsExperiment(join(folder, name)))
    .sort();
}

/** Whether what is named is an experiment rather than a suite: a folder with a `lab.config`, or a file that holds one. */
export function isExperiment(named: string): boolean {
  const configuration = configurationIn(named);
  const suite = ["suite.yaml", "suite.yml", "suite.json"].find((name) => existsSync(join(named, name)));
  if (configuration !== undefined && suite !== undefined)
    throw new UserError(
      `The folder ${named} has a suite (${suite}) and an experiment (${basename(configuration)}). Name the file that is meant.`,
    );
  if (configuration !== undefined) return true;
  return /\.(?:ya?ml|json|[mc]?[jt]s)$/i.test(named) && existsSync(named) && statSync(named).isFile() && holdsExperiment(named);
}

function holdsExperiment(path: string): boolean {
  if (statSync(path).size > 1_000_000) return false;
  const text = readFileSync(path, "utf8");
  if (/\.[mc]?[jt]s$/i.test(path))
    return /\bdefineConfig\s*\(|\btopologies\b/.test(text) && /\bexport\s+default\b|\bmodule\.exports\b/.test(text);
  const wanted = ["members", "topologies"];
  if (!wanted.every((name) => text.includes(name))) return false;
  const names = namesIn(text);
  return wanted.every((name) => names?.has(name) ?? new RegExp(`^\\s*["']?${name}["']?\\s*:`, "m").test(text));
}

/** The names of a file's outermost object, in whatever lines it is written; undefined where it cannot be read. */
function namesIn(text: string): ReadonlySet<unknown> | undefined {
  const { contents, errors } = parseDocument(text);
  if (errors.length > 0) return undefined;
  return new Set(isMap(contents) ? contents.items.map(({ key }) => (isScalar(key) ? key.value : undefined)) : []);
}

/** Throws a `UserError` for a file that is not there, with the file of that folder whose name is nearest. */
export function wantFile(path: string, what: string): void {
  const full = resolve(path);
  if (existsSync(full) && !statSync(full).isDirectory()) return;
  if (existsSync(full))
    throw new UserError(`${path} is a folder, not a file with ${what === "experiment" ? "an" : "a"} ${what}. Name the file itself.`);
  const folder = dirname(full);
  if (!existsSync(folder)) throw new UserError(`There is no ${what} ${path}: the folder ${folder} does not exist.`);
  const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  const hint = files.length === 0 ? " The folder is empty." : didYouMean(basename(full), files).replace("Known:", "The folder has:");
  throw new UserError(`There is no ${what} ${path}.${hint}`);
}
