import type { AskedTurn, Scope } from "../../calls/index.ts";

/** Where a turn is asked: on the money and the count of the whole trial. Where all are asked at once, one answer has the room that theirs have together. */
export function turnPlace(place: Scope, asked: AskedTurn | undefined): Scope {
  if (asked?.together === undefined) return asked === undefined ? place : { ...place, asked };
  return { ...place, asked, terms: { ...place.terms, outputCap: place.terms.outputCap * asked.together } };
}
