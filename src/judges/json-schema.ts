import { z } from "zod";
import type { JsonSchema } from "../types.ts";
import { wordsOf } from "../util/failure.ts";
import { misfitOf, parseObject } from "../util/parse-object.ts";
import { recordOf } from "../util/record-of.ts";
import { judgeKind } from "./judge-kind.ts";
import { schemaWords, unknownKeyword } from "./schema-keywords.ts";

const jsonSchemaOptions = z
  .strictObject({
    kind: z.literal("json-schema"),
    schema: recordOf(z.json()).describe("the JSON Schema that the answer's object must fit"),
  })
  .superRefine(({ schema }, context) => {
    try {
      misfitOf(null, shapeOf(schema));
      const unknown = unknownKeyword(schema);
      if (unknown !== undefined) context.addIssue({ code: "custom", path: ["schema"], message: unknown });
    } catch (thrown) {
      context.addIssue({ code: "custom", path: ["schema"], message: schemaWords(wordsOf(thrown)) });
    }
  });

/** Whether the last object of the answer fits a schema, read as all replies are: outside reasoning, prose and fences. */
export const jsonSchema = judgeKind({
  name: "json-schema",
  description: "passes an answer that states a JSON value which fits the given JSON Schema",
  options: jsonSchemaOptions,
  needs: [],
  cost: "no call",
  open: ({ schema }) => ({
    name: "json-schema",
    judge: async (_task, answer) => {
      const read = parseObject(answer.text, shapeOf(schema), "exact");
      if (read.ok) return { ok: true, passed: true, score: 1, why: "the object fits the schema" };
      return { ok: true, passed: false, score: 0, why: read.failure.message.slice(0, 1000) };
    },
  }),
});

/** The schema without the address of its dialect, which our reader knows by itself. */
function shapeOf({ $schema: _dialect, ...shape }: { readonly [name: string]: z.core.util.JSONType }): JsonSchema {
  return shape;
}
