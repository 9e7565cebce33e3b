import { pathInside } from "../../../tasks/read-beside.ts";
import { readText } from "../../../tasks/index.ts";
import { UserError } from "../../../util/bug.ts";
import { dirname } from "node:path";
import { asFields } from "./as-fields.ts";
import type { Fields } from "./fields.ts";
import { openSource } from "./open-source.ts";
import { type Assertion, promptfooGrader } from "./promptfoo-grader.ts";
import { promptfooRow } from "./promptfoo-row.ts";
import type { PromptfooTest } from "./promptfoo-test.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";
import { filled } from "./template.ts";
import { textOf } from "./text-of.ts";

interface Prompt {
  readonly text: string;
  readonly label: string;
}

/** Whether a document is a configuration of promptfoo. */
export function isPromptfooConfig({ whole }: Source): boolean {
  const fields = asFields(whole);
  if (fields === undefined || Object.hasOwn(fields, "results")) return false;
  return (
    Object.hasOwn(fields, "prompts") &&
    (Object.hasOwn(fields, "tests") || Object.hasOwn(fields, "defaultTest") || Object.hasOwn(fields, "providers"))
  );
}

/** The tests of a configuration, each with each of its prompts. Rejects with a `UserError` for one without prompts or tests. */
export async function promptfooConfig(source: Source, tally: Tally): Promise<TaskDraft[]> {
  const config = asFields(source.whole) ?? {};
  const prompts = promptsOf(source.path, config["prompts"], tally);
  const defaults = asFields(config["defaultTest"]) ?? {};
  wantPlain(defaults, `${source.path} defaultTest`, tally);
  const tests = await testsOf(source, config["tests"], tally);
  if (tests.length === 0) throw new UserError(`${source.path}: tests were wanted (a list "tests"); there is none.`);
  const shared = assertionsIn(defaults["assert"], `${source.path} defaultTest`);
  const usual = asFields(defaults["vars"]) ?? {};
  for (const name of ["scenarios", "transform", "extensions", "nunjucksFilters"]) {
    if (Object.hasOwn(config, name)) tally.leave("setting", `${name}: it is no part of a suite`, source.path);
  }
  return tests.flatMap((test) =>
    combinations({ ...usual, ...test.vars }).flatMap((vars) =>
      prompts.flatMap((prompt) => draftOf({ ...test, vars, assertions: [...shared, ...test.assertions] }, prompt, prompts.length, tally)),
    ),
  );
}

/** A test with one prompt as a draft; none where its template is beyond simple names. */
export function draftOf(test: PromptfooTest, prompt: Prompt, prompts: number, tally: Tally): TaskDraft[] {
  const { vars, assertions, metadata, description, place } = test;
  const text = filled(prompt.text, vars);
  if (!text.ok) {
    tally.leave("task", `whose prompt has ${text.unfit}: names in {{ }} are filled in, no other templates`, place);
    return [];
  }
  const grader = promptfooGrader(assertions, vars, tally);
  const unused = Object.fromEntries(Object.entries(vars).filter(([name]) => !prompt.text.includes(name)));
  return [
    {
      place,
      prompt: text.text,
      category: textOf(metadata?.["category"]),
      id: textOf(metadata?.["id"]),
      grader,
      source: {
        description,
        ...(prompts > 1 ? { prompt: prompt.label } : {}),
        ...(metadata === undefined ? {} : { metadata }),
        vars: Object.keys(unused).length === 0 ? undefined : unused,
      },
    },
  ];
}

function promptsOf(path: string, value: unknown, tally: Tally): Prompt[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const prompts = list.flatMap((one, at): Prompt[] => {
    const fields = asFields(one);
    const text = textOf(fields === undefined ? one : (fields["raw"] ?? fields["id"]));
    const place = `${path} prompts[${at}]`;
    if (text === undefined) return [];
    const label = textOf(fields?.["label"]) ?? `prompt ${at + 1}`;
    const named = /^file:\/\/(.*)$/s.exec(text)?.[1] ?? (/^[\w./-]+\.(txt|md|json|yaml|yml|js|py|csv)$/i.test(text) ? text : undefined);
    const texts = named === undefined ? [text] : fromFile(path, named, place, tally);
    return texts.flatMap((whole, part) => plainPrompt(whole, texts.length > 1 ? `${label}.${part + 1}` : label, place, tally));
  });
  if (prompts.length === 0)
    throw new UserError(
      `${path}: a prompt was wanted (a list "prompts" of texts); ${list.length === 0 ? "there is none" : `none of ${list.length} can be carried over`}.`,
    );
  return prompts;
}

