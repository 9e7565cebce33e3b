import type { Seat } from "../../types.ts";
import { PartError } from "../../util/part-error.ts";
import { type NamingKind, namesMember } from "./names-member.ts";
import { pickSeats } from "./pick-seats.ts";

/** An option of a topology that names nobody is told before anything is spent. Throws `UserError` that names the nearest member. */
export function checkOptionSeats(kind: NamingKind | undefined, options: unknown, seats: readonly Seat[], what: string): void {
  if (kind === undefined) return;
  for (const { name, part } of namesIn(options, namesMember(kind))) {
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

function namesIn(value: unknown, names: ReturnType<typeof namesMember>, part: NamedSeat["part"] = [], naming = false): NamedSeat[] {
  if (typeof value === "string") return naming ? [{ name: value, part }] : [];
  if (Array.isArray(value)) return value.flatMap((inner, index) => namesIn(inner, names, [...part, index], naming));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => namesIn(inner, names, [...part, name], names(name, inner)));
}
