import { wrap } from "../lab/index.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Says on stderr where the asks of each live member go, and which variable's key goes along. */
export function sayDestinations(destinations: readonly string[]): void {
  process.stderr.write(`${destinations.flatMap((to) => wrap(to, terminalWidth())).join("\n")}\n`);
}
