import { asFields } from "./as-fields.ts";
import type { Fields } from "./fields.ts";

/** The records of a list; none where it is no list. */
export function fieldsIn(value: unknown): Fields[] {
  return (Array.isArray(value) ? (value as unknown[]) : []).flatMap((one): Fields[] => {
    const fields = asFields(one);
    return fields === undefined ? [] : [fields];
  });
}
