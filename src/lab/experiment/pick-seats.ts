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
    const names = seats.map((one) => one.name);
    const words = `${what} wants the ${kind} "${name}", which the experiment does not have.`;
    throw PartError.of([index], `${words}${didYouMean(name, names)} ${remedy(kind, names)}`);
  });
}

function remedy(kind: "member" | "judge", names: readonly string[]): string {
  if (kind === "member") return `Its members: ${names.join(", ")}.`;
  const known = names.length === 0 ? "It has no judges yet" : `Its judges: ${names.join(", ")}`;
  return `${known}; judges are listed under \`judges:\`, like members: a model may stand in both lists.`;
}
