import type { Json, JsonSchema } from "../types.ts";
import { isRecord } from "./usage.ts";

/** Whether a shape keeps OpenAI's rules for forced output: every object closed, every property required. */
export function isStrict(shape: JsonSchema): boolean {
  const closed = (schema: Json | undefined): boolean => {
    if (!isRecord(schema)) return true;
    if (schema["type"] === "object" || schema["properties"] !== undefined) {
      const properties = isRecord(schema["properties"]) ? schema["properties"] : {};
      const required = Array.isArray(schema["required"]) ? schema["required"] : [];
      if (schema["additionalProperties"] !== false) return false;
      if (!Object.keys(properties).every((name) => required.includes(name))) return false;
      if (!Object.values(properties).every(closed)) return false;
    }
    const lists = [schema["anyOf"], schema["allOf"], schema["oneOf"]].flatMap((list) => (Array.isArray(list) ? (list as Json[]) : []));
    return closed(schema["items"]) && lists.every(closed);
  };
  return isRecord(shape) && shape["type"] === "object" && closed(shape);
}