function fromFile(path: string, named: string, place: string, tally: Tally): string[] {
  if (!/\.(txt|md)$/i.test(named)) {
    tally.leave("prompt", `in ${named}: texts (.txt, .md) are read`, place);
    return [];
  }
  return readText(pathInside(named, { root: dirname(path), file: path }))
    .split(/^---$/m)
    .map((text) => text.trim());
}

function plainPrompt(text: string, label: string, place: string, tally: Tally): Prompt[] {
  if (/^\s*\[\s*\{[^]*"role"/.test(text) || text.trim().startsWith("- role:")) {
    tally.leave("prompt", "that is a list of chat messages: write what is asked as one text, or as `turns` of a suite", place);
    return [];
  }
  return [{ text, label }];
}

async function testsOf({ path }: Source, value: unknown, tally: Tally): Promise<PromptfooTest[]> {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const tests: PromptfooTest[] = [];
  for (const [at, one] of list.entries()) {
    const place = `${path} tests[${at}]`;
    const fields = asFields(one);
    if (fields !== undefined) {
      wantPlain(fields, place, tally);
      tests.push(testIn(fields, place));
    } else if (typeof one === "string") tests.push(...(await testsIn(path, one, place, tally)));
    else tally.leave("test", "that is neither a record nor the name of a file", place);
  }
  return tests;
}

async function testsIn(path: string, named: string, place: string, tally: Tally): Promise<PromptfooTest[]> {
  const name = named.replace(/^file:\/\//, "");
  if (!/\.(csv|ya?ml|jsonl?|ndjson)$/i.test(name)) {
    tally.leave("test", `in ${named.slice(0, 80)}: tables and lists in files beside the configuration are read`, place);
    return [];
  }
  const source = await openSource(pathInside(name, { root: dirname(path), file: path }));
  return source.columns === undefined
    ? source.rows.map(({ value, place: at }) => testIn(value, at))
    : source.rows.map(({ value, place: at }) => promptfooRow(value, at));
}

/** Settings that change what is asked or when it passes. */
function wantPlain(test: Fields, place: string, tally: Tally): void {
  if (test["threshold"] !== undefined) tally.leave("setting", "threshold: all assertions must hold, whatever they weigh", place);
  for (const name of ["transform", "prefix", "suffix"])
    if (asFields(test["options"])?.[name] !== undefined)
      tally.leave("setting", `options.${name}: prompts and answers are taken as they are`, place);
}

function testIn(fields: Fields, place: string): PromptfooTest {
  return {
    vars: asFields(fields["vars"]) ?? {},
    assertions: assertionsIn(fields["assert"], place),
    description: textOf(fields["description"]),
    metadata: asFields(fields["metadata"]),
    place,
  };
}

function assertionsIn(value: unknown, place: string): Assertion[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.map((one, at) => {
    const fields = asFields(one) ?? {};
    const unfit = unfitOf(fields);
    const type = textOf(fields["type"]) ?? "(without a type)";
    return { type, value: fields["value"], ...(unfit === undefined ? {} : { unfit }), place: `${place}.assert[${at}]` };
  });
}

function unfitOf({ weight, transform, contextTransform }: Fields): string | undefined {
  if (weight === 0) return "with weight 0 it fails nothing";
  return transform === undefined && contextTransform === undefined ? undefined : "its transform is code of others, which is not run";
}

/** Vars of which one is a list of values are as many tests. */
function combinations(vars: Fields): Fields[] {
  const listed = Object.entries(vars).find(([, value]) => Array.isArray(value) && value.every((one) => typeof one !== "object"));
  if (listed === undefined) return [vars];
  const [name, values] = listed as [string, unknown[]];
  return values.flatMap((one) =>
    combinations(Object.fromEntries(Object.entries(vars).map(([key, value]) => [key, key === name ? one : value]))),
  );
}
