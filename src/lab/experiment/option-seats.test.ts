import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { type TopologyKind, topologyKinds } from "../../topologies/index.ts";

/** Free words in options that name no member. */
const words = new Set(["category", "role", "roles", "does", "name", "view", "mechanism"]);

test("every option of a topology that takes free words is known to name a member, or not to", () => {
  const free = (kind: TopologyKind) => freeWords(z.toJSONSchema(kind.options, { io: "input" }), "");
  const named = new Map(topologyKinds.map((kind) => [kind.name, free(kind)]));
  assert.ok(named.get("solo")?.includes("member") === true && named.get("cascade")?.includes("order") === true);
  for (const kind of topologyKinds) {
    const undeclared = free(kind).filter((name) => kind.memberOptions?.includes(name) !== true && !words.has(name));
    assert.ok(undeclared.length === 0, `${kind.name}: list ${undeclared.join(", ")} in its memberOptions, or in this test as words`);
    assert.deepEqual(kind.memberOptions?.filter((name) => !free(kind).includes(name)) ?? [], [], `${kind.name} has no such option`);
  }
});

/** Names of the properties below this schema that may hold any string. */
function freeWords(schema: unknown, property: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  if ("type" in schema && schema.type === "string" && !("enum" in schema) && !("const" in schema)) return [property];
  return Object.entries(schema).flatMap(([name, inner]) => {
    if (name === "properties") return Object.entries(inner as object).flatMap(([named, value]) => freeWords(value, named));
    if (["items", "anyOf", "oneOf", "allOf"].includes(name)) return [inner].flat().flatMap((one: unknown) => freeWords(one, property));
    return [];
  });
}
