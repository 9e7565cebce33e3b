import { UserError } from "../../../util/bug.ts";
import { asFields } from "./as-fields.ts";
import { own } from "../../../util/own.ts";
import type { Ask } from "./ask.ts";
import type { Attempt } from "./attempt.ts";
import type { Fields } from "./fields.ts";
import { jsonSource } from "./json-source.ts";
import { numberOf } from "./number-of.ts";
import type { Source, SourceRow } from "./source.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";

/** Whether a file is a log of Inspect: the archive with a header, or the document. */
export function isInspectLog({ whole, entries }: Source): boolean {
  if (entries !== undefined) return entries.has("header.json") || entries.has("_journal/start.json");
  const fields = asFields(whole);
  return (
    fields !== undefined && asFields(fields["eval"]) !== undefined && (Object.hasOwn(fields, "samples") || Object.hasOwn(fields, "plan"))
  );
}

/** Each sample and epoch as an attempt. Throws a `UserError` for a log without samples, or with several scorers where none was named. */
export function inspectLog(source: Source, ask: Ask, tally: Tally): Attempt[] {
  const { header, samples } = opened(source);
  const about = asFields(header["eval"]) ?? {};
  const model = textOf(about["model"]);
  const status = textOf(header["status"]);
  if (status !== undefined && status !== "success") tally.say(`The log's status is ${status}: what it did not get to is not there.`);
  if (samples.length === 0)
    throw new UserError(`${source.path}: samples were wanted; the log has none (written without them, or stopped before the first).`);
  const scorer = scorerOf(source.path, samples, ask.score);
  return samples.flatMap(({ value, place }): Attempt[] => {
    if (value["error"] !== undefined && value["error"] !== null) {
      tally.leave("sample", "that ended in an error, which says nothing of an answer", place);
      return [];
    }
    const score = asFields(asFields(value["scores"])?.[scorer]) ?? asFields(value["score"]);
    const graded = gradeOf(score?.["value"]);
    if (graded === undefined && score !== undefined) {
      tally.leave("sample", `whose score ${scorer} is neither a mark (C, P, I, N), nor yes or no, nor from 0 to 1`, place);
      return [];
    }
    const epoch = numberOf(value["epoch"]);
    const metadata = asFields(value["metadata"]);
    return [
      {
        place,
        raw: value,
        keys: [textOf(value["uuid"]) ?? ""].filter((key) => key !== ""),
        item: textOf(value["id"]),
        category: textOf(metadata?.["category"] ?? metadata?.["subject"]),
        model,
        sample: epoch === undefined ? undefined : epoch - 1,
        // Partly right is not right; of a number the table's own rule decides.
        passed: marks.has(score?.["value"]) ? graded === 1 : undefined,
        score: graded,
        ...usedBy(value, model, place, tally),
        ms: seconds(value["working_time"] ?? value["total_time"]),
        answer: textOf(score?.["answer"]) ?? textOf(asFields(value["output"])?.["completion"]),
      },
    ];
  });
}

function opened({ path, whole, entries }: Source): { header: Fields; samples: SourceRow[] } {
  if (entries === undefined) {
    const header = asFields(whole) ?? {};
    const list = Array.isArray(header["samples"]) ? header["samples"] : [];
    return { header, samples: list.flatMap((one, at) => rowOf(one, `${path} sample ${at + 1}`)) };
  }
  const read = (name: string): unknown => {
    const bytes = entries.get(name)?.();
    return bytes === undefined ? undefined : jsonSource(`${path} ${name}`, bytes.toString("utf8")).whole;
  };
  const header = asFields(read("header.json") ?? read("_journal/start.json")) ?? {};
  const names = [...entries.keys()].filter((name) => /^samples\/.+_epoch_\d+\.json$/.test(name)).toSorted();
  return { header, samples: names.flatMap((name) => rowOf(slim(read(name)), `${path} ${name}`)) };
}

/** A sample without its transcript, of which nothing is taken and which may be large. */
function slim(sample: unknown): unknown {
  const large = new Set(["messages", "events", "attachments", "store"]);
  return Object.fromEntries(Object.entries(asFields(sample) ?? {}).filter(([name]) => !large.has(name)));
}

function rowOf(value: unknown, place: string): SourceRow[] {
  const fields = asFields(value);
  return fields === undefined ? [] : [{ value: fields, place }];
}

function scorerOf(path: string, samples: readonly SourceRow[], wanted: string | undefined): string {
  const names = [...new Set(samples.flatMap(({ value }) => Object.keys(asFields(value["scores"]) ?? {})))];
  if (wanted !== undefined && !names.includes(wanted))
    throw new UserError(`${path}: the score ${wanted} was wanted; there is ${names.join(", ") || "none"}.`);
  if (wanted === undefined && names.length > 1)
    throw new UserError(`${path} has the scores ${names.join(", ")}. Say which is the grade, as in --score ${names[0] ?? ""}.`);
  return wanted ?? names[0] ?? "";
}

const marks: ReadonlyMap<unknown, number> = new Map<unknown, number>([
  ["C", 1],
  ["P", 0.5],
  ["I", 0],
  ["N", 0],
  [true, 1],
  [false, 0],
]);

function gradeOf(value: unknown): number | undefined {
  const mark = marks.get(value);
  if (mark !== undefined) return mark;
  const number = numberOf(value);
  return number !== undefined && number >= 0 && number <= 1 ? number : undefined;
}

/** Tokens and dollars of the model itself; input tokens that were read from or written to a cache stand beside the others there. */
function usedBy(
  sample: Fields,
  model: string | undefined,
  place: string,
  tally: Tally,
): Pick<Attempt, "cost" | "inputTokens" | "outputTokens"> {
  const uses = asFields(sample["model_usage"]) ?? {};
  if (Object.keys(uses).some((name) => name !== model))
    tally.mark("sample", "that asked other models too (a grader's, say), whose tokens and cost do not count", place);
  const use = asFields(own(uses, model ?? ""));
  if (use === undefined) return {};
  const input = ["input_tokens", "input_tokens_cache_read", "input_tokens_cache_write"].flatMap((name) => numberOf(use[name]) ?? []);
  return {
    cost: numberOf(use["total_cost"]),
    inputTokens: input.length === 0 ? undefined : input.reduce((sum, one) => sum + one, 0),
    outputTokens: numberOf(use["output_tokens"]),
  };
}

function seconds(value: unknown): number | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : Math.round(number * 1e6) / 1e3;
}
