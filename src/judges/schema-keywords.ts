import { didYouMean } from "../util/did-you-mean.ts";

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const ofSchema =
  "additionalItems additionalProperties contains else if items not propertyNames then unevaluatedItems unevaluatedProperties contentSchema".split(
    " ",
  );
const ofList = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];
const byName = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties", "dependencies"];
const plain =
  "$anchor $recursiveAnchor $recursiveRef $comment $dynamicAnchor $dynamicRef $id $ref $schema $vocabulary const contentEncoding contentMediaType default dependentRequired deprecated description enum example examples exclusiveMaximum exclusiveMinimum format id maxContains maxItems maxLength maxProperties maximum minContains minItems minLength minProperties minimum multipleOf nullable pattern readOnly required title type uniqueItems writeOnly".split(
    " ",
  );
const known: ReadonlySet<string> = new Set([...ofSchema, ...ofList, ...byName, ...plain]);

/** The first keyword of a JSON Schema that is none, which a validator would pass over, in words; undefined where all are known. */
export function unknownKeyword(schema: unknown, depth = 0): string | undefined {
  if (typeof schema !== "object" || schema === null || Array.isArray(schema) || depth > 50) return undefined;
  for (const [keyword, value] of Object.entries(schema) as [string, unknown][]) {
    if (!known.has(keyword) && !keyword.startsWith("x-")) {
      const hint = didYouMean(keyword, [...known]);
      return `unknown keyword ${JSON.stringify(keyword)}.${hint.includes("mean") ? hint : ' Begin the name of a keyword of your own with "x-".'}`;
    }
    for (const inner of schemasIn(keyword, value)) {
      const unknown = unknownKeyword(inner, depth + 1);
      if (unknown !== undefined) return unknown;
    }
  }
  return undefined;
}

function schemasIn(keyword: string, value: unknown): readonly unknown[] {
  if (ofList.includes(keyword) && Array.isArray(value)) return value;
  if (byName.includes(keyword) && typeof value === "object" && value !== null) return Object.values(value);
  return ofSchema.includes(keyword) ? [value] : [];
}

/** What the validator says of a schema that is none, in our words: the first fault, at its place. */
export function schemaWords(words: string): string {
  const [, place = "", fault = ""] = /^schema is invalid: data(\S*) (.+?)(?:, data.*)?$/.exec(words) ?? [];
  if (fault !== "") return `is no JSON Schema: ${place === "" ? "it" : `at "${place}" it`} ${faultWords(fault, place)}`;
  const reference = /^can't resolve reference (\S+)/.exec(words)?.[1];
  return reference === undefined ? words : `refers to ${JSON.stringify(reference)}, which is not in the schema`;
}

function faultWords(fault: string, place: string): string {
  if (!fault.includes("equal to one of the allowed values")) return fault.replace(/^must be (?=array|integer|object)/, "must be an ");
  const types = "must be one of array, boolean, integer, null, number, object, string";
  return place.endsWith("/type") || /\/type\/\d+$/.test(place) ? types : "must be one of the known values";
}
