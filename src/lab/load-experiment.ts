import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import type { z } from "zod";
import { memberSettings } from "../models/member-settings.ts";
import { judgeKinds } from "../judges/index.ts";
import { readYaml, settleBy, withoutAnchors } from "../tasks/index.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { issueWords } from "../util/issue-words.ts";
import { nearest } from "../util/nearest.ts";
import { type Experiment, experimentSchema, memberFields } from "./experiment.ts";
import { beside } from "./beside.ts";
import { checkNesting } from "./check-nesting.ts";
import { bundledExperiment, bundledNames } from "./bundled.ts";
import { configurationIn, wantFile } from "./find-experiment.ts";
import { importConfig } from "./import-config.ts";
import { keepFunctions } from "./keep-functions.ts";

/**
 * An experiment by bundled name, `.ts`/`.js` file with a default export, `.yaml`/`.yml`/`.json` file, or folder with a
 * `lab.config` file. Throws `UserError`.
 */
export async function loadExperiment(named: string): Promise<Experiment & { readonly name: string }> {
  const wanted = configurationIn(named) ?? named;
  const extension = extname(wanted).toLowerCase();
  if ([".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"].includes(extension)) return withName(beside(await fromModule(wanted), wanted), wanted);
  if ([".yaml", ".yml", ".json"].includes(extension)) return withName(beside(await fromYaml(wanted), wanted), wanted);
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
  const problems = parsed.error.issues
    .slice(0, 8)
    .map((issue) => `  ${lineOf(placeOf(issue))}${issue.path.join(".") || "the experiment"}: ${problemOf(issue)}`);
  throw new UserError(`The experiment ${where} does not fit:\n${problems.join("\n")}\nSee docs/experiments.md for every field.`);
}

/** An unknown field is where its name stands. */
function placeOf(issue: z.core.$ZodIssue): readonly PropertyKey[] {
  return issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path;
}

function problemOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") {
    const hint = nearest(String(issue.keys[0]), fieldsAt(issue.path));
    return `unknown field ${issue.keys.map((key) => `"${key}"`).join(", ")}.${hint}`;
  }
  return issueWords(issue);
}

/** The fields that are known where an unknown one stands, as far as a person may have meant one of them. */
function fieldsAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(experimentSchema.shape);
  const inMember = path.includes("members") || path.includes("judges");
  if (!inMember) return [];
  const last = path.at(-1);
  if (last === "settings") return Object.keys(memberSettings.shape);
  return typeof last === "number" ? memberFields : [];
}

async function fromModule(path: string): Promise<Experiment> {
  wantFile(path, "experiment");
  return check(keepFunctions(await importConfig(path)), path);
}

async function fromYaml(path: string): Promise<Experiment> {
  let text: string;
  wantFile(path, "experiment");
  try {
    text = await readFile(path, "utf8");
  } catch (thrown) {
    throw new UserError(`Wanted to read the experiment ${path}: ${wordsOf(thrown)}`);
  }
  const parsed = readYaml(path, text.replace(/^\uFEFF/, ""));
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
