import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { topologyKinds } from "../../topologies/index.ts";
import { seatOptions } from "./option-seats.ts";

/** Free words in options that name no member. */
const words = new Set(["category", "role", "roles", "does", "name", "view", "mechanism"]);

test("every option of a topology that takes free words is known to name a member, or not to", () => {
  const free = topologyKinds.flatMap((kind) => freeWords(z.toJSONSchema(kind.options, { io: "input" }), "", kind.name));
  assert.ok(free.includes("solo: member") && free.includes("cascade: order"), free.join("; "));
  const unknown = free.filter((line) => {
    const name = line.split(": ")[1] ?? "";
    return !seatOptions.has(name) && !words.has(name);
  });
  assert.deepEqual(unknown, []);
});

/** Names of the properties below this schema that may hold any string. */
function freeWords(schema: unknown, property: string, kind: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if ("type" in schema && schema.type === "string" && !("enum" in schema) && !("const" in schema)) return [`${kind}: ${property}`];
  return Object.entries(schema).flatMap(([name, inner]) => {
    if (name === "properties") return Object.entries(inner as object).flatMap(([named, value]) => freeWords(value, named, kind));
    if (["items", "anyOf", "oneOf", "allOf"].includes(name))
      return [inner].flat().flatMap((one: unknown) => freeWords(one, property, kind));
    return [];
  });
}
