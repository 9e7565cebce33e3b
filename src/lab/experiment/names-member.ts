import { z } from "zod";
import type { TopologyKind } from "../../topologies/index.ts";
import { own } from "../../util/own.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Tells by the name of an option, at whatever depth, and by what stands there whether that is the name of a member: words that the schema lists beside names are none. */
export function namesMember({ options, memberOptions = [] }: NamingKind): (option: string, value: unknown) => boolean {
  if (memberOptions.length === 0) return () => false;
  const schema = z.toJSONSchema(options, { io: "input", unrepresentable: "any" }) as Schema;
  const words = new Map(memberOptions.map((option) => [option, new Set(wordsAt(schema, option))]));
  return (option, value) => words.get(option)?.has(value) === false;
}

/** What of a kind says which of its options name members. */
export type NamingKind = Pick<TopologyKind, "options" | "memberOptions">;

/** The words that an option of this name takes beside any text. */
function wordsAt(schema: unknown, option: string): unknown[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => wordsAt(one, option));
  if (typeof schema !== "object" || schema === null) return [];
  const property = own((own(schema as Schema, "properties") ?? {}) as Schema, option);
  return [...listed(property), ...Object.values(schema).flatMap((inner) => wordsAt(inner, option))];
}

function listed(schema: unknown): unknown[] {
  if (Array.isArray(schema)) return schema.flatMap(listed);
  if (typeof schema !== "object" || schema === null) return [];
  const { enum: words = [], const: word, anyOf = [], oneOf = [] } = schema as { readonly [name: string]: unknown };
  return [...(words as unknown[]), ...(word === undefined ? [] : [word]), ...listed(anyOf), ...listed(oneOf)];
}
