import type { z } from "zod";
import { formsOf } from "./schema-fields.ts";

/** A place of a value, `*` for any entry of a list, and the names of the fields that are known there. */
interface FieldPath {
  readonly path: readonly string[];
  readonly fields: readonly string[];
}

/** No schema of ours is deeper, and one that holds itself has no end. */
const deepest = 6;
const known = new WeakMap<z.core.$ZodType, readonly FieldPath[]>();

/** Where a field belongs that is unknown at one place of a value and known at another, in words: `under "settings"`; undefined where no place knows it. Case and the signs between words do not count. */
export function knownElsewhere(schema: z.core.$ZodType, path: readonly PropertyKey[], field: string): string | undefined {
  const at = path.map((step) => (typeof step === "number" ? entry : String(step)));
  const found = placesIn(schema)
    .filter((place) => !same(place.path, at))
    .flatMap((place) => {
      const name = place.fields.find((one) => folded(one) === folded(field));
      return name === undefined ? [] : [{ ...place, name, away: distance(place.path, at) }];
    });
  const [nearest = 0, next = 0] = [...new Set(found.map(({ away }) => away))].toSorted((a, b) => a - b);
  const listed = found.some((place) => place.away === next && place.path.includes(entry));
  // What knows it around a place may be meant as well as what knows it inside; at the top, an entry of a list as well as a part.
  const also = at.length === 0 || nearest > 20 ? nearest % 20 === 1 && listed : isAround(next);
  const best = found.filter(({ away }) => away === nearest || (also && away === next)).toSorted((a, b) => a.away - b.away);
  const [first] = best;
  if (first === undefined) return undefined;
  const subject = first.name === field ? "it" : `"${first.name}"`;
  const places = Map.groupBy(
    best.map(({ path: place }) => placeOf(place, at)),
    ({ under, list }) => (list === undefined ? under : `${under === "" ? "in" : `${under} of`} an entry of `),
  );
  return `${subject} belongs ${[...places].map(([words, some]) => words + listsOf(some)).join(" or ")}`;
}

/** A field's name without the case and the signs that people write differently. */
export function folded(name: string): string {
  return name.replace(/[_\s-]/g, "").toLowerCase();
}

const entry = "*";

function placesIn(schema: z.core.$ZodType): readonly FieldPath[] {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const found = below(schema, []);
  known.set(schema, found);
  return found;
}

function below(schema: z.core.$ZodType, path: readonly string[]): FieldPath[] {
  if (path.length > deepest) return [];
  return formsOf(schema).flatMap((form) => {
    const { def } = (form as z.core.$ZodTypes)._zod;
    if (def.type === "array") return below(def.element, [...path, entry]);
    if (def.type !== "object") return [];
    const inner = Object.entries(def.shape).flatMap(([name, part]) => below(part, [...path, name]));
    return [{ path, fields: Object.keys(def.shape) }, ...inner];
  });
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && begins(one, other);
}

function begins(whole: readonly string[], start: readonly string[]): boolean {
  return start.every((step, index) => whole[index] === step);
}

/** What stands inside comes first, then what it stands in, then the rest, the shallowest first. */
function distance(place: readonly string[], at: readonly string[]): number {
  if (begins(place, at)) return place.length - at.length;
  return begins(at, place) ? 10 + at.length - place.length : 20 + place.length;
}

function isAround(away: number): boolean {
  return away > 10 && away <= 20;
}

/** A place in words: what it is under, and the list of which it is any entry. */
function placeOf(place: readonly string[], at: readonly string[]): { readonly under: string; readonly list?: string } {
  const outer = at[place.length];
  if (begins(at, place) && outer !== undefined) {
    const up = place.length === 0 ? "at the top" : "further up";
    return { under: outer === entry ? up : `${up}, beside "${outer}"` };
  }
  const inside = begins(place, at);
  const steps = inside ? place.slice(at.length) : place;
  const last = steps.lastIndexOf(entry);
  const own = steps.slice(last + 1);
  const under = own.length === 0 ? "" : `under ${own.map((step) => `"${step}"`).join(", ")}`;
  const list = steps.slice(0, Math.max(0, last)).findLast((step) => step !== entry);
  return list === undefined ? { under: inside ? under : `at the top, ${under}` } : { under, list };
}

function listsOf(places: readonly { readonly list?: string }[]): string {
  return [...new Set(places.flatMap(({ list }) => (list === undefined ? [] : [`"${list}"`])))].join(" or ");
}
