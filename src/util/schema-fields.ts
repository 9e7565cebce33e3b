import type { z } from "zod";

/** The names of the fields that a schema knows where a path leads, over all the forms that it allows there. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const names = path.reduce((places, step) => places.flatMap((place) => inside(place, step)), formsOf(schema)).flatMap(namesOf);
  return [...new Set(names)];
}

/** The schema without what wraps it: each form that a value may have. */
export function formsOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "optional":
    case "nullable":
    case "default":
    case "prefault":
    case "readonly":
    case "catch":
    case "nonoptional":
      return formsOf(def.innerType);
    case "lazy":
      return formsOf(def.getter());
    case "pipe":
      return formsOf(def.in);
    case "union":
      return def.options.flatMap(formsOf);
    case "intersection":
      return [...formsOf(def.left), ...formsOf(def.right)];
    default:
      return [schema];
  }
}

function inside(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "array") return formsOf(def.element);
  if (def.type === "record") return formsOf(def.valueType);
  if (def.type !== "object") return [];
  const field = new Map<PropertyKey, z.core.$ZodType>(Object.entries(def.shape)).get(step);
  return field === undefined ? [] : formsOf(field);
}

function namesOf(schema: z.core.$ZodType): string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "object" ? Object.keys(def.shape) : [];
}
