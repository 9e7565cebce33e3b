import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathInside } from "../../../tasks/read-beside.ts";
import { UserError } from "../../../util/bug.ts";
import type { Ask } from "./ask.ts";
import { asFields } from "./as-fields.ts";
import { atPath } from "./at-path.ts";
import { choicesOf } from "./choices-of.ts";
import type { Fields } from "./fields.ts";
import { openSource } from "./open-source.ts";
import { rightChoice } from "./right-choice.ts";
import type { Source, SourceRow } from "./source.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";
import { filled } from "./template.ts";
import { textOf } from "./text-of.ts";

/** Whether a document is a task of lm-evaluation-harness. */
export function isLmEval({ whole }: Source): boolean {
  const fields = asFields(whole);
  return (
    fields !== undefined &&
    Object.hasOwn(fields, "doc_to_text") &&
    (Object.hasOwn(fields, "doc_to_target") || Object.hasOwn(fields, "task"))
  );
}

/** Its rows as its templates ask them. Rejects with a `UserError` for a template beyond simple fields, naming it, and where its rows are not at hand. */
export async function lmEval(source: Source, ask: Ask, tally: Tally): Promise<TaskDraft[]> {
  const config = asFields(source.whole) ?? {};
  for (const name of ["doc_to_text", "doc_to_target", "doc_to_choice", "process_docs"]) wantNoCode(source, name);
  const rows = await rowsOf(source.path, config, ask);
  const about = textOf(config["description"]) ?? "";
  if (/\{\{|\{%/.test(about))
    throw new UserError(`${source.path}: description: a plain text was wanted; it has a template (${about.slice(0, 60)}).`);
  if (Number(config["num_fewshot"] ?? 0) > 0)
    tally.say("Examples before the question (num_fewshot) are not carried over: members see the question alone.");
  for (const name of ["filter_list", "generation_kwargs", "metric_list"]) {
    if (Object.hasOwn(config, name)) tally.say(`${name} is not carried over: the final answer is read and compared by \`exact\`.`);
  }
  const category = textOf(config["task_alias"]) ?? textOf(config["task"]);
  const lacks = rows.map((row) => lackingOf(config, docOf(row)));
  // A field that no row has is a fault of the template, and is refused as such.
  const some = lacks.some((one) => one === undefined);
  return rows.flatMap((row, at) => {
    const lacking = some ? lacks[at] : undefined;
    if (lacking === undefined) return draftsOf(source.path, config, row, { about, category }, tally);
    tally.leave("row", `without ${lacking}`, row.place);
    return [];
  });
}

/** Samples that the harness logged hold the row as `doc`. */
function docOf({ value }: SourceRow): Fields {
  return asFields(value["doc"]) ?? value;
}

/** The first field that a template names and this row has not. */
function lackingOf(config: Fields, value: Fields): string | undefined {
  for (const name of ["doc_to_text", "doc_to_target", "doc_to_choice"]) {
    const template = config[name];
    if (typeof template !== "string" || Object.hasOwn(value, template)) continue;
    for (const part of listedIn(template) ?? [template]) {
      const alone = aloneIn(part);
      if (/^\s*(['"]).*\1\s*$/s.test(part) || (alone !== undefined && atPath(value, alone) !== undefined)) continue;
      const text = filled(part === template ? part : `{{${part.trim()}}}`, value);
      if (!text.ok && text.lacks !== undefined) return text.lacks;
    }
  }
  return undefined;
}

/** The parts of a list that is the whole template. */
function listedIn(template: string): readonly string[] | undefined {
  return /^\s*\{\{\s*\[([^\]]*)\]\s*\}\}\s*$/.exec(template)?.[1]?.split(",");
}

/** The path of a field that is the whole template. */
function aloneIn(template: string): string | undefined {
  return /^\s*\{\{\s*([\w.]+)\s*\}\}\s*$/.exec(template)?.[1];
}

function draftsOf(
  path: string,
  config: Fields,
  row: SourceRow,
  { about, category }: { readonly about: string; readonly category?: string | undefined },
  tally: Tally,
): TaskDraft[] {
  const { place } = row;
  const value = docOf(row);
  const prompt = textOf(rendered(path, "doc_to_text", config["doc_to_text"], value, place)) ?? "";
  const target = rendered(path, "doc_to_target", config["doc_to_target"], value, place);
  const draft = { place, prompt: `${about}${prompt}`, id: idOf(value), category, source: value };
  if (config["doc_to_choice"] === undefined)
    return [{ ...draft, answers: (Array.isArray(target) ? target : [target]).flatMap((one) => textOf(one) ?? []) }];
  const choices = choicesOf(choicesIn(path, config["doc_to_choice"], value, place));
  const right =
    choices === undefined
      ? "whose choices are no list of 2 to 26 texts"
      : rightChoice(typeof target === "string" && /^\d+$/.test(target) ? Number(target) : target, choices);
  if (choices !== undefined && typeof right === "number") {
    const asked = draft.prompt.replace(/\n(?:A|Answer):\s*$/, "");
    if (asked !== draft.prompt)
      tally.say("A cue at the end of the question (Answer:) is left out before choices: members answer, they do not complete.");
    return [{ ...draft, prompt: asked, choices: choices.texts, right: [right] }];
  }
  tally.leave("row", String(right), place);
  return [];
}

function choicesIn(path: string, template: unknown, value: Fields, place: string): unknown {
  const listed = typeof template === "string" ? listedIn(template) : undefined;
  if (listed === undefined) return rendered(path, "doc_to_choice", template, value, place);
  return listed.map((name) => {
    const quoted = /^\s*(['"])(.*)\1\s*$/s.exec(name)?.[2];
    return quoted ?? rendered(path, "doc_to_choice", `{{${name.trim()}}}`, value, place);
  });
}

/** A field by its name alone, its value as it is; else a template with fields in it. */
function rendered(path: string, name: string, template: unknown, value: Fields, place: string): unknown {
  if (typeof template !== "string") return template;
  if (Object.hasOwn(value, template)) return value[template];
  const alone = aloneIn(template);
  const whole = alone === undefined ? undefined : atPath(value, alone);
  if (whole !== undefined) return whole;
  const text = filled(template, value);
  if (text.ok) return text.text;
  throw new UserError(
    `${path}: ${name}: names of fields in {{ }} are filled in, no other Jinja; got ${text.unfit} (at ${place}). Write the rows out, with a column that holds the text, and import them with --prompt and --answer.`,
  );
}

function wantNoCode({ path, text = "" }: Source, name: string): void {
  const code = new RegExp(`^[ \\t]*${name}:[ \\t]*!function[ \\t]+(\\S+)`, "m").exec(text)?.[1];
  if (code !== undefined)
    throw new UserError(
      `${path}: ${name}: a template was wanted; it is the function ${code}, and code of others is not run. Write the rows out with a column that holds its result, and import them with --prompt and --answer.`,
    );
}

async function rowsOf(path: string, config: Fields, ask: Ask): Promise<readonly SourceRow[]> {
  if (Object.hasOwn(config, "include"))
    throw new UserError(
      `${path}: include: a whole task was wanted; it takes fields from ${textOf(config["include"]) ?? ""}. Copy them into it.`,
    );
  const splits = [config["test_split"], config["validation_split"], config["training_split"]].flatMap((one) => textOf(one) ?? []);
  const files = asFields(config["dataset_kwargs"])?.["data_files"];
  const wanted = ask.split ?? splits[0] ?? "";
  const named = typeof files === "string" ? files : textOf(atPath(files, wanted) ?? Object.values(asFields(files) ?? {})[0]);
  const beside = join(dirname(path), `${textOf(config["task"]) ?? "task"}.jsonl`);
  const data =
    ask.data ?? (named === undefined ? (existsSync(beside) ? beside : undefined) : pathInside(named, { root: dirname(path), file: path }));
  if (data === undefined || !existsSync(data))
    throw new UserError(
      `${path}: the rows of ${textOf(config["dataset_path"]) ?? "its data set"} were wanted${data === undefined ? "" : `; ${data} is not there`}. Name a file of them: --data rows.jsonl.`,
    );
  const { rows } = await openSource(data, ask.data === undefined ? undefined : ask.split);
  if (rows.length === 0) throw new UserError(`${data}: rows were wanted; there is none.`);
  return rows;
}

function idOf(value: Fields): string | undefined {
  return textOf(value["id"] ?? value["doc_id"] ?? value["question_id"] ?? value["idx"]);
}
