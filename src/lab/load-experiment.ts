import { basename, extname } from "node:path";
import { judgeKinds } from "../judges/index.ts";
import { readText, readYaml, settleBy, withoutAnchors } from "../tasks/index.ts";
import { UserError } from "../util/bug.ts";
import { faultsIn } from "../util/issue-words.ts";
import { nearest } from "../util/nearest.ts";
import { type Experiment, experimentSchema } from "./experiment.ts";
import { beside } from "./beside.ts";
import { checkNesting } from "./check-nesting.ts";
import { bundledExperiment, bundledNames } from "./bundled.ts";
import { configurationIn, wantFile } from "./find-experiment.ts";
import { type Agreement, importConfig } from "./import-config.ts";
import { keepFunctions } from "./keep-functions.ts";

/**
 * An experiment by bundled name, `.ts`/`.js` file with a default export, `.yaml`/`.yml`/`.json` file, or folder with a
 * `lab.config` file. Code that another user owns is run only when `agrees` does not throw. Throws `UserError`.
 */
export async function loadExperiment(named: string, agrees?: Agreement): Promise<Experiment & { readonly name: string }> {
  const wanted = configurationIn(named) ?? named;
  const extension = extname(wanted).toLowerCase();
  if ([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"].includes(extension))
    return withName(beside(await fromModule(wanted, agrees), wanted), wanted);
  if ([".yaml", ".yml", ".json"].includes(extension)) return withName(beside(fromYaml(wanted), wanted), wanted);
  const bundled = await bundledExperiment(wanted);
  if (bundled === undefined)
    throw new UserError(
      `There is no experiment "${wanted}".${nearest(wanted, bundledNames())} A lab.config.ts, a .yaml file or a folder with one would do too.`,
    );
  return withName(check(bundled, wanted), wanted);
}

function withName(experiment: Experiment, wanted: string): Experiment & { readonly name: string } {
  return { ...experiment, name: experiment.name ?? basename(wanted, extname(wanted)) };
}

/** Checks an experiment that is at hand as a value; `where` names it in messages. */
export function check(value: unknown, where: string, lineOf: (path: readonly PropertyKey[]) => string = () => ""): Experiment {
  const parsed = experimentSchema.safeParse(value);
  if (parsed.success) {
    checkNesting([...parsed.data.members, ...parsed.data.judges]);
    return parsed.data;
  }
  const faults = faultsIn(parsed.error, experimentSchema);
  const problems = faults.slice(0, 8).map(({ path, of, words }) => `  ${lineOf(path)}${nameOf(of)}: ${words}${hintFor(path, value)}`);
  const more = faults.length > 8 ? [`  and ${faults.length - 8} more`] : [];
  throw new UserError(
    `The experiment ${where} does not fit:\n${[...problems, ...more].join("\n")}\nSee docs/experiments.md for every field.`,
  );
}

/** The place in words: an unknown field is named by its message. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".") || "the experiment";
}

/** What is written for the fields that are most often given as something else. */
function hintFor(path: readonly PropertyKey[], value: unknown): string {
  const last = path.at(-1);
  const got = path.reduce<unknown>((part, step) => (isPlain(part) || Array.isArray(part) ? Reflect.get(part, step) : undefined), value);
  if (last === "price") return ". Write { input: 0.5, output: 2 } in dollars per million tokens, or free";
  const list = path.at(-2);
  if ((list === "members" || list === "judges") && typeof last === "number" && typeof got === "string")
    return `. Write { name: ${got.split("/").at(-1) ?? got}, model: ${got} }`;
  if (last === "members" || last === "judges" || last === "topologies") return Array.isArray(got) ? "" : `. Begin each entry with "- "`;
  return "";
}

async function fromModule(path: string, agrees?: Agreement): Promise<Experiment> {
  wantFile(path, "experiment");
  return check(keepFunctions(await importConfig(path, agrees)), path);
}

/** The most bytes that an experiment may have. */
const longestExperiment = 16_000_000;

function fromYaml(path: string): Experiment {
  wantFile(path, "experiment");
  const text = readText(path, longestExperiment, "An experiment is short; tasks belong into a suite of their own.");
  const parsed = readYaml(path, text);
  const lineOf = (wanted: readonly PropertyKey[]): string => {
    const place = parsed.place(wanted.filter((step) => typeof step !== "symbol"));
    return `${place === path ? `${path}:1:1` : place}: `;
  };
  const { value } = parsed;
  const whole = isPlain(value) ? withoutAnchors(value, parsed, Object.keys(experimentSchema.shape)) : value;
  const place = (wanted: readonly PropertyKey[]) => lineOf(wanted).replace(/: $/, "");
  const settling = { kinds: new Map(judgeKinds.map((kind) => [kind.name, kind])), place };
  return check(settleBy(whole, experimentSchema, ["seed"], settling), path, lineOf);
}

function isPlain(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
