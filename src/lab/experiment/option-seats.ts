import type { Seat } from "../../types.ts";
import { PartError } from "../../util/part-error.ts";
import { pickSeats } from "./pick-seats.ts";

/** The options of topologies that name members, at any depth; an `order` that is one word names a manner instead. */
export const seatOptions: ReadonlySet<string> = new Set([
  "aggregator",
  "analyst",
  "chairman",
  "closer",
  "coordinator",
  "decider",
  "hub",
  "manager",
  "member",
  "orchestrator",
  "planner",
  "order",
  "reader",
  "reviewer",
  "router",
  "ties",
  "writer",
]);

/** Words in place of a name: manners of breaking ties. */
const manners: ReadonlySet<unknown> = new Set(["chance", "likeness"]);

/** An option that names nobody is told before anything is spent. Throws `UserError` that names the nearest member. */
export function checkOptionSeats(options: unknown, seats: readonly Seat[], what: string): void {
  for (const { name, part } of namesIn(options, false, [])) {
    try {
      pickSeats(seats, [name], what);
    } catch (thrown) {
      throw thrown instanceof PartError ? PartError.of(part, thrown.message) : thrown;
    }
  }
}

interface NamedSeat {
  readonly name: string;
  /** Where in the options it is named. */
  readonly part: readonly (string | number)[];
}

function namesIn(value: unknown, naming: boolean, part: NamedSeat["part"]): NamedSeat[] {
  if (typeof value === "string") return naming ? [{ name: value, part }] : [];
  if (Array.isArray(value)) return value.flatMap((inner, index) => namesIn(inner, naming, [...part, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    namesIn(inner, seatOptions.has(name) && (name !== "order" || Array.isArray(inner)) && !(name === "ties" && manners.has(inner)), [
      ...part,
      name,
    ]),
  );
}
