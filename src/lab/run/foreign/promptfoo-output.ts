import { UserError } from "../../../util/bug.ts";
import { asFields } from "./as-fields.ts";
import type { Attempt } from "./attempt.ts";
import type { Fields } from "./fields.ts";
import { numberOf } from "./number-of.ts";
import type { Source, SourceRow } from "./source.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";

/** Whether a document, or its lines, are results of promptfoo. */
export function isPromptfooOutput(source: Source): boolean {
  const [first] = resultsIn(source);
  return (
    first !== undefined &&
    Object.hasOwn(first.value, "provider") &&
    Object.hasOwn(first.value, "success") &&
    (Object.hasOwn(first.value, "vars") || Object.hasOwn(first.value, "testCase") || Object.hasOwn(first.value, "prompt"))
  );
}

/** Each result as an attempt; what ended in an error is left out. */
export function promptfooOutput(source: Source, tally: Tally): Attempt[] {
  const results = resultsIn(source);
  if (results.length === 0)
    throw new UserError(`${source.path}: results of promptfoo were wanted (results.results, a list); there is none.`);
  const prompts = new Set(results.map(({ value }) => promptOf(value)));
  if (prompts.size > 1) tally.say(`${prompts.size} prompts: a model is named by its provider and, behind #, the number of its prompt.`);
  const numbers = new Map([...prompts].map((key, at) => [key, at + 1]));
  const items = new Map<string, Set<string>>();
  for (const { value } of results) {
    const named = describedAs(value);
    if (named !== undefined) items.set(named, (items.get(named) ?? new Set()).add(testOf(value)));
  }
  return results.flatMap(({ value, place }): Attempt[] => {
    const error = textOf(value["error"]);
    if (value["failureReason"] === 2 || (error !== undefined && error !== "" && value["response"] === undefined)) {
      tally.leave("result", "that ended in an error, which says nothing of an answer", place);
      return [];
    }
    const named = describedAs(value);
    const alone = named !== undefined && items.get(named)?.size === 1;
    const test = asFields(value["testCase"]);
    const model = providerOf(value["provider"]);
    return [
      {
        place,
        raw: value,
        keys: [textOf(value["id"]) ?? ""].filter((key) => key !== ""),
        item: alone ? named : `test-${testOf(value)}`,
        category: textOf(asFields(value["metadata"] ?? test?.["metadata"])?.["category"]),
        model: model !== undefined && prompts.size > 1 ? `${model}#${numbers.get(promptOf(value)) ?? 1}` : model,
        passed: typeof value["success"] === "boolean" ? value["success"] : undefined,
        score: scoreOf(value, place, tally),
        ...spent(value, place, tally),
        answer: textOf(asFields(value["response"])?.["output"]),
      },
    ];
  });
}

function resultsIn({ path, whole, rows }: Source): SourceRow[] {
  const results = asFields(whole)?.["results"];
  const list = Array.isArray(results) ? results : asFields(results)?.["results"];
  if (!Array.isArray(list)) return [...rows];
  return list.flatMap((one, at) => {
    const value = asFields(one);
    return value === undefined ? [] : [{ value, place: `${path} results[${at}]` }];
  });
}

function providerOf(provider: unknown): string | undefined {
  const fields = asFields(provider);
  return textOf(fields === undefined ? provider : fields["label"] || fields["id"]);
}

function promptOf(value: Fields): string {
  const prompt = asFields(value["prompt"]);
  return textOf(value["promptIdx"] ?? value["promptId"] ?? prompt?.["label"]) ?? "";
}

function testOf(value: Fields): string {
  return textOf(value["testIdx"]) ?? textOf(value["vars"] ?? asFields(value["testCase"])?.["vars"]) ?? "";
}

/** The name of a test that its author gave. */
function describedAs(value: Fields): string | undefined {
  const test = asFields(value["testCase"]);
  return textOf(asFields(test?.["metadata"])?.["id"] ?? test?.["description"] ?? value["description"]);
}

function scoreOf(value: Fields, place: string, tally: Tally): number | undefined {
  const score = numberOf(value["score"]);
  if (score === undefined || (score >= 0 && score <= 1)) return score;
  tally.mark("score", "outside of 0 to 1, not carried over: pass or fail stays", place);
  return undefined;
}

/** What an answer took; of an answer from a cache nothing was measured. */
function spent(value: Fields, place: string, tally: Tally): Pick<Attempt, "cost" | "inputTokens" | "outputTokens" | "ms"> {
  const response = asFields(value["response"]);
  const usage = asFields(response?.["tokenUsage"] ?? value["tokenUsage"]);
  if (response?.["cached"] === true) {
    tally.mark("answer", "from promptfoo's cache, whose cost and time are not those of a call", place);
    return {};
  }
  return {
    cost: numberOf(value["cost"] ?? response?.["cost"]),
    inputTokens: numberOf(usage?.["prompt"]),
    outputTokens: numberOf(usage?.["completion"]),
    ms: numberOf(value["latencyMs"]),
  };
}
