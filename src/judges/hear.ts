import { z } from "zod";
import type { Ask, Desk, JsonSchema, Reply, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { parseObject } from "../util/parse-object.ts";
import type { JudgePurpose } from "./judge-kind.ts";

/**
 * One shaped question to one judge. The desk asks once more for a reply that does not fit; after that it is a failure, never a
 * default value. Numbers out of range are an error, not a repair.
 */
export async function hear<T>(
  desk: Desk,
  member: string,
  question: { readonly text: string; readonly schema: z.ZodType<T>; readonly purpose: JudgePurpose },
): Promise<Result<{ value: T }>> {
  const shape = shapeOf(question.schema);
  const { temperature, outputCap } = desk.terms;
  const ask: Ask = { purpose: question.purpose, messages: [{ role: "user", text: question.text }], maxTokens: outputCap, shape };
  const reply = await desk.ask(member, temperature === undefined ? ask : { ...ask, temperature });
  if (!reply.ok && reply.failure.code !== "malformed") return reply;
  const read = question.schema.safeParse(objectIn(reply, shape));
  if (read.success) return { ok: true, value: read.data };
  const wrong = reply.ok ? z.prettifyError(read.error) : reply.failure.message;
  return fail("malformed", `Judge "${member}" was asked twice for a verdict in JSON and gave none: ${wrong}`);
}

function shapeOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(schema);
  return JSON.parse(JSON.stringify(shape)) as JsonSchema;
}

/** The reply's object, or else the last one in its text that fits. */
function objectIn(reply: Reply, shape: JsonSchema): unknown {
  if (!reply.ok || reply.object !== undefined) return reply.ok ? reply.object : undefined;
  const parsed = parseObject(reply.text, shape);
  return parsed.ok ? parsed.object : undefined;
}
