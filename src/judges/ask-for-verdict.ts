import { z } from "zod";
import type { Ask, Desk, Form, Json, JsonSchema, Reply, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { issueWords } from "../util/issue-words.ts";
import type { JudgePurpose } from "./judge-kind.ts";

/**
 * One shaped question to one judge. The desk asks once more for a reply that does not fit, be it the shape or what only the schema or
 * the form can tell; after that it is a failure, never a default value.
 */
export async function askForVerdict<T>(
  desk: Desk,
  member: string,
  question: { readonly text: string; readonly schema: z.ZodType<T>; readonly purpose: JudgePurpose; readonly form?: Form },
): Promise<Result<{ value: T }>> {
  const shape = shapeOf(question.schema);
  const { temperature, outputCap } = desk.terms;
  const ask: Ask = { purpose: question.purpose, messages: [{ role: "user", text: question.text }], maxTokens: outputCap, shape };
  const form = formOf(question.schema, question.form);
  const reply = await desk.ask(member, temperature === undefined ? ask : { ...ask, temperature }, undefined, form);
  if (!reply.ok && reply.failure.code !== "malformed") return reply;
  const read = question.schema.safeParse(reply.ok ? reply.object : undefined);
  if (read.success) return { ok: true, value: read.data };
  const cut = isCut(reply, outputCap);
  const wrong = cut
    ? `its reply was cut at ${outputCap} tokens (terms.outputCap).`
    : reply.ok
      ? faultIn(read.error)
      : reply.failure.message;
  return fail("malformed", `Judge "${member}" was asked twice for a verdict in JSON and gave none that can be used: ${wrong}`);
}

/** Hidden tokens may have a cap of their own, so that only those of the answer tell. */
function isCut({ receipt, usage }: Reply, outputCap: number): boolean {
  return receipt?.flags?.includes("truncated") === true || usage.output - usage.reasoning >= outputCap;
}

/** The schema's own tests, which JSON Schema cannot carry, and those of the question. */
function formOf<T>(schema: z.ZodType<T>, form: Form | undefined): Form {
  return {
    faultOf(object: Json) {
      const read = schema.safeParse(object);
      return read.success ? form?.faultOf(object) : faultIn(read.error);
    },
    ...(form?.example === undefined ? {} : { example: form.example }),
  };
}

function faultIn({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue === undefined) return "It does not fit.";
  const at = issue.path.length === 0 ? "it" : `"${issue.path.join(".")}"`;
  return `In the verdict, ${at} ${issueWords(issue)}.`;
}

function shapeOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...shape } = z.toJSONSchema(schema);
  return JSON.parse(JSON.stringify(shape)) as JsonSchema;
}
