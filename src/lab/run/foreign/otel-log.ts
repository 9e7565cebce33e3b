import { asFields } from "./as-fields.ts";
import { fieldsIn } from "./fields-in.ts";
import type { Fields } from "./fields.ts";
import { numberOf } from "./number-of.ts";
import { promptItem } from "./prompt-item.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";
import type { Attempt } from "./attempt.ts";
import { type TracedCall, type TracedGrade, tracedAttempts } from "./traced-attempts.ts";

/** Whether documents are spans or log records as OTLP writes them in JSON. */
export function isOtelLog({ whole, rows }: Source): boolean {
  const first = asFields(whole) ?? rows[0]?.value ?? {};
  return Array.isArray(first["resourceSpans"]) || Array.isArray(first["resourceLogs"]);
}

/** Calls of models in spans of the GenAI conventions, graded by evaluation events of their span or trace. */
export function otelLog(source: Source, tally: Tally): Attempt[] {
  const documents = source.rows.length > 0 ? source.rows : [{ value: asFields(source.whole) ?? {}, place: source.path }];
  const calls: TracedCall[] = [];
  const grades: TracedGrade[] = [];
  for (const { value, place } of documents) {
    for (const span of parts(value, "resourceSpans", "scopeSpans", "spans")) {
      const attributes = attributesIn(span["attributes"]);
      const call = callOf(span, attributes, place);
      if (call !== undefined && failed(span, attributes)) tally.leave("call", "that failed, which says nothing of an answer", call.place);
      else if (call !== undefined) calls.push(call);
      for (const event of fieldsIn(span["events"]))
        if (event["name"] === evaluation)
          grades.push(...gradeOf(span, attributesIn(event["attributes"]), call !== undefined, place, tally));
      if (attributes.has("gen_ai.evaluation.score.value") || attributes.has("gen_ai.evaluation.score.label"))
        grades.push(...gradeOf({ ...span, spanId: span["parentSpanId"] }, attributes, false, place, tally));
    }
    for (const record of parts(value, "resourceLogs", "scopeLogs", "logRecords")) {
      const attributes = attributesIn(record["attributes"]);
      if ((record["eventName"] ?? attributes.get("event.name")) === evaluation)
        grades.push(...gradeOf(record, attributes, true, place, tally));
    }
  }
  const ids = new Set(calls.map(({ id }) => id));
  // A grade on a span that is no call (an agent's, a workflow's) is one of the trace.
  const placed = grades.map(({ call, ...grade }) => (call !== undefined && ids.has(call) ? { ...grade, call } : grade));
  return tracedAttempts(calls, placed, tally);
}

const evaluation = "gen_ai.evaluation.result";
const asking = new Set(["chat", "text_completion", "generate_content"]);

function* parts(document: Fields, ...path: readonly [string, string, string]): Generator<Fields> {
  for (const resource of fieldsIn(document[path[0]])) for (const scope of fieldsIn(resource[path[1]])) yield* fieldsIn(scope[path[2]]);
}

type Attributes = ReadonlyMap<string, unknown>;

function attributesIn(list: unknown): Attributes {
  return new Map(fieldsIn(list).map(({ key, value }) => [textOf(key) ?? "", valueOf(value)]));
}

/** A value as OTLP wraps it: by its kind. */
function valueOf(value: unknown): unknown {
  const [kind, inner] = Object.entries(asFields(value) ?? {})[0] ?? [];
  if (kind === "intValue" || kind === "doubleValue") return numberOf(inner);
  if (kind === "arrayValue") return (asFields(inner)?.["values"] as unknown[] | undefined)?.map(valueOf) ?? [];
  if (kind === "kvlistValue") return Object.fromEntries(attributesIn(asFields(inner)?.["values"]));
  return inner;
}

function callOf(span: Fields, attributes: Attributes, place: string): TracedCall | undefined {
  const operation = textOf(attributes.get("gen_ai.operation.name"));
  const model = textOf(attributes.get("gen_ai.request.model") ?? attributes.get("gen_ai.response.model"));
  if (operation === undefined ? model === undefined : !asking.has(operation)) return undefined;
  const [trace, id] = [textOf(span["traceId"]) ?? "", textOf(span["spanId"]) ?? ""];
  const [from, to] = [span["startTimeUnixNano"], span["endTimeUnixNano"]].map((value) => Number(textOf(value)) / 1e6) as [number, number];
  const messages = attributes.get("gen_ai.input.messages") ?? attributes.get("gen_ai.prompt");
  return {
    place: `${place} span ${id}`,
    raw: { ...span, attributes: Object.fromEntries(attributes) },
    trace,
    id,
    item: textOf(attributes.get("catallaxy.item")) ?? promptItem(messages) ?? trace,
    model,
    cost: numberOf(attributes.get("catallaxy.cost.usd") ?? attributes.get("gen_ai.usage.cost")),
    inputTokens: numberOf(attributes.get("gen_ai.usage.input_tokens") ?? attributes.get("gen_ai.usage.prompt_tokens")),
    outputTokens: numberOf(attributes.get("gen_ai.usage.output_tokens") ?? attributes.get("gen_ai.usage.completion_tokens")),
    ms: to >= from ? Math.round((to - from) * 1e3) / 1e3 : undefined,
    answer: answerIn(attributes.get("gen_ai.output.messages") ?? attributes.get("gen_ai.completion")),
  };
}

/** The last text of the messages, whose parts are told by kind. */
function answerIn(messages: unknown): string | undefined {
  const read = typeof messages === "string" && /^\s*\[/.test(messages) ? parsed(messages) : messages;
  if (!Array.isArray(read)) return textOf(read);
  const last = asFields(read.at(-1));
  const texts = Array.isArray(last?.["parts"])
    ? last["parts"].flatMap((part) => (asFields(part)?.["type"] === "text" ? (textOf(asFields(part)?.["content"]) ?? []) : []))
    : [];
  return texts.length > 0 ? texts.join("\n") : textOf(last?.["content"]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function failed(span: Fields, attributes: Attributes): boolean {
  const code = asFields(span["status"])?.["code"];
  return attributes.has("error.type") || code === 2 || code === "STATUS_CODE_ERROR";
}

function gradeOf(of: Fields, attributes: Attributes, ofCall: boolean, place: string, tally: Tally): TracedGrade[] {
  const trace = textOf(of["traceId"]) ?? "";
  const score = numberOf(attributes.get("gen_ai.evaluation.score.value"));
  const label = textOf(attributes.get("gen_ai.evaluation.score.label"));
  const passed = /^(pass(ed)?|correct|true|yes)$/i.test(label ?? "")
    ? true
    : /^(fail(ed)?|incorrect|false|no)$/i.test(label ?? "")
      ? false
      : undefined;
  if (passed === undefined && (score === undefined || score < 0 || score > 1)) {
    tally.leave("evaluation", "that is neither pass or fail nor a score from 0 to 1", place);
    return [];
  }
  return [
    {
      trace,
      ...(ofCall ? { call: textOf(of["spanId"]) } : {}),
      passed,
      score: score !== undefined && score >= 0 && score <= 1 ? score : undefined,
    },
  ];
}
