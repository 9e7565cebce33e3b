import type { Json } from "../types.ts";
import { isRecord, oddUsage } from "./usage.ts";
import { defined } from "../util/defined.ts";

type Fields = { readonly [key: string]: Json };

/** The events by which Anthropic streams the message that came whole. */
export function messageEvents(message: Fields): string {
  const { id, model, role, content, stop_reason: end, usage, [oddUsage]: odd } = message;
  const report = { ...defined({ usage }), ...(odd === undefined ? {} : { [oddUsage]: odd }) };
  const begun = { id: id ?? null, model: model ?? null, role: role ?? null, ...report, content: [], stop_reason: null };
  const parts = (Array.isArray(content) ? (content as readonly Json[]) : []).filter(isRecord);
  return lines([
    { type: "message_start", message: begun },
    ...parts.flatMap(blockEvents),
    { type: "message_delta", delta: { stop_reason: end ?? null }, ...report },
    { type: "message_stop" },
  ]);
}

function blockEvents(part: Fields, index: number): Fields[] {
  const { type, text, thinking, signature } = part;
  const around = (block: Fields, ...deltas: readonly Fields[]): Fields[] => [
    { type: "content_block_start", index, content_block: block },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
  if (type === "text") return around({ type, text: "" }, { type: "text_delta", text: text ?? "" });
  if (type !== "thinking") return [];
  const signed = { type: "signature_delta", signature: signature ?? "" };
  return around({ type, thinking: "" }, { type: "thinking_delta", thinking: thinking ?? "" }, signed);
}

/** The events by which OpenAI streams the response that came whole. */
export function responseEvents(response: Fields): string {
  const { id = "response", created_at: created, model = "", output, status, usage = null, incomplete_details: cut = null } = response;
  const odd = response[oddUsage];
  const ended = { usage, ...(odd === undefined ? {} : { [oddUsage]: odd }), incomplete_details: isRecord(cut) ? cut : null };
  const items = (Array.isArray(output) ? (output as readonly Json[]) : []).filter(isRecord).filter(({ type }) => type === "message");
  return lines([
    { type: "response.created", response: { id, created_at: typeof created === "number" ? created : 0, model } },
    ...items.flatMap(itemEvents),
    { type: status === "incomplete" ? "response.incomplete" : "response.completed", response: ended },
  ]);
}

function itemEvents({ id = "message", content }: Fields, index: number): Fields[] {
  const item = { type: "message", id };
  const parts = (Array.isArray(content) ? (content as readonly Json[]) : []).filter(isRecord);
  return [
    { type: "response.output_item.added", output_index: index, item },
    ...parts.map(({ text, refusal }) => ({
      type: typeof refusal === "string" ? "response.refusal.delta" : "response.output_text.delta",
      item_id: id,
      delta: refusal ?? text ?? "",
    })),
    { type: "response.output_item.done", output_index: index, item },
  ];
}

function lines(events: readonly Fields[]): string {
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}
