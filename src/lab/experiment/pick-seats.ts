import type { Seat } from "../../types.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError } from "../../util/part-error.ts";

/** Picks seats by name. Throws `UserError` that names the nearest member. */
export function pickSeats(
  seats: readonly Seat[],
  wanted: readonly string[] | undefined,
  what: string,
  kind: "member" | "judge" = "member",
): readonly Seat[] {
  if (wanted === undefined) return seats;
  return wanted.map((name, index) => {
    const seat = seats.find((seat) => seat.name === name);
    if (seat !== undefined) return seat;
    throw PartError.of(
      [index],
      `${what} wants the ${kind} "${name}", which the experiment does not have.${didYouMean(
        name,
        seats.map((seat) => seat.name),
      )}`,
    );
  });
}
