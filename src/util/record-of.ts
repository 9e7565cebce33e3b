import { z } from "zod";

/** A record under users' words: like `z.record`, which drops the name `__proto__`, but for values without defaults and transforms. */
export function recordOf<V extends z.ZodType>(value: V): z.ZodType<{ [name: string]: z.output<V> }> {
  const { $schema: _version, ...json } = z.toJSONSchema(value, { io: "input", unrepresentable: "any" });
  const record = z.unknown().check(({ value: given, issues }) => {
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      issues.push({ code: "invalid_type", expected: "record", input: given });
      return;
    }
    for (const [name, part] of Object.entries(given)) {
      for (const issue of value.safeParse(part).error?.issues ?? []) issues.push({ ...issue, path: [name, ...issue.path], input: part });
    }
  });
  return record.meta({
    type: "object",
    additionalProperties: JSON.stringify(json).includes('"$ref"') ? true : json,
  }) as unknown as z.ZodType<{
    [name: string]: z.output<V>;
  }>;
}
