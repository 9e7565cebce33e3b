import type { Ask, Json, JsonSchema, Model, Nano, Seat } from "../types.ts";
import { costOf, noUsage } from "../util/money.ts";

/** Assumed of a likely run: typical output tokens per call, the share of verdicts that pass, calls per verdict. */
export const assumptions = { outputTokens: 600, passing: 0.6 } as const;

export type Mode = "most" | "likely";
export interface Used {
  calls: number;
  input: number;
  output: number;
  cost: Nano;
}

/** The same model's prices with a made-up answer. */
export function standIn(seat: Seat, mode: Mode, used: Used): Seat {
  const { model } = seat;
  if (model.composite === true) return seat;
  const call: Model["call"] = async (ask) => {
    const output = mode === "most" ? ask.maxTokens : Math.min(ask.maxTokens, assumptions.outputTokens);
    const input = Math.ceil(ask.messages.reduce((sum, message) => sum + message.text.length, 0) / 4);
    const usage = { ...noUsage, uncached: input, output };
    const cost = mode === "most" || model.price === undefined ? model.quote(ask) : costOf(usage, model.price);
    used.calls++;
    used.input += input;
    used.output += output;
    used.cost += cost;
    const object = ask.shape === undefined ? undefined : fill(ask.shape);
    const text = object === undefined ? "x".repeat(output * 4) : JSON.stringify(object);
    return { ok: true, text, ...(object === undefined ? {} : { object }), stop: "end", usage, cost, ms: 1 };
  };
  return { ...seat, model: { ...model, id: model.id, world: "simulated", quote: (ask: Ask) => model.quote(ask), call } };
}

/** The plainest value that fits a schema: first choices, two items per list, empty words. */
function fill(shape: JsonSchema): Json {
  const choices = shape["enum"];
  if (Array.isArray(choices)) return (choices[0] as Json) ?? null;
  const type = Array.isArray(shape["type"]) ? shape["type"][0] : shape["type"];
  if (type === "object") {
    const properties = (shape["properties"] ?? {}) as Record<string, JsonSchema>;
    return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, fill(inner)]));
  }
  if (type === "array") {
    const items = shape["items"] as JsonSchema | undefined;
    const length = Math.max(Number(shape["minItems"] ?? 0), Math.min(2, Number(shape["maxItems"] ?? 2)));
    return items === undefined ? [] : Array.from({ length }, () => fill(items));
  }
  if (type === "number" || type === "integer") return Math.max(Number(shape["minimum"] ?? 0), Math.min(Number(shape["maximum"] ?? 1), 1));
  if (type === "boolean") return false;
  if (type === "null") return null;
  return "x".repeat(Math.max(1, Number(shape["minLength"] ?? 1)));
}
