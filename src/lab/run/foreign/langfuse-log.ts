import { UserError } from "../../../util/bug.ts";
import { asFields } from "./as-fields.ts";
import type { Ask } from "./ask.ts";
import type { Attempt } from "./attempt.ts";
import type { Fields } from "./fields.ts";
import { numberOf } from "./number-of.ts";
import { promptItem } from "./prompt-item.ts";
import type { Source, SourceRow } from "./source.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";
import { type TracedCall, type TracedGrade, tracedAttempts } from "./traced-attempts.ts";

/** A field under either spelling: the interface writes `traceId`, exports of storage `trace_id`. */
function field(row: Fields, name: string): unknown {
  const snake = name.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`);
  return row[name] ?? row[snake];
}

/** Whether a file is an export of Langfuse: traces with their observations, or observations. */
export function isLangfuseLog(source: Source): boolean {
  const { traces, observations } = partsIn(source);
  const [trace] = traces;
  const [observation] = observations;
  if (trace !== undefined) return Array.isArray(trace.value["observations"]);
  return (
    observation !== undefined &&
    /^(generation|span|event|agent|tool|chain|retriever|evaluator|embedding|guardrail)$/i.test(textOf(observation.value["type"]) ?? "") &&
    field(observation.value, "traceId") !== undefined
  );
}

/** Generations as calls, graded by the scores of their trace or of themselves. Throws a `UserError` for several names of scores where none was said. */
export function langfuseLog(source: Source, ask: Ask, tally: Tally): Attempt[] {
  const { traces, observations, scores } = partsIn(source);
  const inTraces = traces.flatMap(({ value, place }) =>
    listed(value["observations"], `${place}.observations`).map((row) => ({ ...row, trace: value })),
  );
  const all = [
    ...inTraces,
    ...observations.map((row) => ({ ...row, trace: traces.find(({ value }) => value["id"] === field(row.value, "traceId"))?.value })),
  ];
  const graded = [
    ...scores,
    ...traces.flatMap(({ value, place }) =>
      listed(value["scores"], `${place}.scores`).map((row) => ({ ...row, value: { traceId: value["id"], ...row.value } })),
    ),
  ];
  const calls = all.flatMap(({ value, place, trace }) => callOf(value, place, trace, tally));
  if (calls.length === 0)
    throw new UserError(
      `${source.path}: observations of the type GENERATION were wanted; there is none. Export the traces with their observations.`,
    );
  return tracedAttempts(calls, gradesIn(source.path, graded, ask.score, tally), tally);
}

interface Parts {
  readonly traces: readonly SourceRow[];
  readonly observations: readonly SourceRow[];
  readonly scores: readonly SourceRow[];
}

function partsIn({ path, whole, rows }: Source): Parts {
  const fields = asFields(whole);
  const list = (name: string): SourceRow[] => listed(fields?.[name], `${path} ${name}`);
  const trace = asFields(fields?.["trace"]);
  if (trace !== undefined) {
    const scores = list("scores");
    return {
      traces: [{ value: { ...trace, observations: fields?.["observations"] ?? trace["observations"] }, place: path }],
      observations: [],
      scores,
    };
  }
  if (fields !== undefined && Object.hasOwn(fields, "id") && Array.isArray(fields["observations"]))
    return { traces: [{ value: fields, place: path }], observations: [], scores: [] };
  const among = fields === undefined || Object.hasOwn(fields, "type") ? rows : list("data");
  const areTraces = among[0] !== undefined && Array.isArray(among[0].value["observations"]);
  const traces = [...list("traces"), ...(areTraces ? among : [])];
  return { traces, observations: [...list("observations"), ...(areTraces ? [] : among)], scores: list("scores") };
}

function listed(value: unknown, place: string): SourceRow[] {
  const list = Array.isArray(value) ? value : [];
  return list.flatMap((one, at) => {
    const row = asFields(one);
    return row === undefined ? [] : [{ value: row, place: `${place}[${at}]` }];
  });
}

function callOf(value: Fields, place: string, trace: Fields | undefined, tally: Tally): TracedCall[] {
  if (!/^generation$/i.test(textOf(value["type"]) ?? "")) return [];
  if (/^error$/i.test(textOf(value["level"]) ?? "")) {
    tally.leave("call", "that failed, which says nothing of an answer", place);
    return [];
  }
  const traceId = textOf(field(value, "traceId") ?? trace?.["id"]) ?? "";
  const asked = trace?.["input"] ?? value["input"];
  const metadata = asFields(trace?.["metadata"] ?? value["metadata"]);
  return [
    {
      place,
      raw: trace === undefined ? value : { ...value, trace },
      trace: traceId,
      id: textOf(value["id"]) ?? `${traceId} ${place}`,
      item: textOf(field(trace ?? {}, "datasetItemId") ?? metadata?.["item"]) ?? promptItem(asked) ?? traceId,
      category: textOf(metadata?.["category"]),
      model: textOf(field(value, "providedModelName") ?? value["model"]),
      ...spent(value),
      answer: answerIn(value["output"]),
    },
  ];
}

function spent(value: Fields): Pick<Attempt, "cost" | "inputTokens" | "outputTokens" | "ms"> {
  const usage = asFields(field(value, "usageDetails")) ?? asFields(value["usage"]);
  const costs = asFields(field(value, "costDetails"));
  const [from, to] = [field(value, "startTime"), field(value, "endTime")].map((one) =>
    Date.parse((textOf(one) ?? "").replace(" ", "T")),
  ) as [number, number];
  // What was read from or written to a cache stands in kinds of its own.
  const input = Object.entries(usage ?? {}).flatMap(([name, amount]) => (/^input|^prompt/.test(name) ? (numberOf(amount) ?? []) : []));
  return {
    cost: numberOf(field(value, "totalCost") ?? field(value, "calculatedTotalCost") ?? costs?.["total"]),
    inputTokens: input.length === 0 ? numberOf(field(value, "promptTokens")) : input.reduce((sum, one) => sum + one, 0),
    outputTokens: numberOf(usage?.["output"] ?? field(value, "completionTokens")),
    ms: to >= from ? to - from : undefined,
  };
}

function answerIn(output: unknown): string | undefined {
  const fields = asFields(output);
  return textOf(typeof fields?.["content"] === "string" ? fields["content"] : output);
}

function gradesIn(path: string, rows: readonly SourceRow[], wanted: string | undefined, tally: Tally): TracedGrade[] {
  const names = [...new Set(rows.map(({ value }) => textOf(value["name"]) ?? ""))];
  if (wanted !== undefined && !names.includes(wanted))
    throw new UserError(`${path}: the score ${wanted} was wanted; there is ${names.join(", ") || "none"}.`);
  if (wanted === undefined && names.length > 1)
    throw new UserError(`${path} has the scores ${names.join(", ")}. Say which is the grade, as in --score ${names[0] ?? ""}.`);
  const name = wanted ?? names[0];
  return rows.flatMap(({ value, place }): TracedGrade[] => {
    if ((textOf(value["name"]) ?? "") !== name) return [];
    const words = textOf(field(value, "stringValue") ?? value["value"]) ?? "";
    const passed = /^(true|pass(ed)?|correct|yes)$/i.test(words)
      ? true
      : /^(false|fail(ed)?|incorrect|no)$/i.test(words)
        ? false
        : undefined;
    const score = numberOf(value["value"]);
    if (passed === undefined && (score === undefined || score < 0 || score > 1)) {
      tally.leave("score", "that is neither yes or no nor from 0 to 1", place);
      return [];
    }
    const call = textOf(field(value, "observationId"));
    return [
      {
        trace: textOf(field(value, "traceId")) ?? "",
        ...(call === undefined ? {} : { call }),
        passed,
        score: passed === undefined ? score : undefined,
      },
    ];
  });
}
