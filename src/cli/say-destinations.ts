import { say } from "./say.ts";

/** Says on stderr where the asks of each live member go, and which variable's key goes along. */
export function sayDestinations(destinations: readonly string[]): void {
  say(destinations.join("\n"));
}
