import { type NamingKind, namesMember } from "./names-member.ts";

/**
 * The options of a topology without the members that are left out: an option that names one falls back to its default, a list goes on without it. Words
 * that name no member stay.
 */
export function optionsWithout<T>(kind: NamingKind | undefined, options: T, gone: ReadonlySet<string>): T {
  return kind === undefined ? options : (stripped(options, gone, namesMember(kind)) as T);
}

function stripped(value: unknown, gone: ReadonlySet<string>, names: ReturnType<typeof namesMember>, naming = false): unknown {
  if (typeof value === "string") return naming && gone.has(value) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.flatMap((inner) => stripped(inner, gone, names, naming) ?? []);
    return kept.length === 0 && value.length > 0 ? undefined : kept;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const kept = stripped(inner, gone, names, names(name, inner));
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}
