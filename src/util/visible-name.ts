import { inert } from "./inert.ts";

/** What is wanted of ids and names, as a message says it. */
export const visibleNameWords = "a name of visible characters only, without control, bidirectional or zero-width ones";

/** Whether every character of a name is shown as it is, so that a command with the name as it was shown finds what it names. */
export function visibleName(name: string): boolean {
  return inert(name, "terminal") === name && !/[\n\t]/.test(name);
}
