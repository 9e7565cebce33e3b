import type { Json } from "../types.ts";
import { fuller } from "./seen-usage.ts";
import { errorIn } from "./provider-words.ts";
import { textIn } from "./text-in.ts";
import { type Dialect, isRecord, oddUsage, usageIn } from "./usage.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [name: string]: Json };

/** The whole answer that the events of one stream make; undefined where they make none, or more than one. */
export function joinedPieces(dialect: Dialect, events: readonly Json[]): Fields | undefined {
  const told = events.filter(isRecord);
  if (told.length === 0 || told.length < events.filter((event) => event !== "[DONE]").length) return undefined;
  const usage = told.map(usageIn).reduce((known, one) => fuller(known, one), undefined);
  const joined = byDialect(dialect, told, usage);
  if (joined === undefined) return undefined;
  const fault = told.find((event) => !Array.isArray(event["choices"]) && errorIn(event) !== undefined && event["type"] !== "message_start");
  return fault === undefined ? joined : { ...joined, error: errorIn(fault) ?? null };
}

function byDialect(dialect: Dialect, told: readonly Fields[], usage: Json | undefined): Fields | undefined {
  if (dialect === "anthropic") return message(told);
  if (dialect === "google") return candidate(told, usage);
  const responses = told.map(({ response }) => response).filter(isRecord);
  if (dialect === "openai" && responses.length > 0) return response(told, responses.at(-1) ?? {});
  return dialect === "bedrock" ? undefined : chat(told, usage);
}

function chat(told: readonly Fields[], usage: Json | undefined): Fields | undefined {
  const choices = told.flatMap(({ choices: list }) => (Array.isArray(list) ? (list as readonly Json[]).filter(isRecord) : []));
  const first = choices.filter(({ index = 0 }) => index === 0 || typeof index !== "number");
  const [deltas, wholes] = [first.map(({ delta, text }) => delta ?? text ?? null), first.map(({ message: said }) => said ?? null)];
  const pieces = deltas.some((delta) => delta !== null) ? deltas : wholes;
  // Two messages that are no pieces are two answers.
  if (pieces === wholes && wholes.filter((said) => said !== null).length !== 1) return undefined;
  const parts = pieces.map((piece): Fields => (isRecord(piece) ? piece : { content: piece }));
  const text = (name: string): string | undefined => {
    const said = parts.map((part) => part[name]).filter((part) => part !== undefined && part !== null);
    return said.length === 0 ? undefined : said.map((part) => textIn(part) ?? "").join("");
  };
  const said = {
    role: "assistant",
    content: text("content") ?? null,
    ...defined({ refusal: text("refusal"), reasoning_content: text("reasoning_content") ?? text("reasoning") }),
  };
  const finish = first.findLast(({ finish_reason: reason }) => typeof reason === "string" && reason !== "")?.["finish_reason"] ?? null;
  const error = first.map((choice) => choice["error"]).find(isRecord);
  const choice = { index: 0, message: said, finish_reason: finish, ...defined({ error }) };
  // Of other fields the last that was filled in.
  const beside = told.map((event) => Object.entries(event).filter(([name, value]) => value !== null && !apart.has(name)));
  return { ...Object.fromEntries(beside.flat()), object: "chat.completion", choices: [choice], ...defined({ usage }) };
}
const apart: ReadonlySet<string> = new Set(["choices", "usage", "object", "error", oddUsage]);

/** The last state of a response, with the items that it tells apart from it. */
function response(told: readonly Fields[], last: Fields): Fields {
  const output = Array.isArray(last["output"]) && last["output"].length > 0 ? last["output"] : undefined;
  const items = told.filter(({ type }) => type === "response.output_item.done").map(({ item }) => item ?? null);
  const whole = (items as readonly Json[]).some((item) => isRecord(item) && Array.isArray(item["content"]) && item["content"].length > 0);
  const said = told
    .flatMap(({ type, delta }) => (type === "response.output_text.delta" && typeof delta === "string" ? [delta] : []))
    .join("");
  const written = [{ type: "message", role: "assistant", content: [{ type: "output_text", text: said, annotations: [] }] }];
  return { ...last, output: output ?? (whole ? items : written) };
}

function message(told: readonly Fields[]): Fields | undefined {
  const begun = told.map((event) => event["message"]).find(isRecord);
  if (begun === undefined) return undefined;
  const blocks = new Map<Json, Record<string, Json>>();
  for (const { type, index = 0, content_block: block = null, delta = null } of told) {
    if (type === "content_block_start" && isRecord(block)) blocks.set(index, { ...block });
    if (type !== "content_block_delta" || !isRecord(delta)) continue;
    const known = blocks.get(index) ?? { type: "text", text: "" };
    for (const name of ["text", "thinking", "signature"] as const) {
      const [had, more] = [known[name], delta[name]];
      if (typeof more === "string") known[name] = (typeof had === "string" ? had : "") + more;
    }
    blocks.set(index, known);
  }
  const ends = told.filter(({ type }) => type === "message_delta");
  const usage = [begun, ...ends].map((event) => event["usage"] ?? null).filter(isRecord);
  const stop = ends
    .map(({ delta = null }) => (isRecord(delta) ? (delta["stop_reason"] ?? null) : null))
    .findLast((reason) => reason !== null);
  return { ...begun, content: [...blocks.values()], stop_reason: stop ?? null, usage: Object.assign({}, ...usage) as Fields };
}

function candidate(told: readonly Fields[], usage: Json | undefined): Fields | undefined {
  const all = told.flatMap(({ candidates }) => (Array.isArray(candidates) ? (candidates as readonly Json[]).filter(isRecord) : []));
  const own = all.filter(({ index = 0 }) => index === 0);
  if (own.length === 0) return undefined;
  const parts = own.flatMap(({ content = null }) =>
    isRecord(content) && Array.isArray(content["parts"]) ? (content["parts"] as readonly Json[]) : [],
  );
  const ended = own.findLast(({ finishReason }) => typeof finishReason === "string") ?? {};
  return {
    ...Object.assign({}, ...told),
    candidates: [{ ...ended, content: { role: "model", parts }, index: 0 }],
    ...(usage === undefined ? {} : { usageMetadata: usage }),
  };
}
