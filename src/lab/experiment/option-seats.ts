import type { Seat } from "../../types.ts";
import { pickSeats } from "./pick-seats.ts";

/** The options of topologies that name members, at any depth; an `order` that is one word names a manner instead. */
export const seatOptions: ReadonlySet<string> = new Set([
  "aggregator",
  "chairman",
  "closer",
  "coordinator",
  "decider",
  "hub",
  "member",
  "orchestrator",
  "order",
  "reader",
  "reviewer",
  "router",
]);

/** An option that names nobody is told before anything is spent. Throws `UserError` that names the nearest member. */
export function checkOptionSeats(options: unknown, seats: readonly Seat[], what: string): void {
  pickSeats(seats, namesIn(options, false), what);
}

function namesIn(value: unknown, naming: boolean): string[] {
  if (typeof value === "string") return naming ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((inner) => namesIn(inner, naming));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    namesIn(inner, seatOptions.has(name) && (name !== "order" || Array.isArray(inner))),
  );
}
