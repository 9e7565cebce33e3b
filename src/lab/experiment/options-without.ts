import { seatOptions } from "./option-seats.ts";

/**
 * The options of a topology without the members that are left out: an option that names one falls back to its default, a list goes on without it. Words
 * that name no member stay.
 */
export function optionsWithout<T>(options: T, gone: ReadonlySet<string>): T {
  return stripped(options, gone, false) as T;
}

function stripped(value: unknown, gone: ReadonlySet<string>, naming: boolean): unknown {
  if (typeof value === "string") return naming && gone.has(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.flatMap((inner) => stripped(inner, gone, naming) ?? []);
    return kept.length === 0 && value.length > 0 ? undefined : kept;
  }
  if (typeof value !== "object" || value === null) return value;
  const named = (name: string, inner: unknown): boolean => seatOptions.has(name) && (name !== "order" || Array.isArray(inner));
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = stripped(inner, gone, named(name, inner));
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}
