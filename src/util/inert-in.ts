import { inert, type Medium } from "./inert.ts";

/** A value with every text in it made inert for the medium, names of fields too; what is no text stays. */
export function inertIn<T>(value: T, medium: Medium): T {
  if (typeof value === "string") return inert(value, medium) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => inertIn(one, medium)) as T;
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [inertIn(name, medium), inertIn(one, medium)])) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) === Date.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [inert(name, medium), inertIn(one as unknown, medium)])) as T;
}
