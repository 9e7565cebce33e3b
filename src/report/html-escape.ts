import { inert } from "../util/inert.ts";

/** Text that is safe between tags and inside quoted attributes. */
export function escape(text: string): string {
  return inert(text, "html");
}
